/** What is used of pdf.js's annotations, which it does not describe. */
interface Annotation {
  readonly subtype?: string;
  readonly hidden?: boolean;
  readonly password?: boolean;
  readonly pushButton?: boolean;
  readonly fieldName?: string;
  /** What a form says beside the field. */
  readonly alternativeText?: string;
  readonly fieldValue?: unknown;
  readonly options?: readonly { readonly exportValue: unknown; readonly displayValue: unknown }[];
  readonly contentsObj?: { readonly str?: string };
  readonly titleObj?: { readonly str?: string };
}

/** Values of check boxes that nobody has ticked. */
const EMPTY = new Set(['', 'Off']);

/** What stands on a page apart from its text: what was filled into its form, and what was written over it. @param annotations as pdf.js gives them */
export function besidePage(annotations: readonly object[]): readonly string[] {
  const lines = annotations.flatMap((each: Annotation) => (each.hidden === true || each.password === true ? [] : each.subtype === 'Widget' ? filled(each) : written(each)));
  // Buttons of which one is chosen share its value.
  return [...new Set(lines)].flatMap((line) => line.split(/\r\n?|\n/));
}

function filled({ fieldName = '', alternativeText, fieldValue, options = [], pushButton }: Annotation): readonly string[] {
  if (pushButton === true) return [];
  const values: readonly unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  const shown = values.filter((value) => typeof value === 'string' && !EMPTY.has(value.trim())).map((value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value);
  return shown.length === 0 ? [] : [`${alternativeText?.trim() || fieldName}: ${shown.join(', ')}`];
}

function written({ contentsObj, titleObj }: Annotation): readonly string[] {
  const [text, author] = [contentsObj?.str?.trim(), titleObj?.str?.trim()];
  return text ? [`${author ? `Comment by ${author}` : 'Comment'}: ${text}`] : [];
}
