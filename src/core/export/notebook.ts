import { t } from '@vscode/l10n';
import type { Item } from '../types/item.ts';
import type { Output, StoredFile } from '../types/output.ts';
import { chartBundle } from './charts.ts';
import { pathFrom, withLocalPaths } from './paths.ts';
import { chapters, dataFilesOf, type Chapter } from './story.ts';
import { tableHtml, tableText } from './tables.ts';

/** What an export is made of. */
export interface Exported {
  readonly title: string;
  readonly items: readonly Item[];
  /** Absolute path of the folder in which the exported file will lie. */
  readonly folder: string;
  /** The version of Python that the code ran with, if it is known. */
  readonly python: string | null;
  read(file: StoredFile): Promise<Uint8Array>;
  /** A chart of Vega-Lite as SVG; null where it can't be drawn. */
  draw(spec: string): Promise<string | null>;
}

type Bundle = Readonly<Record<string, unknown>>;
type NotebookOutput =
  | { readonly output_type: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: readonly string[] }
  | { readonly output_type: 'display_data'; readonly data: Bundle; readonly metadata: object }
  | { readonly output_type: 'execute_result'; readonly execution_count: number; readonly data: Bundle; readonly metadata: object }
  | { readonly output_type: 'error'; readonly ename: string; readonly evalue: string; readonly traceback: readonly string[] };

/** A thread as a Jupyter notebook (nbformat 4.5). What only Docent can run is kept as its results, in a cell that is passed over. */
export async function toNotebook(exported: Exported): Promise<string> {
  const parts = chapters(exported.items);
  let count = 0;
  const cells: object[] = [markdownCell('about', about(exported))];
  for (const chapter of parts) {
    cells.push(chapter.kind === 'code' ? await codeCell(chapter, exported, ++count) : markdownCell(chapter.id, chapter.text));
  }
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python', ...(exported.python !== null && { version: exported.python }) },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** What the reader has to know before they run it. */
export function about({ title, items, folder }: Exported): string {
  const files = dataFilesOf(items).map((file) => `- \`${file.name}\`: \`${pathFrom(folder, file)}\``);
  const where = files.length > 0 ? `\n\n${t('The data is read from these places, as seen from this folder:')}\n\n${[...new Set(files)].join('\n')}` : '';
  return `# ${title || t('Analysis')}\n\n${t('Exported from Docent.')}${where}`;
}

function markdownCell(id: string, text: string): object {
  return { cell_type: 'markdown', id: cellId(id), metadata: {}, source: lines(text) };
}

async function codeCell({ id, call, isDocents }: Extract<Chapter, { kind: 'code' }>, exported: Exported, count: number): Promise<object> {
  const failed = call.outputs.some(({ type }) => type === 'exception');
  // `nbconvert --execute` knows both tags.
  const tags = [...(isDocents ? ['skip-execution'] : []), ...(failed ? ['raises-exception'] : [])];
  const outputs: NotebookOutput[] = [];
  // Files that code has left are told by nobody but Docent.
  for (const output of call.outputs) if (output.type !== 'file') outputs.push(await outputOf(output, exported.read, count));
  const code = withLocalPaths(call.code, exported.folder, dataFilesOf(exported.items));
  return {
    cell_type: 'code',
    id: cellId(id),
    execution_count: count,
    metadata: tags.length > 0 ? { tags } : {},
    outputs,
    source: lines(isDocents ? docentsCode(code) : code),
  };
}

/** Code that needs what Docent ships, as comments. */
export function docentsCode(code: string): string {
  return `# ${t('This runs in Docent alone; its results are kept with it.')}\n${code.replace(/^/gm, '# ')}`;
}

async function outputOf(output: Exclude<Output, { type: 'file' }>, read: Exported['read'], count: number): Promise<NotebookOutput> {
  const display = (data: Bundle): NotebookOutput => ({ output_type: 'display_data', data, metadata: {} });
  switch (output.type) {
    case 'logs':
      return { output_type: 'stream', name: output.stream, text: lines(output.text) };
    case 'image': {
      const bytes = Buffer.from(await read(output.file));
      const isText = output.file.mime === 'image/svg+xml';
      return display({ [output.file.mime]: isText ? bytes.toString('utf8') : bytes.toString('base64'), 'text/plain': output.title || output.file.name });
    }
    case 'table':
      return display({ 'text/html': tableHtml(output), 'text/plain': tableText(output) });
    case 'chart':
      return display(chartBundle(output));
    case 'markdown':
      return display({ 'text/markdown': output.text, 'text/plain': output.text });
    case 'html':
      return display({ 'text/html': output.html, 'text/plain': output.text });
    case 'text':
      return { output_type: 'execute_result', execution_count: count, data: { 'text/plain': output.text }, metadata: {} };
    case 'notice':
      return display({ 'text/plain': output.notice.message });
    case 'exception':
      return { output_type: 'error', ename: output.name, evalue: output.message, traceback: output.traceback.trimEnd().split('\n') };
    default:
      return display({ 'text/plain': t('A result of a kind that notebooks don’t have.') });
  }
}

/** As notebooks keep a text: its lines with their ends. */
function lines(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function cellId(id: string): string {
  return id.replace(/[^\w-]/g, '-').slice(0, 64);
}
