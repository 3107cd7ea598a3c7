import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FoundFile } from '../../../core/knowledge/stores/uploads/fromDisk.ts';
import { DocentError } from '../../../core/types/errors.ts';
import type { Item } from '../../../core/types/item.ts';
import { excludedGlobs, shownPath } from '../../workspace.ts';

/** Files that are to be put into a store, with what of the chosen can't be looked into. */
export interface Found {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly { readonly place: string; readonly reason: string }[];
}

/** Lists a folder, absolute, without what these globs name; not on this thread. */
export type Walk = (folder: string, exclude: readonly string[]) => Promise<readonly FolderFile[]>;
type FolderFile = { readonly path: string; readonly shown: string; readonly unreadable: string | null };

/** The files of what was chosen: files as they are, folders with all that belongs into a store. */
export async function filesAt(uris: readonly vscode.Uri[], walk: Walk): Promise<Found> {
  const found = await Promise.all(uris.map((uri) => at(uri, walk)));
  return { files: found.flatMap(({ files }) => files), unreadable: found.flatMap(({ unreadable }) => unreadable) };
}

async function at(uri: vscode.Uri, walk: Walk): Promise<Found> {
  const { type } = await vscode.workspace.fs.stat(uri);
  const isFolder = (type & vscode.FileType.Directory) !== 0;
  if (!isFolder) return { files: [{ place: placeOf(uri), content: uri.scheme === 'file' ? uri.fsPath : await vscode.workspace.fs.readFile(uri) }], unreadable: [] };
  if (uri.scheme !== 'file') throw new DocentError('remote_folder', t('{0} is not on disk: index the workspace to search it, or add its files one by one.', basename(uri.path) || uri.toString()));
  const above = placeOf(uri);
  const listed = (await walk(uri.fsPath, excludedGlobs())).map((file) => ({ ...file, place: above ? `${above}/${file.shown}` : file.shown }));
  return {
    files: listed.filter(({ unreadable }) => unreadable === null).map(({ place, path }) => ({ place, content: path })),
    unreadable: listed.flatMap(({ place, unreadable }) => (unreadable === null ? [] : [{ place, reason: unreadable }])),
  };
}

/** Where something stands in a store: as in the workspace; by its own name alone where it is from elsewhere. */
function placeOf(uri: vscode.Uri): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return basename(uri.path);
  if (folder.uri.toString() === uri.toString()) return folders.length > 1 ? folder.name : '';
  return shownPath(uri);
}

/** What the editor at the front shows, as it is now: what is typed and not saved counts. */
export function openEditor(): FoundFile | null {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.isDirty || document?.isUntitled) return { place: document.isUntitled ? basename(document.uri.path) : placeOf(document.uri), content: new TextEncoder().encode(document.getText()) };
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = document?.uri ?? (hasUri(input) ? input.uri : null);
  return uri?.scheme === 'file' ? { place: placeOf(uri), content: uri.fsPath } : null;
}

/** A PDF or a notebook has no text editor. */
function hasUri(input: unknown): input is { readonly uri: vscode.Uri } {
  return typeof input === 'object' && input !== null && 'uri' in input && input.uri instanceof vscode.Uri;
}

/** What was given along in a thread: files, and what was read with a question. */
export function attachmentsOf(items: readonly Item[]): readonly FoundFile[] {
  const parts = items.flatMap((item) => (item.type === 'message' && item.role === 'user' ? item.content : []));
  const found = parts.flatMap((part): readonly FoundFile[] => {
    if (part.type === 'file') return [{ place: part.file.name, content: part.file.path }];
    return part.type === 'context' ? [{ place: named(part.name), content: new TextEncoder().encode(part.text) }] : [];
  });
  // What was given twice stands there once, as it was given last.
  return [...new Map(found.map((file) => [file.place, file])).values()];
}

/** What has no name of a file is text. */
function named(name: string): string {
  return /\.\w+$/.test(name) ? name : `${name}.txt`;
}
