import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListedThread } from '../../core/data/threadList.ts';
import type { Docent } from '../../core/docent.ts';
import { safeName } from '../../core/text/safeName.ts';
import type { StoredFile } from '../../core/types/output.ts';
import { DocentError } from '../../core/types/errors.ts';
import { storedName } from '../../core/types/output.ts';
import { exportJson, importJson } from '../api/transfer.ts';
import { exportThread } from '../analysis/exporting.ts';
import { besideOf } from '../chat/beside.ts';
import { filesOf, threadMarkdown } from './markdown.ts';

const JSON_LINES = { 'JSON Lines': ['jsonl', 'json'] };

type Named = Pick<ListedThread, 'id' | 'title'>;

/** A thread into a file of the user's choice: as one reads it, with sources, and charts in a folder beside it. */
export async function exportMarkdown(docent: Docent, thread: Named): Promise<void> {
  const target = await askWhere(thread, 'md', { Markdown: ['md'] });
  if (!target) return;
  const items = await docent.items.list(thread.id);
  const { authors } = await besideOf(docent, thread.id, items, null);
  const files = filesOf(items);
  const folder = join(dirname(target.fsPath), `${basename(target.fsPath, extname(target.fsPath))}.files`);
  const link = (file: StoredFile) => `${basename(folder)}/${storedName(file)}`;
  if (files.length > 0) await mkdir(folder, { recursive: true });
  for (const file of files) await copyFile(docent.files.path(file), join(folder, storedName(file)));
  await writeFile(target.fsPath, threadMarkdown({ title: thread.title, items, authors, link }));
  await vscode.window.showTextDocument(target);
}

/** The same in the form of the API's export, which *Import Threads* and `docent --import` take. */
export async function exportAsJson(docent: Docent, thread: Named): Promise<void> {
  const target = await askWhere(thread, 'jsonl', JSON_LINES);
  if (!target) return;
  await exportJson(docent, thread.id, target.fsPath);
  await vscode.window.showTextDocument(target);
}

/** The code that ran in it, with its results: a notebook, a script or a report. @throws DocentError `no_code` */
export async function exportCode(docent: Docent, { id }: Named): Promise<void> {
  const items = await docent.items.list(id);
  if (!items.some(({ type }) => type === 'code_interpreter_call')) {
    throw new DocentError('no_code', t('No code ran in this thread; Export Thread as Markdown takes what was said.'));
  }
  await exportThread(docent, id);
}

export async function importThreads(docent: Docent): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: t('Import Threads'), openLabel: t('Import'), filters: JSON_LINES })) ?? [];
  if (file) void vscode.window.showInformationMessage(await importJson(docent, file.fsPath));
}

function askWhere({ title }: Named, extension: string, filters: Record<string, string[]>): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, `${safeName(title || 'thread')}.${extension}`), filters });
}
