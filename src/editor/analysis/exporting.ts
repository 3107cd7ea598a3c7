import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { drawnChart } from '../../core/export/drawing/drawn.ts';
import { toMarkdown } from '../../core/export/markdown.ts';
import { toNotebook, type Exported } from '../../core/export/notebook.ts';
import { toReport } from '../../core/export/report.ts';
import { toScript } from '../../core/export/script.ts';
import { askWhere } from '../results.ts';

interface Pictures {
  readonly count: number;
  readonly folder: string;
}

/** Beside the extension's own script, see esbuild.js. */
const CHART_WORKER = join(import.meta.dirname, 'chartWorker.js');

interface Format extends vscode.QuickPickItem {
  readonly extension: string;
  /** Writes it. @returns what else it has written; null where that is nothing */
  write(exported: Exported, path: string, docent: Docent): Promise<Pictures | null>;
}

const FORMATS: readonly Format[] = [
  {
    label: t('$(notebook) Jupyter Notebook'),
    description: '.ipynb',
    extension: 'ipynb',
    write: async (exported, path) => only(writeFile(path, await toNotebook(exported))),
  },
  { label: t('$(file-code) Python Script'), description: '.py', extension: 'py', write: (exported, path) => only(writeFile(path, toScript(exported))) },
  { label: t('$(markdown) Markdown'), description: t('{0}, with a folder of its pictures', '.md'), extension: 'md', write: writeMarkdown },
  {
    label: t('$(browser) Report'),
    description: t('{0}, one file that opens anywhere', '.html'),
    extension: 'html',
    write: async (exported, path) => only(writeFile(path, await toReport(exported))),
  },
];

/** Writes a thread into a file, in the form and at the place that the user chooses. */
export async function exportThread(docent: Docent, threadId: string): Promise<void> {
  const format = await vscode.window.showQuickPick(FORMATS, { title: t('Export Analysis'), placeHolder: t('What it is to become') });
  if (!format) return;
  const title = (await docent.threads.get(threadId))?.title ?? '';
  const name = basename(title, extname(title)).replace(/[^\p{L}\p{N}._ -]+/gu, ' ').trim() || 'analysis';
  const target = await askWhere(`${name}.${format.extension}`);
  if (!target) return;
  const state = await docent.interpreter.probe();
  const also = await format.write(
    {
      title,
      items: await docent.items.list(threadId),
      folder: dirname(target.fsPath),
      python: state.kind === 'unavailable' ? null : state.python.version,
      read: (file) => readFile(docent.files.path(file)),
      draw: (spec) => drawnChart(spec, CHART_WORKER),
    },
    target.fsPath,
    docent,
  );
  void offerToOpen(target, also);
}

async function only(work: Promise<void>): Promise<null> {
  await work;
  return null;
}

/** The pictures lie in a folder beside the report, as converters of notebooks have it. */
async function writeMarkdown(exported: Exported, path: string, docent: Docent): Promise<Pictures | null> {
  const folder = `${basename(path, extname(path))}_files`;
  const { text, pictures } = toMarkdown(exported, folder);
  await writeFile(path, text);
  if (pictures.length === 0) return null;
  const place = join(dirname(path), folder);
  await mkdir(place, { recursive: true });
  for (const { name, file } of pictures) await writeFile(join(place, name), await readFile(docent.files.path(file)));
  return { count: pictures.length, folder };
}

function exportedTo(name: string, also: Pictures | null): string {
  if (also === null) return t('Exported to {0}.', name);
  return also.count === 1 ? t('Exported to {0}, with a picture in {1}.', name, also.folder) : t('Exported to {0}, with {1} pictures in {2}.', name, also.count, also.folder);
}

async function offerToOpen(target: vscode.Uri, also: Pictures | null): Promise<void> {
  const open = t('Open');
  if ((await vscode.window.showInformationMessage(exportedTo(basename(target.fsPath), also), open)) !== open) return;
  if (/\.html$/i.test(target.path)) await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}
