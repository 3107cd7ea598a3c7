import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { isExtracted } from '../../../core/knowledge/read/extracted.ts';
import { DocentError } from '../../../core/types/errors.ts';
import type { Attachment, ContentPart } from '../../../core/types/item.ts';
import type { StoredFile } from '../../../core/types/output.ts';
import { imageType } from '../../../core/text/imageType.ts';
import { estimateTokens } from '../../../core/text/tokens.ts';
import { shownPath } from '../../workspace.ts';
import { attachmentOf } from '../../../core/workspaceFiles.ts';
import { pathOf } from '../../fileUri.ts';
import { attachmentAt, attachmentOfText, copyOf } from '../attachments.ts';
import { notebookText } from './notebooks.ts';
import type { Content } from './reference.ts';

/** Files that code makes more of than a reader. */
const DATA = new Set(['.csv', '.tsv', '.tab', '.jsonl', '.ndjson', '.xlsx', '.xls', '.parquet']);
/** Above it a text is not even looked at: it would be too long to be read in any case. In bytes. */
const MAX_TEXT_BYTES = 2_000_000;
/** What no provider takes. In bytes. */
const MAX_IMAGE_BYTES = 20_000_000;
/** About what an image costs, as providers count it. */
const IMAGE_TOKENS = 1_100;
/** What tells code of a file, with its first lines. */
const REFERENCE_TOKENS = 150;

const TOO_LONG = t('Too long to be read whole: the model reads its beginning, and code can read all of it.');

/** What a file brings that the user took along. @param room tokens that one text may have */
export async function fileContent(docent: Docent, uri: vscode.Uri, room: number): Promise<Content> {
  if (uri.scheme === 'file') return pathContent(docent, uri.fsPath, shownPath(uri), room);
  if (vscode.workspace.getWorkspaceFolder(uri) && (DATA.has(extname(uri.path).toLowerCase()) || imageType(uri.path) || isExtracted(uri.path))) return copiedContent(docent, uri, room);
  const text = await openText(uri);
  return textContent(shownPath(uri), text, room, () => attachmentOfText(docent.files, text, basename(uri.path)));
}

/** What a file brings that is not on disk and no text. */
async function copiedContent(docent: Docent, uri: vscode.Uri, room: number): Promise<Content> {
  const asData = () => attachmentAt(docent.files, uri);
  if (imageType(uri.path)) {
    checkImage(uri.path, (await vscode.workspace.fs.stat(uri)).size);
    return imageContent(docent, () => copyOf(docent.files, uri, 'vision'));
  }
  const text = isExtracted(uri.path) ? await docent.workspace.store.text(pathOf(uri)) : null;
  if (text === null) return dataContent(asData, t('It is not on disk: code gets a copy.'));
  return { ...textContent(shownPath(uri), text, room, asData), note: t('It is read as text.') };
}

/** @param name as it is shown, to the model as well */
export async function pathContent(docent: Docent, path: string, name: string, room: number): Promise<Content> {
  const file = await attachmentOf(path);
  const mime = imageType(path);
  if (mime) {
    checkImage(name, file.bytes);
    return imageContent(docent, async () => docent.files.upload({ name: basename(name), mime, bytes: await readFile(path) }, 'vision', null));
  }
  const asData = async (): Promise<Attachment> => ({ ...file, name: basename(name) });
  if (DATA.has(extname(path).toLowerCase())) return dataContent(asData, '');
  if (isExtracted(path)) {
    const text = await docent.workspace.store.text(path);
    return text === null
      ? dataContent(asData, t('It is not indexed, so code alone can read it.'))
      : { ...textContent(name, text, room, asData), note: t('It is read as text.') };
  }
  if (file.bytes > MAX_TEXT_BYTES) return dataContent(asData, TOO_LONG);
  const text = await textOf(path);
  return text === null ? dataContent(asData, t('It is no text: code alone can read it.')) : textContent(name, text, room, asData);
}

function checkImage(name: string, bytes: number): void {
  if (bytes > MAX_IMAGE_BYTES) throw new DocentError('image_too_large', t('{0} is larger than 20 MB, which no model takes.', basename(name)));
}

/** @param keep where the picture is kept by Docent, asked when it is sent */
export function imageContent(docent: Docent, keep: () => Promise<StoredFile>): Content {
  async function parts(): Promise<readonly ContentPart[]> {
    const file = await keep();
    return [{ type: 'image', source: { kind: 'file', file, path: docent.files.path(file) }, detail: 'auto' }];
  }
  return { parts, tokens: IMAGE_TOKENS, note: '' };
}

/** @param file the text as a file, for when it is too long to be read */
function textContent(name: string, text: string, room: number, file: () => Promise<Attachment>): Content {
  const tokens = estimateTokens(text);
  if (tokens > room) return dataContent(file, TOO_LONG);
  return { parts: async () => [{ type: 'context', name, language: extname(name).slice(1), text }], tokens, note: '' };
}

function dataContent(file: () => Promise<Attachment>, note: string): Content {
  return { parts: async () => [{ type: 'file', file: await file() }], tokens: REFERENCE_TOKENS, note };
}

/** As its editor has it, if it is open; null where it is no text. */
async function textOf(path: string): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'file' && document.uri.fsPath === path);
  if (open) return open.getText();
  const bytes = await readFile(path);
  if (bytes.includes(0)) return null;
  const text = new TextDecoder().decode(bytes);
  return extname(path).toLowerCase() === '.ipynb' ? notebookText(text) : text;
}

async function openText(uri: vscode.Uri): Promise<string> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch (cause) {
    throw new DocentError('not_text', t('{0} is not a text file that can be read: it is binary, too large or gone.', basename(uri.path)), null, cause);
  }
}
