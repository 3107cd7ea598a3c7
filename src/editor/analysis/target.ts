import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { hasColumns, TABLE_GLOB, tableKind } from '../../core/text/tableName.ts';
import { DocentError } from '../../core/types/errors.ts';
import { MAX_CODE } from './code.ts';
import { findFiles } from '../findFiles.ts';

/** What Analyze File is about. */
export type Target =
  | { readonly kind: 'notebook'; readonly notebook: vscode.NotebookDocument }
  /** Of an editor, with what was not saved. */
  | { readonly kind: 'rows'; readonly document: vscode.TextDocument }
  /** Read by Python, where it lies. */
  | { readonly kind: 'data'; readonly uri: vscode.Uri }
  | { readonly kind: 'code'; readonly document: vscode.TextDocument };

/** Enough for some lines of a wide table. In bytes. */
const HEAD_BYTES = 16_384;
/** More tables than this nobody reads the reports of. */
export const MAX_FILES = 12;

/** The file that the editor in front shows; large or binary ones have a tab but no text editor, notebooks have one of their own. */
export function inFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputNotebook) return input.uri;
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor) return activeTextEditor.document.uri;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}

export async function targetOf(uri: vscode.Uri): Promise<Target> {
  if (/\.ipynb$/i.test(uri.path)) return { kind: 'notebook', notebook: await openAs(uri, () => vscode.workspace.openNotebookDocument(uri)) };
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const isTable = await isTableFile(uri, document);
  if (isTable && document && (document.isDirty || document.isUntitled)) return { kind: 'rows', document };
  if (isTable || (await isLong(uri, document))) return { kind: 'data', uri };
  return { kind: 'code', document: document ?? (await openAs(uri, () => vscode.workspace.openTextDocument(uri))) };
}

/** The tables of a folder, by name; and how many more there are. */
export async function tablesIn(folder: vscode.Uri): Promise<{ readonly files: readonly vscode.Uri[]; readonly more: number }> {
  const found = await findFiles(new vscode.RelativePattern(folder, TABLE_GLOB));
  const tables = found.filter(({ path }) => tableKind(path) === 'table').sort((a, b) => a.path.localeCompare(b.path));
  return { files: tables.slice(0, MAX_FILES), more: Math.max(0, tables.length - MAX_FILES) };
}

export async function isTableFile(uri: vscode.Uri, document: vscode.TextDocument | undefined): Promise<boolean> {
  const kind = tableKind(uri.path);
  if (kind === 'table' || /^(csv|tsv)/.test(document?.languageId ?? '')) return true;
  if (document?.isUntitled) return hasColumns(document.getText());
  if (kind === 'none' || uri.scheme !== 'file') return false;
  if (/\.(gz|bz2|xz|zst|zip)$/i.test(uri.path)) return true;
  return hasColumns(document?.getText() ?? (await headOf(uri.fsPath)));
}

/** Whether text is more than a model takes at once: then it is Python that has to read it. */
async function isLong(uri: vscode.Uri, document: vscode.TextDocument | undefined): Promise<boolean> {
  if (document) return !document.isUntitled && !document.isDirty && document.getText().length > MAX_CODE;
  return (await vscode.workspace.fs.stat(uri).then(({ size }) => size, () => 0)) > MAX_CODE;
}

async function headOf(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}

async function openAs<T>(uri: vscode.Uri, open: () => Thenable<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    throw new DocentError('not_text', t('{0} is not a text file that can be analyzed: it is binary, too large or gone.', basename(uri.path)), null, cause);
  }
}
