import type { Cell, NewFile, Output, StoredFile, Table } from '../types/output.ts';
import { WORKER } from '../limits/limits.ts';
import { isRecord, type Forms } from './workerEvent.ts';

/** As docent_display.py names it. */
const TABLE = 'application/vnd.docent.table+json';
/** The limit that {@link Table} states; docent_display.py keeps it, code that writes tables of its own might not. */
const MAX_ROWS = 1_000;
/** Longer text is no title. */
const MAX_TITLE = 120;
const SVG = 'image/svg+xml';
/** Best first: what moves is shown moving; a bitmap is what the library drew itself, SVG can look different elsewhere. */
const IMAGES = { 'image/gif': 'gif', 'image/png': 'png', 'image/jpeg': 'jpg', [SVG]: 'svg' } as const;

/** How what code shows is kept. */
export interface Keep {
  save(file: NewFile): Promise<StoredFile>;
  /** An SVG drawing as PNG, for whoever can't show drawings; null where they are shown. */
  readonly bitmap: ((svg: string) => Promise<Uint8Array>) | null;
}

/** The best form of a value that Docent can show; a drawing that became a bitmap comes along as a file. */
export async function toOutputs(forms: Forms, { save, bitmap }: Keep): Promise<readonly Output[]> {
  const table = toTable(forms[TABLE]);
  if (table) return [table];
  const text = textOf(forms, 'text/plain');
  for (const [mime, extension] of Object.entries(IMAGES)) {
    const data = textOf(forms, mime);
    if (!data) continue;
    const title = toTitle(text);
    const name = toFileName(title);
    const file = await save({ name: `${name}.${extension}`, mime, bytes: Buffer.from(data, mime === SVG ? 'utf8' : 'base64') });
    if (mime !== SVG || !bitmap) return [{ type: 'image', file, title }];
    const png = await save({ name: `${name}.png`, mime: 'image/png', bytes: await bitmap(data) });
    return [{ type: 'image', file: png, title }, { type: 'file', file }];
  }
  const markdown = textOf(forms, 'text/markdown');
  if (markdown) return [{ type: 'markdown', text: markdown }];
  const html = textOf(forms, 'text/html');
  return [html ? { type: 'html', html, text } : { type: 'text', text }];
}

/** Characters of what a value becomes where it is kept in the thread; an image is a file beside it. */
export function sizeOf(forms: Forms): number {
  return Object.entries(forms).reduce((sum, [mime, form]) => {
    if (mime.startsWith('image/')) return sum;
    return sum + (typeof form === 'string' ? form.length : JSON.stringify(form ?? null).length);
  }, 0);
}

function textOf(forms: Forms, mime: string): string {
  const form = forms[mime];
  const { max } = mime === 'text/plain' ? WORKER.text : mime.startsWith('image/') ? WORKER.image : WORKER.page;
  return typeof form !== 'string' ? '' : form.length <= max ? form : mime === 'text/plain' ? form.slice(0, max) : '';
}

/** The title that came as the plain text; Python's default for an object (`<Figure …>`) is none. */
function toTitle(text: string): string {
  return text.length <= MAX_TITLE && !text.includes('\n') && !text.startsWith('<') ? text : '';
}

/** What every file system takes as a name. */
function toFileName(title: string): string {
  return title.replace(/[^\p{Letter}\p{Number} _.,()-]+/gu, ' ').replace(/\s+/g, ' ').trim() || 'image';
}

function toTable(form: unknown): Table | null {
  if (!isRecord(form)) return null;
  const { title, columns, rows, totalRows } = form;
  if (typeof title !== 'string' || typeof totalRows !== 'number' || !isList(columns, isText) || !isList(rows, isRow)) return null;
  return { type: 'table', title, columns, rows: rows.slice(0, MAX_ROWS), totalRows };
}

function isList<T>(value: unknown, isEntry: (entry: unknown) => entry is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isEntry);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRow(value: unknown): value is readonly Cell[] {
  return isList(value, isCell);
}

function isCell(value: unknown): value is Cell {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
