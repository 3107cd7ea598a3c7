import { t } from '@vscode/l10n';
import { isModestJson } from '../limits/json.ts';
import { isRecord } from '../text/json.ts';
import { titleOf, vegaLiteOf } from '../text/vegaLite.ts';
import type { Cell, NewFile, Output, Picture, StoredFile, Table, VegaChart } from '../types/output.ts';
import { WORKER } from '../limits/limits.ts';
import type { Forms } from './workerEvent.ts';

/** As docent_display.py names it. */
const TABLE = 'application/vnd.docent.table+json';
/** As docent_vegalite.py names it. */
const CHART = 'application/vnd.docent.vegalite+json';
/** As docent_plotly.py names it. */
const FIGURE = 'application/vnd.docent.plotly+json';
/** The limit that {@link Table} states; docent_display.py keeps it, code that writes tables of its own might not. */
const MAX_ROWS = 1_000;
/** As docent_frames.py names frames. */
const FRAME = /^[0-9a-f]{16}$/;
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
  const chart = toChart(forms);
  if (chart && !(bitmap && hasImage(forms))) return [bitmap && chart.type === 'chart' ? await chartFile(chart, save) : chart];
  for (const [mime, extension] of Object.entries(IMAGES)) {
    const data = textOf(forms, mime);
    if (!data) continue;
    const title = toTitle(text);
    const name = toFileName(title);
    const file = await save({ name: `${name}.${extension}`, mime, bytes: Buffer.from(data, mime === SVG ? 'utf8' : 'base64') });
    if (mime !== SVG || !bitmap) return [{ type: 'image', file, title, ...(bitmap ? null : toFigure(forms)) }];
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
  const { max } = mime === 'text/plain' ? WORKER.text : mime === CHART || mime === FIGURE ? WORKER.chart : mime.startsWith('image/') ? WORKER.image : WORKER.page;
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

/** For whoever draws no charts: they can have it drawn elsewhere. */
async function chartFile({ title, spec }: VegaChart, save: Keep['save']): Promise<Output> {
  const name = title ? toFileName(title) : 'chart';
  return { type: 'file', file: await save({ name: `${name}.vl.json`, mime: 'application/json', bytes: Buffer.from(spec) }) };
}

function toFigure(forms: Forms): Pick<Picture, 'figure'> | null {
  const figure = textOf(forms, FIGURE);
  return figure && isModestJson(figure) ? { figure } : null;
}

function hasImage(forms: Forms): boolean {
  return Object.keys(IMAGES).some((mime) => textOf(forms, mime));
}

function toChart(forms: Forms): VegaChart | Extract<Output, { type: 'markdown' }> | null {
  const json = textOf(forms, CHART);
  if (!json) return null;
  const spec = isModestJson(json) ? vegaLiteOf(json) : null;
  if (!spec) return { type: 'markdown', text: t('A chart that Docent can’t show: its specification is none of Vega-Lite’s, or makes up too much data.') };
  return { type: 'chart', title: toTitle(titleOf(spec)), spec: json };
}

function toTable(form: unknown): Table | null {
  if (!isRecord(form)) return null;
  const { title, columns, rows, totalRows, frame } = form;
  if (typeof title !== 'string' || typeof totalRows !== 'number' || !isList(columns, isText) || !isList(rows, isRow)) return null;
  const isNamed = typeof frame === 'string' && FRAME.test(frame);
  return { type: 'table', title, columns, rows: rows.slice(0, MAX_ROWS), totalRows, ...(isNamed ? { frame } : null) };
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
