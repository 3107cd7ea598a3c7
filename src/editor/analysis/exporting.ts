import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { toMarkdown } from '../../core/export/markdown.ts';
import { toNotebook, type Exported } from '../../core/export/notebook.ts';
import { toReport } from '../../core/export/report.ts';
import { toScript } from '../../core/export/script.ts';
import { askWhere } from '../results.ts';

interface Format extends vscode.QuickPickItem {
  readonly extension: string;
  /** Writes it; with what else it has written, in words. */
  write(exported: Exported, path: string, docent: Docent): Promise<string>;
}

const FORMATS: readonly Format[] = [
  {
    label: '$(notebook) Jupyter Notebook',
    description: '.ipynb',
    extension: 'ipynb',
    write: async (exported, path) => only(writeFile(path, await toNotebook(exported))),
  },
  { label: '$(file-code) Python Script', description: '.py', extension: 'py', write: (exported, path) => only(writeFile(path, toScript(exported))) },
  { label: '$(markdown) Markdown', description: '.md, with a folder of its pictures', extension: 'md', write: writeMarkdown },
  {
    label: '$(browser) Report',
    description: '.html, one file that opens anywhere',
    extension: 'html',
    write: async (exported, path) => only(writeFile(path, await toReport(exported))),
  },
];

/** Writes a thread into a file, in the form and at the place that the user chooses. */
export async function exportThread(docent: Docent, threadId: string): Promise<void> {
  const format = await vscode.window.showQuickPick(FORMATS, { title: 'Export Analysis', placeHolder: 'What it is to become' });
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
    },
    target.fsPath,
    docent,
  );
  void offerToOpen(target, also);
}

async function only(work: Promise<void>): Promise<string> {
  await work;
  return '';
}

/** The pictures lie in a folder beside the report, as converters of notebooks have it. */
async function writeMarkdown(exported: Exported, path: string, docent: Docent): Promise<string> {
  const folder = `${basename(path, extname(path))}_files`;
  const { text, pictures } = toMarkdown(exported, folder);
  await writeFile(path, text);
  if (pictures.length === 0) return '';
  const place = join(dirname(path), folder);
  await mkdir(place, { recursive: true });
  for (const { name, file } of pictures) await writeFile(join(place, name), await readFile(docent.files.path(file)));
  return `, with ${pictures.length === 1 ? 'a picture' : `${pictures.length} pictures`} in ${folder}`;
}

async function offerToOpen(target: vscode.Uri, also: string): Promise<void> {
  const open = 'Open';
  if ((await vscode.window.showInformationMessage(`Exported to ${basename(target.fsPath)}${also}.`, open)) !== open) return;
  if (/\.html$/i.test(target.path)) await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}
