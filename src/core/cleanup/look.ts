import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import type { FilePurpose } from '../data/files.ts';
import type { Folder } from '../data/folders.ts';
import type { Inventory, InventoryFile, InventoryThread } from '../data/inventory.ts';
import { hasCode } from '../types/errors.ts';
import { addressOf, isRemote } from '../types/remotePath.ts';
import { storedName } from '../types/output.ts';
import type { ThreadOrigin } from '../types/thread.ts';
import type { StoreRow } from '../types/vectorStore.ts';
import type { Remain } from './remain.ts';

/** The row of a file comes after its bytes: what has none after so long will not get one. In milliseconds. */
const STRAY_AGE_MS = 60 * 60 * 1000;
/** What was given along with a question that is not asked yet is in no message as yet; questions are kept. In milliseconds. */
const DRAFT_AGE_MS = 24 * 60 * 60 * 1000;
const DRAFTS: readonly FilePurpose[] = ['user_data', 'vision'];
/** What SQLite and Docent put beside a store's file. */
const STORE_FILE = /^(.+)\.db(?:-wal|-shm|-journal)?$/;
const DAMAGED = /\.db\.damaged$/;

const ORIGINS: Readonly<Record<ThreadOrigin, string>> = { chat: t('chat'), analysis: t('analysis'), api: t('made by a script'), editor: t('code of the editor’s chat'), mcp: t('code of an MCP client') };

export interface Places {
  /** Absolute. */
  readonly files: string;
  readonly stores: string;
  readonly sessions: string;
}

export interface LookParts {
  readonly inventory: Inventory;
  readonly folders: readonly Folder[];
  /** The ids of the folders that are open here: their indexes are in use. */
  readonly open: ReadonlySet<string>;
  readonly places: Places;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** All that can be deleted, by kind, the largest first. */
export async function look({ inventory, folders, open, places, now }: LookParts): Promise<readonly Remain[]> {
  const [filesThere, storesThere, sessionsThere] = await Promise.all([entriesOf(places.files), entriesOf(places.stores), entriesOf(places.sessions)]);
  const sizeIn = sizesByStore(storesThere);
  const ofThreads = Map.groupBy(inventory.files, ({ threadId }) => threadId);
  const sessions = new Set(sessionsThere.map(({ name }) => name));

  const threads = await Promise.all(inventory.threads.map((thread) => threadRemain(thread, ofThreads.get(thread.id) ?? [], sessions.has(thread.id) ? join(places.sessions, thread.id) : null)));
  const threadIds = new Set(inventory.threads.map(({ id }) => id));
  const remains: readonly Remain[] = [
    ...inventory.stores.map((store) => storeRemain(store, inventory, sizeIn.get(store.id) ?? 0)),
    ...inventory.files.filter(({ threadId }) => threadId === null || !threadIds.has(threadId)).map((file) => fileRemain(file, now)),
    ...inventory.assistants.map((assistant): Remain => ({ ...PLAIN, kind: 'assistant', id: assistant.id, name: assistant.name || t('Untitled'), createdAt: assistant.createdAt })),
    ...threads,
    ...(await Promise.all(folders.filter(({ id }) => !open.has(id)).map((folder) => indexRemain(folder, sizeIn)))).filter((remain) => remain !== null),
    ...(await strays()),
  ];
  return remains.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.bytes - a.bytes);

  async function strays(): Promise<readonly Remain[]> {
    const kept = new Set(inventory.files.map(storedName));
    const known = new Set([...inventory.stores.map(({ id }) => id), ...folders.map(({ id }) => storeOf(id))]);
    const isOld = ({ changedAt }: Entry) => now - changedAt > STRAY_AGE_MS;
    const files = filesThere.filter((entry) => !kept.has(entry.name) && isOld(entry)).map((entry) => stray(places.files, entry, t('bytes of a file that is not known any more')));
    const stores = storesThere.filter((entry) => isOld(entry) && !known.has(STORE_FILE.exec(entry.name)?.[1] ?? ''));
    const lost = sessionsThere.filter((entry) => entry.isFolder && entry.name.startsWith('thread_') && !threadIds.has(entry.name) && isOld(entry));
    const folderStrays = lost.map(async (entry) => ({ ...stray(places.sessions, entry, t('work folder of a thread that is gone')), bytes: await treeSize(join(places.sessions, entry.name)) }));
    return [
      ...files,
      ...stores.map((entry) => stray(places.stores, entry, DAMAGED.test(entry.name) ? t('copy of a damaged index') : t('index of a store that is gone'))),
      ...(await Promise.all(folderStrays)),
    ];
  }
}

const KINDS: readonly Remain['kind'][] = ['store', 'file', 'assistant', 'thread', 'index', 'stray'];
const PLAIN: Pick<Remain, 'bytes' | 'about' | 'orphan' | 'onlyIn'> = { bytes: 0, about: '', orphan: null, onlyIn: [] };

/** The id of a folder's store. */
function storeOf(folderId: string): string {
  return folderId.replace('folder_', 'vs_');
}

function storeRemain(store: StoreRow, { files, namedStores }: Inventory, bytes: number): Remain {
  const isEmpty = !files.some(({ stores }) => stores.includes(store.id));
  const orphan = store.expired ? t('expired') : isEmpty && !namedStores.has(store.id) ? t('empty and used nowhere') : null;
  return { ...PLAIN, kind: 'store', id: store.id, name: store.name || store.id, bytes, createdAt: store.createdAt, orphan };
}

function fileRemain({ id, name, bytes, createdAt, purpose, stores, isMentioned }: InventoryFile, now: number): Remain {
  const mayBeAsked = DRAFTS.includes(purpose) && now - createdAt < DRAFT_AGE_MS;
  const orphan = stores.length === 0 && !isMentioned && !mayBeAsked ? t('in no store and no message') : null;
  return { kind: 'file', id, name, bytes, createdAt, about: purpose, orphan, onlyIn: isMentioned ? [] : stores };
}

async function threadRemain({ id, title, origin, createdAt, isEmpty }: InventoryThread, files: readonly InventoryFile[], session: string | null): Promise<Remain> {
  const inFolder = session === null ? 0 : await treeSize(session);
  const bytes = files.reduce((sum, file) => sum + file.bytes, inFolder);
  return { ...PLAIN, kind: 'thread', id, name: title || t('Untitled'), bytes, createdAt, about: ORIGINS[origin], orphan: isEmpty ? t('empty') : null };
}

/** Null where nothing was ever indexed. */
async function indexRemain({ id, path }: Folder, sizes: ReadonlyMap<string, number>): Promise<Remain | null> {
  const bytes = sizes.get(storeOf(id));
  if (bytes === undefined) return null;
  const isGone = !isRemote(path) && (await stat(path).then(() => false, (error: unknown) => hasCode(error, 'ENOENT')));
  return { ...PLAIN, kind: 'index', id: storeOf(id), name: addressOf(path), bytes, createdAt: null, orphan: isGone ? t('the folder is gone') : null };
}

interface Entry {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  readonly isFolder: boolean;
}

function stray(dir: string, { name, bytes, changedAt }: Entry, about: string): Remain {
  return { ...PLAIN, kind: 'stray', id: join(dir, name), name, bytes, createdAt: changedAt, about, orphan: t('nothing knows of it') };
}

/** What goes away meanwhile is left out; a folder that is not there has no entries. */
async function entriesOf(dir: string): Promise<readonly Entry[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const entries = names.map(async (name): Promise<Entry | null> => {
    const stats = await stat(join(dir, name)).catch(() => null);
    return stats && { name, bytes: stats.isFile() ? stats.size : 0, changedAt: stats.mtimeMs, isFolder: stats.isDirectory() };
  });
  return (await Promise.all(entries)).filter((entry) => entry !== null);
}

function sizesByStore(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { name, bytes } of entries) {
    const id = STORE_FILE.exec(name)?.[1];
    if (id !== undefined) sizes.set(id, (sizes.get(id) ?? 0) + bytes);
  }
  return sizes;
}

/** Of all files in a folder, in bytes. */
async function treeSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map(async (entry) => (await stat(join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
