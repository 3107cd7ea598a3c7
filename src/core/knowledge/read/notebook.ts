import { t } from '@vscode/l10n';
import { isModestJson } from '../../limits/json.ts';
import { checkText, decode } from './decode.ts';
import { withoutData } from './data.ts';
import { MEGABYTE, Unfit, type DocumentKind, type Section } from './kind.ts';
import { linesOf } from './lines.ts';
import { prose } from './text.ts';

/** Pictures in outputs make notebooks large; their text stays small. */
const MAX_BYTES = 50 * MEGABYTE;
/** Of what a cell has printed: enough to find it by. In lines. */
const MAX_OUTPUT = 40;

/** A notebook, cell by cell: what is written in it, and the text that it put out. */
export const notebook: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check: checkText,
  async extract(bytes, stopped) {
    const cells = cellsOf(await decode(bytes));
    return cells ?? prose.extract(bytes, stopped);
  },
};

/** Null for what is no notebook, such as one with marks of a merge in it. @throws Unfit for more than anybody writes */
function cellsOf(source: string): readonly Section[] | null {
  const book = parsed(source);
  const cells = field(book, 'cells') ?? oldCells(field(book, 'worksheets'));
  if (!Array.isArray(cells)) return null;
  return cells.map((cell: unknown, index) => {
    const outputs = field(cell, 'outputs');
    const printed = Array.isArray(outputs) ? outputs.flatMap(outputLines) : [];
    return { page: index + 1, lines: withoutData([...linesOf(sourceOf(cell)), ...printed.slice(0, MAX_OUTPUT)]) };
  });
}

/** Of before 2014, when they lay in sheets. */
function oldCells(sheets: unknown): readonly unknown[] | null {
  return Array.isArray(sheets) ? sheets.flatMap((sheet) => field(sheet, 'cells') ?? []) : null;
}

/** Code, which was called otherwise then, or text; headings were cells of their own. */
function sourceOf(cell: unknown): string {
  const [text, level] = [joined(field(cell, 'source') ?? field(cell, 'input')), field(cell, 'level')];
  return field(cell, 'cell_type') === 'heading' && typeof level === 'number' ? `${'#'.repeat(Math.min(level, 6))} ${text}` : text;
}

function parsed(source: string): unknown {
  if (!isModestJson(source)) throw new Unfit(t('has more parts than a notebook has'));
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** What a program printed, or the text of a result; no pictures, and no web pages that show a table once more. */
function outputLines(output: unknown): readonly string[] {
  const text = field(output, 'text') ?? field(field(output, 'data'), 'text/plain') ?? field(output, 'evalue');
  return linesOf(joined(text));
}

/** Notebooks keep texts whole, or as a list of their lines. */
function joined(text: unknown): string {
  const parts: readonly unknown[] = Array.isArray(text) ? text : [text];
  return parts.filter((part) => typeof part === 'string').join('');
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined;
}
