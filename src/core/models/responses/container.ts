import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { OpenAI } from 'openai';
import type { FileListResponse } from 'openai/resources/containers/files/files';
import { isApiError } from '../../openai/serverWords.ts';
import { DocentError, type ErrorInfo } from '../../types/errors.ts';
import { fileSize } from '../../text/fileSize.ts';
import type { DataFile } from '../../types/item.ts';
import { mimeType } from '../../text/mimeType.ts';
import type { NewFile } from '../../types/output.ts';

/** The tool whose calls OpenAI can run itself. */
export const HOSTED = 'code_interpreter';

/** OpenAI's limit for a file. */
const MAX_UPLOAD_BYTES = 512 * 1024 * 1024;

/** What is kept is read into memory and stays in the data directory. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Where OpenAI runs a thread's code. It forgets all after 20 idle minutes, for good; then the thread gets a new one. */
export interface Container {
  readonly id: string;
  /** The files, by name, that lie elsewhere than at `/mnt/data/<name>`. */
  readonly moved: ReadonlyMap<string, string>;
  /** A chart came with a call's outputs: the file that it is, too, need not be fetched. */
  drawn(bytes: Uint8Array): void;
  /** What code has made since the last look; what can't be fetched is told instead. */
  made(): AsyncGenerator<NewFile | ErrorInfo>;
}

export interface Containers {
  /** The thread's container with its files in it: the one it has, as long as that lives. */
  open(client: OpenAI, threadId: string, files: readonly DataFile[], signal: AbortSignal): Promise<Container>;
  /** After the API said that the thread's container is gone. */
  forget(threadId: string): void;
}

interface Kept {
  readonly id: string;
  /** What was put in, by name: the size and time it had, and where it lies. */
  readonly uploads: Map<string, { readonly stamp: string; readonly path: string }>;
  /** Ids of the files that are known. */
  readonly seen: Set<string>;
  /** Hashes of charts that are shown. */
  readonly charts: Set<string>;
}

export function createContainers(): Containers {
  const containers = new Map<string, Kept>();

  async function find(client: OpenAI, threadId: string, signal: AbortSignal): Promise<Kept> {
    const known = containers.get(threadId);
    // It also keeps the container alive for the next 20 minutes; one that the API has forgotten ends in `isGone`.
    if (known && (await client.containers.retrieve(known.id, { signal })).status !== 'expired') return known;
    const { id } = await client.containers.create({ name: `docent ${threadId}` }, { signal });
    const fresh: Kept = { id, uploads: new Map(), seen: new Set(), charts: new Set() };
    containers.set(threadId, fresh);
    return fresh;
  }

  return {
    async open(client, threadId, files, signal) {
      const kept = await find(client, threadId, signal);
      for (const file of files) await upload(client, kept, file, signal);
      const moved = [...kept.uploads].flatMap(([name, { path }]) => (path === `/mnt/data/${name}` ? [] : [[name, path] as const]));
      return {
        id: kept.id,
        moved: new Map(moved),
        drawn: (bytes) => void kept.charts.add(hashOf(bytes)),
        made: () => made(client, kept, signal),
      };
    },
    forget: (threadId) => void containers.delete(threadId),
  };
}

/** Whether the API says that a container is not there any more. */
export function isGone(error: unknown): boolean {
  return isApiError(error) && (error.status === 404 || error.status === 400) && /container\b.*(not found|expired)/i.test(error.message);
}

async function upload(client: OpenAI, kept: Kept, { name, path }: DataFile, signal: AbortSignal): Promise<void> {
  const source = await stat(path).catch(() => null);
  if (!source) {
    if (kept.uploads.has(name)) return;
    throw new DocentError('file_missing', `“${name}” can’t be read any more; attach it again.`);
  }
  const stamp = `${source.size} ${source.mtime.getTime()}`;
  if (kept.uploads.get(name)?.stamp === stamp) return;
  if (source.size > MAX_UPLOAD_BYTES) {
    const sizes = `“${name}” has ${fileSize(source.size)}, and OpenAI takes ${fileSize(MAX_UPLOAD_BYTES)} at most`;
    throw new DocentError('file_too_large', `${sizes}; attach a part of it.`);
  }
  // Read while it is sent: it may be larger than memory.
  const file = new File([await openAsBlob(path)], name);
  const created = await client.containers.files.create(kept.id, { file }, { signal });
  kept.uploads.set(name, { stamp, path: created.path });
  kept.seen.add(created.id);
}

async function* made(client: OpenAI, kept: Kept, signal: AbortSignal): AsyncGenerator<NewFile | ErrorInfo> {
  const files: FileListResponse[] = [];
  try {
    for await (const file of client.containers.files.list(kept.id, {}, { signal })) files.push(file);
  } catch (error) {
    yield notFetched('The files that the code made', error, signal);
    return;
  }
  for (const file of files) {
    if (kept.seen.has(file.id) || file.source !== 'assistant') continue;
    kept.seen.add(file.id);
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    try {
      const bytes = await fetchFile(client, file, signal);
      if (!kept.charts.has(hashOf(bytes))) yield { name, mime: mimeType(name), bytes };
    } catch (error) {
      yield notFetched(`“${name}”`, error, signal);
    }
  }
}

async function fetchFile(client: OpenAI, { id, container_id, bytes }: FileListResponse, signal: AbortSignal): Promise<Uint8Array> {
  if (bytes > MAX_FILE_BYTES) throw new DocentError('file_too_large', `it has ${fileSize(bytes)}`);
  const response = await client.containers.files.content.retrieve(id, { container_id }, { signal });
  return new Uint8Array(await response.arrayBuffer());
}

function notFetched(what: string, error: unknown, signal: AbortSignal): ErrorInfo {
  signal.throwIfAborted();
  const status = isApiError(error) && error.status ? `it answered ${error.status}` : 'it could not be reached';
  const reason = error instanceof DocentError ? error.message : status;
  return { code: 'file_not_fetched', message: `${what} could not be fetched from OpenAI’s container: ${reason}.`, action: null };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
