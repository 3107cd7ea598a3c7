import { sep } from 'node:path';
import type { Passage } from '../../../types/citation.ts';
import { NOTHING_LISTED, type ListedFolder, type Listing } from '../../../types/listing.ts';
import type { EmbedQuestion } from '../../embedding.ts';
import type { LocalStore } from '../../localStore.ts';
import { searchAll } from '../../search/searchAll.ts';
import type { EmbedReport, SourceFolder, StoreStatus, SyncOptions, SyncReport, Unembedded, VectorStore } from '../../vectorStore.ts';
import { inward, outward, ownPath, shownIn, type Place } from './paths.ts';

/** What is known of a window's folders. */
export type FolderStores = Pick<LocalStore, 'sync' | 'concerns' | 'search' | 'status' | 'find' | 'files' | 'contents' | 'text' | 'locate' | 'onDamaged' | 'clear' | 'list' | 'details' | 'unembedded' | 'embed'>;

export interface FolderStoresOptions {
  /** The folders that are open now. */
  folders(): readonly SourceFolder[];
  /** Left out: stores are searched by words alone. */
  readonly embedQuestion?: EmbedQuestion;
  /** What looks for citations, in a thread of its own, where no folder is open and so no store. */
  nowhere(): Pick<LocalStore, 'locate'>;
  /** The store of a folder, and the path by which it knows the folder. */
  open(path: string): Promise<{ readonly root: string; readonly store: LocalStore }>;
}

interface FolderStore {
  readonly place: Place;
  readonly store: LocalStore;
}

const NOTHING: SyncReport = { added: 0, updated: 0, unchanged: 0, removed: 0, leftOut: [], limits: [], cancelled: false, ms: 0 };

/** A store for each folder, as one: a folder that comes into the window brings its own, and the others stay as they are. */
export function createFolderStores({ folders, embedQuestion = async () => null, nowhere, open }: FolderStoresOptions): FolderStores {
  const opened = async (of: readonly SourceFolder[]): Promise<readonly FolderStore[]> =>
    Promise.all(
      of.map(async (shown) => {
        const { root, store } = await open(shown.path);
        return { place: { root, shown }, store };
      }),
    );
  const all = () => opened(folders());

  return {
    async sync(of, options) {
      let report = NOTHING;
      for (const one of await opened(of)) report = both(report, await syncOne(one, options, report));
      return report;
    },
    async concerns(of, { exclude, paths }) {
      const asked = (await opened(of)).map(({ place, store }) => {
        const mine = inwards(place, paths);
        return mine.length > 0 && store.concerns([source(place)], { exclude, paths: mine });
      });
      return (await Promise.all(asked)).includes(true);
    },
    async search(query, options) {
      const asked = (await all()).map(({ place, store }) => ({
        search: async (...what: Parameters<VectorStore['search']>) => (await store.search(...what)).map((passage) => shownPassage(place, passage)),
      }));
      const meaning = await embedQuestion(query);
      return withoutRepeats(await searchAll(asked, query, meaning ? { ...options, meaning } : options));
    },
    async unembedded(key) {
      const parts = await Promise.all((await all()).map(({ store }) => store.unembedded(key)));
      const sum = (of: (one: Unembedded) => number) => parts.reduce((total, one) => total + of(one), 0);
      return { chunks: parts.flatMap(({ chunks }) => chunks), texts: sum(({ texts }) => texts), tokens: sum(({ tokens }) => tokens) };
    },
    async embed(embedder, options) {
      let report: EmbedReport = { texts: 0, tokens: 0 };
      for (const { store } of await all()) {
        const { texts, tokens } = await store.embed(embedder, options);
        report = { texts: report.texts + texts, tokens: report.tokens + tokens };
      }
      return report;
    },
    async status() {
      const found = await Promise.all((await all()).map(async ({ place, store }) => shownStatus(place, await store.status())));
      return found.length === 0 ? EMPTY : found.reduce(together);
    },
    async find(path) {
      const found = (await all()).map(async ({ place, store }) => {
        const files = await store.find(ownPath(place, path));
        return files.map((file) => ({ id: outward(place, file.id), path: shownIn(place, file.path) }));
      });
      // One folder may lie in another, and its files in both stores.
      const files = [...new Map((await Promise.all(found)).flat().map((file) => [file.id, file])).values()];
      const exact = files.filter((file) => file.path === path || file.id === path);
      return exact.length > 0 ? exact : files;
    },
    async files({ after, limit }) {
      const found = (await all()).map(async ({ place, store }) => {
        const from = after === null ? null : inward(place, after);
        // What is elsewhere comes before all of this folder's files, or after them.
        if (from === null && after !== null && after > place.shown.path + sep) return [];
        const files = await store.files({ after: from, limit });
        return files.map((file) => ({ id: outward(place, file.id), path: shownIn(place, file.path) }));
      });
      const files = new Map((await Promise.all(found)).flat().map((file) => [file.id, file]));
      return [...files.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
    },
    async contents() {
      const found = (await all()).map(async ({ place, store }) => (await store.contents()).map((file) => ({ ...file, id: outward(place, file.id), path: shownIn(place, file.path) })));
      return [...new Map((await Promise.all(found)).flat().map((file) => [file.id, file])).values()];
    },
    async list(folder, limit) {
      const stores = await all();
      const inside = stores.find(({ place: { shown } }) => !shown.prefix || folder === shown.prefix || folder.startsWith(`${shown.prefix}/`));
      if (inside && (folder || !inside.place.shown.prefix)) return shownListing(inside.place, await inside.store.list(ownFolder(inside.place, folder), limit));
      if (folder) return NOTHING_LISTED;
      return { ...NOTHING_LISTED, folders: await Promise.all(stores.map(topOf)) };
    },
    async details(fileId) {
      for (const { place, store } of await all()) {
        const path = inward(place, fileId);
        const found = path === null ? null : await store.details(path);
        if (found) return found;
      }
      return null;
    },
    async text(fileId) {
      for (const { place, store } of await all()) {
        const path = inward(place, fileId);
        const text = path === null ? null : await store.text(path);
        if (text !== null) return text;
      }
      return null;
    },
    async locate({ citation, shown }) {
      const stores = await all();
      for (const { place, store } of stores) {
        const id = inward(place, citation.file.id);
        if (id !== null) return store.locate({ citation: { ...citation, file: { id, path: citation.file.path } }, shown });
      }
      // An uploaded file, or one of a folder that is not open any more: each store's thread can look for it.
      return (stores[0]?.store ?? nowhere()).locate({ citation, shown });
    },
    onDamaged(listener) {
      const ends = new AbortController();
      const began = all().then((stores) => stores.map(({ store }) => store.onDamaged(() => ends.signal.aborted || listener())));
      // Whoever asks the stores next is told why they can't be opened.
      began.catch(() => undefined);
      return () => {
        ends.abort();
        began.then((unsubscribe) => unsubscribe.forEach((end) => end()), () => undefined);
      };
    },
    async clear() {
      await Promise.all((await all()).map(({ store }) => store.clear()));
    },
  };
}

const EMPTY: StoreStatus = { files: 0, chunks: 0, bytes: 0, leftOut: [], secrets: [], syncedAt: null };

/** The folder as its store has it: how it is shown is the window's. */
function source({ root }: Place): SourceFolder {
  return { path: root, prefix: '' };
}

function inwards(place: Place, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => inward(place, path) ?? []);
}

async function syncOne({ place, store }: FolderStore, { paths = null, ...options }: SyncOptions, before: SyncReport): Promise<SyncReport> {
  const mine = paths && inwards(place, paths);
  if (before.cancelled || mine?.length === 0) return NOTHING;
  const done = before.added + before.updated + before.unchanged + before.leftOut.length;
  const report = await store.sync([source(place)], {
    ...options,
    paths: mine,
    onProgress: (step) =>
      options.onProgress?.({ phase: step.phase, done: done + step.done, total: done + step.total, path: step.path && shownIn(place, step.path) }),
  });
  return { ...report, leftOut: report.leftOut.map((file) => ({ ...file, path: shownIn(place, file.path) })) };
}

function both(a: SyncReport, b: SyncReport): SyncReport {
  return {
    added: a.added + b.added,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    removed: a.removed + b.removed,
    leftOut: [...a.leftOut, ...b.leftOut],
    limits: [...a.limits, ...b.limits],
    cancelled: a.cancelled || b.cancelled,
    ms: a.ms + b.ms,
  };
}

function shownStatus(place: Place, status: StoreStatus): StoreStatus {
  const shown = <File extends { readonly path: string }>(file: File) => ({ ...file, path: shownIn(place, file.path) });
  return { ...status, leftOut: status.leftOut.map(shown), secrets: status.secrets.map(shown) };
}

/** Where there are several folders, each is one at the top. */
async function topOf({ place: { shown }, store }: FolderStore): Promise<ListedFolder> {
  const { files, leftOut } = await store.status();
  return { name: shown.prefix, path: shown.prefix, files: files + leftOut.length, troubled: leftOut.length };
}

/** A shown folder as its store has it; the top is ''. */
function ownFolder({ shown: { prefix } }: Place, folder: string): string {
  return prefix ? folder.slice(prefix.length + 1) : folder;
}

function shownListing(place: Place, { folders, files, more }: Listing): Listing {
  return {
    folders: folders.map((folder) => ({ ...folder, path: shownIn(place, folder.path) })),
    files: files.map((file) => ({ ...file, id: outward(place, file.id), path: shownIn(place, file.path) })),
    more,
  };
}

/** As whole as the folder that was synced first. */
function together(a: StoreStatus, b: StoreStatus): StoreStatus {
  return {
    files: a.files + b.files,
    chunks: a.chunks + b.chunks,
    bytes: a.bytes + b.bytes,
    leftOut: [...a.leftOut, ...b.leftOut],
    secrets: [...a.secrets, ...b.secrets],
    syncedAt: a.syncedAt === null || b.syncedAt === null ? null : Math.min(a.syncedAt, b.syncedAt),
  };
}

function shownPassage(place: Place, passage: Passage): Passage {
  const { id, path } = passage.file;
  return { ...passage, file: { id: outward(place, id), path: shownIn(place, path) } };
}

/** One folder may lie in another, and its files in both stores. */
function withoutRepeats(passages: readonly Passage[]): readonly Passage[] {
  const places = passages.map(({ file, lines }) => `${file.id}:${lines.start}`);
  return passages.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}
