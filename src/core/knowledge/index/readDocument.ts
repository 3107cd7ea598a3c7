import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { t } from '@vscode/l10n';
import { DocentError } from '../../types/errors.ts';
import { chunkDocument } from './chunkDocument.ts';
import { indexed } from './indexed.ts';
import { MEGABYTE, Unfit, Unsupported } from '../read/kind.ts';
import { uploadedKindOf } from '../read/kinds.ts';
import type { Extract } from '../reading/reader.ts';
import { readBytes } from './readBytes.ts';
import { sectionsOf } from './readFile.ts';
import { reasonOf } from '../read/reason.ts';
import type { Change } from './rows.ts';
import type { NewDocument } from '../vectorStore.ts';

/**
 * Reads a document that was put in by itself. Unlike a folder's file it was chosen one by one: its name, its size and what it
 * gives away are its owner's business. Once `stopped` says so, the answer is worthless.
 * @throws DocentError `unsupported_file`, `invalid_file`
 */
export async function readDocument({ id, name, path, attributes, chunking }: NewDocument, extract: Extract, stopped: () => boolean): Promise<Change> {
  try {
    const kind = uploadedKindOf(extname(name));
    const { size, mtimeMs } = statSync(path);
    if (size > kind.maxBytes) throw new Unfit(t('is larger than {0} MB', kind.maxBytes / MEGABYTE));
    const bytes = readBytes(path, size, kind);
    const chunks = chunkDocument(await sectionsOf({ name, bytes, isUploaded: true }, kind, extract, stopped), chunking);
    if (!chunks.some(({ text }) => text.trim())) throw new Unfit(t('has no text'));
    const row = { path: id, shown: name, size, mtime: mtimeMs, hash: hash('sha256', bytes), reason: null, secrets: [], attributes };
    return { row, text: indexed(name, chunks) };
  } catch (error) {
    throw new DocentError(error instanceof Unsupported ? 'unsupported_file' : 'invalid_file', `${name} ${reasonOf(error)}.`, null, error);
  }
}
