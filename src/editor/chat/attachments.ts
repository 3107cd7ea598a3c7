import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Files } from '../../core/data/files.ts';
import { TABLE_GLOB } from '../../core/text/tableName.ts';
import { DocentError } from '../../core/types/errors.ts';
import { dataAttachment, type Attachment } from '../../core/types/item.ts';
import type { Conversation } from './conversation.ts';
import { shownPath } from '../workspace.ts';

/** More would make the picker slow, and nobody reads on. */
const MAX_SUGGESTED = 500;

/** A file on disk as it is now. */
export async function attachmentOf(path: string): Promise<Attachment> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DocentError('file_missing', `${basename(path)} can’t be read: was it moved or deleted?`, null, cause);
  });
  return dataAttachment({ name: basename(path), path, bytes: size });
}

/** Text of an editor (unsaved, untitled, or a part of it), put down as a file of Docent's. */
export async function attachmentOfText(files: Files, text: string, name: string): Promise<Attachment> {
  const file = await files.upload({ name, mime: 'text/plain', bytes: new TextEncoder().encode(text) }, 'user_data', null);
  return dataAttachment({ name, path: files.path(file), bytes: file.bytes });
}

/** Lets the user pick a file that goes along with the next question. */
export async function attachFile(conversation: Conversation): Promise<void> {
  const browse = { label: '$(folder-opened) Browse…', uri: null };
  const found = vscode.workspace.findFiles(TABLE_GLOB, undefined, MAX_SUGGESTED);
  const items = Promise.resolve(found).then((uris) => [
    ...uris.map((uri) => ({ label: basename(uri.fsPath), description: shownPath(uri), uri })),
    browse,
  ]);
  const picked = await vscode.window.showQuickPick<{ label: string; uri: vscode.Uri | null }>(items, {
    title: 'Attach a File',
    placeHolder: 'A data file for the next question',
    matchOnDescription: true,
  });
  if (!picked) return;
  const uri = picked.uri ?? (await vscode.window.showOpenDialog({ title: 'Attach a File' }))?.[0];
  if (uri) conversation.attach(await attachmentOf(uri.fsPath));
}
