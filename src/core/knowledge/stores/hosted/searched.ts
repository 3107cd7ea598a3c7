import type { Ledger } from '../../../data/ledger.ts';
import type { FileRef } from '../../../types/citation.ts';
import type { HostedStore } from '../../../types/hosted.ts';
import type { SourceFolder, StoreStatus, VectorStore } from '../../vectorStore.ts';
import { hasErrorCode, MISSING } from './errors.ts';
import type { Line } from './line.ts';
import { hostedId, searchHosted } from './search.ts';

/** What runs ask of a hosted store. */
export type SearchedStore = Pick<VectorStore, 'search' | 'status' | 'find' | 'text'>;

export interface HostedStoreParts {
  readonly store: HostedStore;
  readonly line: Line;
  readonly ledger: Ledger;
  /** The index of the open folders. */
  readonly index: Pick<VectorStore, 'text'>;
  /** The texts of single files that were put in on this machine. */
  kept(): Pick<VectorStore, 'text'>;
  folders(): readonly SourceFolder[];
  watched<T>(id: string, work: () => Promise<T>): Promise<T>;
}

/** Files at a service never change: what was read of one is good as long as this process. So many are kept. */
const MOST_KEPT = 200;
const read = new Map<string, Promise<string | null>>();

/** A few paths tell which one was meant. */
const MOST_FOUND = 5;

/** A store at a service, searched as one of this machine is: the same passages, and the same citations. */
export function createHostedStore({ store, line, ledger, index, kept, folders, watched }: HostedStoreParts): SearchedStore {
  const rows = async () => new Map((await ledger.files({ storeId: store.id })).flatMap((row) => (row.fileId === null ? [] : [[row.fileId, row] as const])));

  /** As the service has read it. */
  function textThere(fileId: string): Promise<string | null> {
    const id = hostedId(store.id, fileId);
    const known = read.get(id);
    if (known) return known;
    const [oldest] = read.size >= MOST_KEPT ? read.keys() : [];
    if (oldest !== undefined) read.delete(oldest);
    const text = fetched(fileId);
    read.set(id, text);
    text.catch(() => read.delete(id));
    return text;
  }

  async function fetched(fileId: string): Promise<string | null> {
    const signal = new AbortController().signal;
    try {
      const { data } = await line.ask((client) => client.vectorStores.files.content(fileId, { vector_store_id: store.id }, { signal }), { signal });
      return data.map(({ text }) => text ?? '').join('\n');
    } catch (error) {
      if (hasErrorCode(error, MISSING)) return null;
      throw error;
    }
  }

  async function* texts(file: FileRef, fileId: string): AsyncGenerator<string> {
    for (const source of [() => index.text(file.id), () => kept().text(file.id), () => textThere(fileId)]) {
      const text = await source();
      if (text !== null) yield text;
    }
  }

  async function idOf(file: string): Promise<string | null> {
    const prefix = `${store.id}/`;
    if (file.startsWith(prefix)) return file.slice(prefix.length);
    return [...(await rows()).values()].find(({ localPath }) => localPath === file)?.fileId ?? null;
  }

  return {
    search: (query, options) =>
      watched(store.id, async () => {
        const known = await rows();
        return searchHosted({ line, storeId: store.id, folders: folders(), rowOf: (id) => known.get(id) ?? null, texts }, query, options);
      }),
    async status(): Promise<StoreStatus> {
      const current = [...(await rows()).values()];
      return { files: store.said?.files ?? current.length, chunks: 0, bytes: store.said?.bytes ?? 0, leftOut: [], secrets: [], syncedAt: store.syncedAt ?? store.createdAt };
    },
    async find(path) {
      const all = [...(await rows()).values()];
      const exact = all.filter((row) => row.path === path || row.localPath === path);
      const found = exact.length > 0 ? exact : all.filter((row) => `/${row.path}`.endsWith(`/${path}`));
      return found.slice(0, MOST_FOUND).map((row) => ({ id: row.localPath ?? hostedId(store.id, String(row.fileId)), path: row.path }));
    },
    async text(file) {
      const local = (await index.text(file)) ?? (await kept().text(file));
      if (local !== null) return local;
      const id = await idOf(file);
      return id === null ? null : textThere(id);
    },
  };
}
