/** One line of CSV (RFC 4180), without its end. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return cells.map(quoted).join(',');
}

function quoted(cell: string | number | boolean | null): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What spreadsheets take for a formula; also behind spaces, and in the wide forms of East Asian keyboards. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** Signed figures, times, telephone numbers: signs and digits alone, which nobody computes anything with that could do harm. */
const FIGURE = /^\s*[+-][\d.,:/\s()%-]*$/;

/** Whether a spreadsheet would compute a text rather than show it. */
export function isFormula(cell: string | number | boolean | null): cell is string {
  return typeof cell === 'string' && FORMULA.test(cell) && !FIGURE.test(cell);
}

/** The cells with an apostrophe before what is a formula, by which a spreadsheet takes it for text. */
export function withoutFormulas<Cell extends string | number | boolean | null>(cells: readonly Cell[]): readonly (Cell | string)[] {
  return cells.map((cell) => (isFormula(cell) ? `'${cell}` : cell));
}
