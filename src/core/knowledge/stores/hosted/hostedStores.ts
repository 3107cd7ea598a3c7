import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import type { HostedStoreRows } from '../../../data/hostedStores.ts';
import type { Ledger } from '../../../data/ledger.ts';
import type { Owner } from '../../../data/owners.ts';
import type { Patience } from '../../../openai/retry.ts';
import { DocentError } from '../../../types/errors.ts';
import type { HostedAccess, HostedFile, HostedStore, HostedWork, MadeContainer } from '../../../types/hosted.ts';
import type { Log } from '../../../types/log.ts';
import type { Knowledge } from '../../knowledge.ts';
import type { SourceFolder, VectorStore } from '../../vectorStore.ts';
import { deleteThings, survey, type Deleted, type HostedThing, type Survey } from './cleanUp.ts';
import { createLines, type HostedService } from './lines.ts';
import { createMaker } from './make.ts';
import { planOf, type HostedPlan, type Wanted } from './plan.ts';
import { createHostedStore, type SearchedStore } from './searched.ts';
import { documentsOf, sourcesOf } from './sources.ts';
import { syncHosted, type HostedReport } from './sync.ts';
import { createWorks } from './works.ts';

export type { HostedService } from './lines.ts';

/** The vector stores at OpenAI, or where else its API is, that Docent uses. What connects to a service says so. */
export interface HostedStores {
  /** Those in use, in the order in which they came to be. */
  list(): Promise<readonly HostedStore[]>;
  get(id: string): Promise<HostedStore | null>;
  /** The store that was made of a workspace's files; null where there is none. */
  ofWorkspace(workspace: string): Promise<HostedStore | null>;
  /** The store that chats of a workspace search in place of the index on this machine; null for none. */
  searchedIn(workspace: string): Promise<HostedStore | null>;
  /** The files that Docent put into a store, as the ledger has them. */
  files(id: string): Promise<readonly HostedFile[]>;
  /** What is being done to a store in this process; null for nothing. */
  work(id: string): HostedWork | null;
  /** Calls back with the id of a store when it, its files or the work on it have changed in this process. @returns what ends that */
  subscribe(listener: (id: string) => void): () => void;
  /** What a sync of the open folders' index would do. */
  plan(storeId: string | null): Promise<HostedPlan>;
  /** What adding single files would do. @param paths absolute */
  planFiles(storeId: string | null, paths: readonly string[], signal: AbortSignal): Promise<HostedPlan>;
  /** Does it. It connects. @throws DocentError, AbortError; what was done by then stays, and the next one goes on from there */
  sync(storeId: string, options: HostedSyncOptions): Promise<HostedReport>;
  /** The same for single files. */
  addFiles(storeId: string, paths: readonly string[], options: HostedSyncOptions): Promise<HostedReport>;
  /** Makes a store, or finds again what an interrupted making left. It connects. @param workspace whose files it is made of; null for single files */
  create(service: string, name: string, workspace: string | null, signal: AbortSignal): Promise<HostedStore>;
  /** Uses a store that is there. It connects. @throws DocentError where there is none of this id, or it has expired */
  adopt(service: string, id: string, access: HostedAccess, signal: AbortSignal): Promise<HostedStore>;
  /** It connects. */
  rename(id: string, name: string, signal: AbortSignal): Promise<void>;
  /** Asks the service how a store is. It connects. */
  refresh(id: string, signal: AbortSignal): Promise<HostedStore>;
  /** Takes files out of a store, and deletes them. It connects. @param files as `files` gives them */
  remove(id: string, files: readonly HostedFile[], signal: AbortSignal): Promise<void>;
  /** Makes a store the one that chats of a workspace search; null: the index on this machine. */
  choose(workspace: string, id: string | null): Promise<void>;
  /** Does not use a store any more; it and its files stay where they are. */
  forget(id: string): Promise<void>;
  /** Writes down a container that a model's server makes, for clean-up to know it. */
  made(container: MadeContainer): Promise<void>;
  /** What lies at a service. It connects. */
  survey(service: string, signal: AbortSignal): Promise<Survey>;
  /** It connects. */
  delete(service: string, things: readonly HostedThing[], signal: AbortSignal, onDone?: (done: number) => void): Promise<Deleted>;
  /** What is searched under an id; null where it is none of a hosted store that is in use. Its searches connect. */
  searched(id: string): Promise<SearchedStore | null>;
  /** The text of a file that was found in a hosted store; null where it is none. It may connect. */
  text(fileId: string): Promise<string | null>;
}

export interface HostedSyncOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (work: HostedWork) => void;
  /** Whether what the service could not read is tried again. */
  readonly again?: boolean;
}

export interface HostedStoresParts {
  readonly rows: HostedStoreRows;
  readonly ledger: Ledger;
  readonly owner: Pick<Owner, 'id' | 'isAlive'>;
  readonly knowledge: Pick<Knowledge, 'store' | 'delete'>;
  /** The index of the open folders. */
  readonly index: Pick<VectorStore, 'contents' | 'text'>;
  folders(): readonly SourceFolder[];
  /** Where OpenAI's API is, as the user has set it now. */
  services(): readonly HostedService[];
  hasThread(id: string): Promise<boolean>;
  readonly log: Log;
  /** Default: as usual. */
  readonly patience?: Patience;
  /** In milliseconds; default: as usual. */
  readonly pollMs?: number;
}

export function createHostedStores(parts: HostedStoresParts): HostedStores {
  const { rows, ledger, owner, knowledge, index, folders, hasThread } = parts;
  const works = createWorks({ rows, owner });
  const lines = createLines(parts);
  const maker = createMaker({ rows, ledger, changed: works.changed });
  const kept = (id: string) => knowledge.store(keptId(id));

  async function inUse(id: string): Promise<HostedStore> {
    const store = await rows.get(id);
    if (!store) throw new DocentError('store_missing', t('There is no vector store “{0}” in use here: use it by its id first.', id));
    return store;
  }

  async function writable(id: string): Promise<HostedStore> {
    const store = await inUse(id);
    if (store.access === 'readOnly') throw new DocentError('hosted_read_only', t('“{0}” is used to be read only; use it by its id again to put files into it.', store.name));
    return store;
  }

  async function wantedOfFolders(): Promise<Wanted> {
    const files = await sourcesOf(index, folders());
    const names = new Set(files.map(({ folder }) => folder));
    return { files, leftOut: [], manages: ({ folder }) => folder !== null && names.has(folder) };
  }

  async function wantedOf(storeId: string, paths: readonly string[], signal: AbortSignal): Promise<Wanted> {
    return { ...(await documentsOf(kept(storeId), paths, signal)), manages: () => false };
  }

  async function plan(storeId: string | null, wanted: Wanted): Promise<HostedPlan> {
    const store = storeId === null ? null : await writable(storeId);
    const sizes = await Promise.all(wanted.files.filter(({ asItIs }) => asItIs).map(async ({ localPath }) => [localPath, (await stat(localPath).catch(() => null))?.size ?? 0] as const));
    return planOf(store, storeId === null ? [] : await ledger.files({ storeId }), wanted, new Map(sizes));
  }

  function run(storeId: string, { signal, onProgress, again = false }: HostedSyncOptions, wanted: () => Promise<Wanted>): Promise<HostedReport> {
    return works.exclusively(storeId, onProgress, async (progress) => {
      const line = lines.of(await writable(storeId));
      const report = await maker.watched(storeId, async () => syncHosted({ line, ledger, storeId, wanted: await wanted(), again, signal, onProgress: progress, ...(parts.pollMs && { pollMs: parts.pollMs }) }));
      await rows.update(storeId, { syncedAt: Date.now() });
      await maker.refresh(line, storeId, signal);
      return report;
    });
  }

  return {
    list: rows.list,
    get: rows.get,
    async ofWorkspace(workspace) {
      return (await rows.list()).find((store) => store.workspace === workspace && workspace !== '') ?? null;
    },
    async searchedIn(workspace) {
      return (await rows.list()).find((store) => store.searchedIn.includes(workspace)) ?? null;
    },
    files: (id) => ledger.files({ storeId: id }),
    work: works.of,
    subscribe: works.subscribe,
    plan: async (storeId) => plan(storeId, await wantedOfFolders()),
    async planFiles(storeId, paths, signal) {
      try {
        return await plan(storeId, await wantedOf(storeId ?? NEW, paths, signal));
      } finally {
        if (storeId === null) await knowledge.delete(keptId(NEW));
      }
    },
    sync: (storeId, options) => run(storeId, options, wantedOfFolders),
    addFiles: (storeId, paths, options) => run(storeId, options, () => wantedOf(storeId, paths, options.signal)),
    create: (service, name, workspace, signal) => maker.create(lines.named(service), name, workspace, signal),
    adopt: (service, id, access, signal) => maker.adopt(lines.named(service), id, access, signal),
    async rename(id, name, signal) {
      const line = lines.of(await writable(id));
      await maker.watched(id, () => line.ask((client) => client.vectorStores.update(id, { name }, { signal }), { signal }));
      await rows.update(id, { name });
      works.changed(id);
    },
    async refresh(id, signal) {
      await maker.watched(id, async () => maker.refresh(lines.of(await inUse(id)), id, signal));
      return inUse(id);
    },
    async remove(id, files, signal) {
      const { address } = await writable(id);
      const ids = new Set(files.map(({ fileId }) => fileId));
      const own = (await ledger.files({ storeId: id })).filter(({ fileId }) => ids.has(fileId));
      const things = own.map(({ fileId, path, bytes }): HostedThing => ({ kind: 'file', id: String(fileId), name: path, bytes, createdAt: 0, usedAt: null, pricePerDay: 0, isOurs: true, orphan: null, withFiles: [] }));
      const { failed } = await deleteThings({ line: lines.at(address), ledger, signal }, things.filter(({ id: fileId }) => fileId !== 'null'), () => works.changed(id));
      await ledger.forgetFiles(address, own.filter(({ fileId }) => fileId === null).map(({ key }) => key));
      works.changed(id);
      if (failed[0]) throw new DocentError('hosted_not_deleted', t('{0} of {1} could not be deleted: {2}', failed.length, things.length, failed[0].reason), 'cleanUpHosted');
    },
    async choose(workspace, id) {
      for (const store of await rows.list()) {
        const others = store.searchedIn.filter((each) => each !== workspace);
        const searchedIn = store.id === id ? [...others, workspace] : others;
        if (searchedIn.length === store.searchedIn.length && store.id !== id) continue;
        await rows.update(store.id, { searchedIn });
        works.changed(store.id);
      }
    },
    async forget(id) {
      await rows.delete(id);
      await knowledge.delete(keptId(id));
      works.changed(id);
    },
    made: ({ address, key, id, threadId }) => ledger.save([{ address, kind: 'container', key, id, name: key, of: threadId, createdAt: Date.now() }]),
    survey: async (service, signal) => survey({ line: lines.named(service), ledger, inUse: new Set((await rows.list()).map(({ id }) => id)), hasThread, signal }),
    async delete(service, things, signal, onDone = () => {}) {
      const done = await deleteThings({ line: lines.named(service), ledger, signal }, things, onDone);
      for (const { kind, id } of done.deleted) {
        if (kind !== 'store') continue;
        await rows.delete(id);
        await knowledge.delete(keptId(id));
        works.changed(id);
      }
      return done;
    },
    async searched(id) {
      const store = await rows.get(id);
      return store && createHostedStore({ store, line: lines.of(store), ledger, index, kept: () => kept(id), folders, watched: maker.watched });
    },
    async text(fileId) {
      const [storeId = '', id] = fileId.split('/');
      if (id === undefined || !(await rows.get(storeId))) {
        for (const store of await rows.list()) {
          const said = (await ledger.files({ storeId: store.id })).some(({ localPath, folder }) => folder === null && localPath === fileId) ? await kept(store.id).text(fileId) : null;
          if (said !== null) return said;
        }
        return null;
      }
      return (await this.searched(storeId))?.text(fileId) ?? null;
    },
  };
}

/** Stands for a store that is still to be made. */
const NEW = 'new';

/** The store on this machine that keeps what single files of a hosted one say. */
function keptId(id: string): string {
  return `hosted_${hash('sha256', id).slice(0, 24)}`;
}
