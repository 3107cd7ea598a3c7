import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import type { Files } from '../../../data/files.ts';
import type { StoreFileRows } from '../../../data/storeFiles.ts';
import { fileSize } from '../../../text/fileSize.ts';
import { mimeType } from '../../../text/mimeType.ts';
import { hasCode } from '../../../types/errors.ts';
import { DEFAULT_CHUNKING, type Attributes } from '../../../types/vectorStore.ts';
import type { NewStoreFile, StoreFiles } from './files.ts';
import { placesIn } from './listing.ts';

/** What may be uploaded over the API, too: 512 MB. */
const MOST_BYTES = 512 * 1024 * 1024;
/** What an attribute takes, in characters. */
const MOST_CHARACTERS = 512;
/** So many are put in at once: then they are read while the next ones are copied. */
const BATCH = 20;

/** A file that is to be put into a store. */
export interface FoundFile {
  /** Where it stands in the store: its name, below the folders it came with; `/` between them. */
  readonly place: string;
  /** Absolute path of what is copied; or the bytes themselves, of what an editor has not saved. */
  readonly content: string | Uint8Array;
}

export interface AddOptions {
  /** Aborting ends it after the file at hand; what is in the store stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, place: string) => void;
}

/** What has come of it. Whether a file can be read is seen later, in the store. */
export interface Added {
  readonly added: number;
  /** Others stood at their places before. */
  readonly replaced: number;
  /** They stood there already, word for word. */
  readonly unchanged: number;
  readonly failed: readonly { readonly place: string; readonly reason: string }[];
  readonly cancelled: boolean;
}

export interface FromDiskParts {
  readonly rows: StoreFileRows;
  readonly uploads: Files;
  readonly files: StoreFiles;
  deleteFile(fileId: string): Promise<void>;
  use(ids: readonly string[]): Promise<void>;
}

/**
 * Copies files into a store, each known by its place: what stands there already is not copied again, and what stood there before goes.
 * A file that can't be copied does not keep the others.
 * @throws DocentError `store_missing`, `store_expired`
 */
export async function addFromDisk(parts: FromDiskParts, storeId: string, found: readonly FoundFile[], { signal, onProgress }: AddOptions): Promise<Added> {
  const { rows, uploads, files, use } = parts;
  await use([storeId]);
  const before = new Map<string, { readonly fileId: string; readonly hash: string | null }>();
  for await (const placed of placesIn(rows, storeId)) for (const file of placed) before.set(file.place, file);
  const counts = { added: 0, replaced: 0, unchanged: 0 };
  const failed: { place: string; reason: string }[] = [];
  let batch: NewStoreFile[] = [];
  const old: string[] = [];

  async function flush(): Promise<void> {
    if (batch.length > 0) await files.add(storeId, batch, null);
    batch = [];
    await removeCopies(parts, storeId, old.splice(0));
  }

  async function take({ place, content }: FoundFile): Promise<void> {
    const bytes = typeof content === 'string' ? await read(content) : content;
    if (bytes.byteLength === 0) throw new Error(t('is empty'));
    const hash = createHash('sha256').update(bytes).digest('hex');
    const known = before.get(place);
    if (known?.hash === hash) return void counts.unchanged++;
    const name = place.slice(place.lastIndexOf('/') + 1);
    const { id } = await uploads.upload({ name, mime: mimeType(name), bytes }, 'assistants', null);
    // A place that is too long for an attribute is known by its name alone.
    const attributes: Attributes = place.length > MOST_CHARACTERS ? { hash } : { path: place, hash };
    batch.push({ fileId: id, attributes, chunking: DEFAULT_CHUNKING });
    if (known) old.push(known.fileId);
    before.set(place, { fileId: id, hash });
    counts[known ? 'replaced' : 'added']++;
  }

  for (const [index, file] of found.entries()) {
    if (signal?.aborted) break;
    onProgress?.(index, found.length, file.place);
    await take(file).catch((error: unknown) => failed.push({ place: file.place, reason: reasonOf(error) }));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { ...counts, failed, cancelled: signal?.aborted ?? false };
}

/** Takes files out of a store; those that were copied for it, and that no other store has, are deleted. What a script has uploaded is the script's. */
export async function removeCopies({ rows, files, deleteFile }: FromDiskParts, storeId: string, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds) {
    const row = await rows.get(storeId, fileId);
    await files.delete(storeId, fileId);
    if (typeof row?.attributes['hash'] === 'string' && (await rows.storesOf(fileId)).length === 0) await deleteFile(fileId);
  }
}

async function read(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new Error(t('is larger than {0}', fileSize(MOST_BYTES)));
  return readFile(path);
}

/** In a few words that go on from its name. */
function reasonOf(error: unknown): string {
  if (hasCode(error, 'ENOENT')) return t('is gone');
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return t('can’t be read: permission denied');
  return error instanceof Error ? error.message : String(error);
}
