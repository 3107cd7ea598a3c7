import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import type { OpenAI } from 'openai';
import type { FileListResponse } from 'openai/resources/containers/files/files';
import { isApiError } from '../../openai/serverWords.ts';
import { DocentError, type ErrorInfo } from '../../types/errors.ts';
import type { MadeContainer } from '../../types/hosted.ts';
import { newId } from '../../types/id.ts';
import type { Line } from '../../openai/exchange.ts';
import { fileSize } from '../../text/fileSize.ts';
import type { DataFile } from '../../types/item.ts';
import { mimeType } from '../../text/mimeType.ts';
import type { NewFile } from '../../types/output.ts';

/** The tool whose calls OpenAI can run itself. */
export const HOSTED = 'code_interpreter';

/** OpenAI's limit for a file. */
const MAX_UPLOAD_BYTES = 512 * 1024 * 1024;

/** OpenAI's price for the smallest container, the one it makes where nothing else is asked for, in US dollars. */
const PRICE = 0.03;

/** What is kept is read into memory and stays in the data directory. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Where OpenAI runs a thread's code. It forgets all after 20 idle minutes, for good; then the thread gets a new one. */
export interface Container {
  /** Null until code has run there: OpenAI makes it then. */
  readonly id: string | null;
  /** What it costs, once; 0 for one that is paid for, or not made yet. In US dollars. */
  charge(): number;
  /** Code has run in the container of this id. */
  ran(id: string): Promise<void>;
  /** The files, by name, that lie elsewhere than at `/mnt/data/<name>`. */
  readonly moved: ReadonlyMap<string, string>;
  /** A chart came with a call's outputs: the file that it is, too, need not be fetched. */
  drawn(bytes: Uint8Array): void;
  /** What code has made since the last look; what can't be fetched is told instead. */
  made(): AsyncGenerator<NewFile | ErrorInfo>;
}

export interface Containers {
  /** The thread's container with its files in it: the one it has, as long as that lives. */
  open(line: Pick<Line, 'address' | 'client'>, threadId: string, files: readonly DataFile[], signal: AbortSignal): Promise<Container>;
  /** After the API said that the thread's container is gone. */
  forget(threadId: string): void;
}

interface Kept {
  id: string | null;
  isPaid: boolean;
  /** What was put in, by name: the size and time it had, and where it lies. */
  readonly uploads: Map<string, { readonly stamp: string; readonly path: string }>;
  /** Ids of the files that are known. */
  readonly seen: Set<string>;
  /** Hashes of charts that are shown. */
  readonly charts: Set<string>;
}

/** Writes down a container before the call that makes it, and once more with its id: it is to be found again, whatever ends Docent. */
export type KeepMade = (made: MadeContainer) => Promise<void>;

export function createContainers(keep: KeepMade): Containers {
  const containers = new Map<string, Kept>();

  function find(threadId: string): Kept {
    const kept = containers.get(threadId) ?? { id: null, isPaid: false, uploads: new Map(), seen: new Set(), charts: new Set() };
    containers.set(threadId, kept);
    return kept;
  }

  /** Files need a container to lie in before code runs. Whether one still lives shows when it is used, see `isGone`. */
  async function put({ address, client }: Pick<Line, 'address' | 'client'>, threadId: string, kept: Kept, files: readonly DataFile[], signal: AbortSignal): Promise<void> {
    if (files.length === 0) return;
    if (kept.id === null) {
      const key = `docent ${threadId} ${newId('')}`;
      await keep({ address, key, id: null, threadId });
      kept.id = (await client.containers.create({ name: key }, { signal })).id;
      await keep({ address, key, id: kept.id, threadId });
    }
    for (const file of files) await upload(client, kept, kept.id, file, signal);
  }

  return {
    async open(line, threadId, files, signal) {
      const { address, client } = line;
      const kept = find(threadId);
      await put(line, threadId, kept, files, signal);
      const moved = [...kept.uploads].flatMap(([name, { path }]) => (path === `/mnt/data/${name}` ? [] : [[name, path] as const]));
      return {
        id: kept.id,
        moved: new Map(moved),
        charge() {
          if (kept.id === null || kept.isPaid) return 0;
          kept.isPaid = true;
          return PRICE;
        },
        async ran(id) {
          if (kept.id === id) return;
          kept.id ??= id;
          // OpenAI makes it together with the answer, and tells of it no sooner.
          await keep({ address, key: id, id, threadId });
        },
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

async function upload(client: OpenAI, kept: Kept, id: string, { name, path }: DataFile, signal: AbortSignal): Promise<void> {
  const source = await stat(path).catch(() => null);
  if (!source) {
    if (kept.uploads.has(name)) return;
    throw new DocentError('file_missing', t('“{0}” can’t be read any more; attach it again.', name));
  }
  const stamp = `${source.size} ${source.mtime.getTime()}`;
  if (kept.uploads.get(name)?.stamp === stamp) return;
  if (source.size > MAX_UPLOAD_BYTES) {
    throw new DocentError('file_too_large', t('“{0}” has {1}, and OpenAI takes {2} at most; attach a part of it.', name, fileSize(source.size), fileSize(MAX_UPLOAD_BYTES)));
  }
  // Read while it is sent: it may be larger than memory.
  const file = new File([await openAsBlob(path)], name);
  const created = await client.containers.files.create(id, { file }, { signal });
  kept.uploads.set(name, { stamp, path: created.path });
  kept.seen.add(created.id);
}

async function* made(client: OpenAI, kept: Kept, signal: AbortSignal): AsyncGenerator<NewFile | ErrorInfo> {
  if (kept.id === null) return;
  const files: FileListResponse[] = [];
  try {
    for await (const file of client.containers.files.list(kept.id, {}, { signal })) files.push(file);
  } catch (error) {
    yield notFetched(null, error, signal);
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
      yield notFetched(name, error, signal);
    }
  }
}

async function fetchFile(client: OpenAI, { id, container_id, bytes }: FileListResponse, signal: AbortSignal): Promise<Uint8Array> {
  if (bytes > MAX_FILE_BYTES) throw new DocentError('file_too_large', t('it has {0}', fileSize(bytes)));
  const response = await client.containers.files.content.retrieve(id, { container_id }, { signal });
  return new Uint8Array(await response.arrayBuffer());
}

/** @param name null: their list */
function notFetched(name: string | null, error: unknown, signal: AbortSignal): ErrorInfo {
  signal.throwIfAborted();
  const status = isApiError(error) && error.status ? t('it answered {0}', error.status) : t('it could not be reached');
  const reason = error instanceof DocentError ? error.message : status;
  const message =
    name === null
      ? t('The files that the code made could not be fetched from OpenAI’s container: {0}.', reason)
      : t('“{0}” could not be fetched from OpenAI’s container: {1}.', name, reason);
  return { code: 'file_not_fetched', message, action: null };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
