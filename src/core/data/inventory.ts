import { setImmediate } from 'node:timers/promises';
import type { Thread } from '../types/thread.ts';
import type { StoreRow } from '../types/vectorStore.ts';
import type { Assistant, ToolResources } from '../types/assistant.ts';
import type { Database } from './database.ts';
import type { KeptFile } from './files.ts';

/** So many items are looked through at once: the thread that reads them has other things to do. */
const ITEMS_AT_ONCE = 200;
/** As ids of files are written in what was said, here and at OpenAI. */
const FILE_ID = /file[-_][A-Za-z0-9_-]+/g;

/** All that is kept, with what refers to what: for whoever wants to know what nobody needs any more. */
export interface Inventory {
  readonly files: readonly InventoryFile[];
  readonly stores: readonly StoreRow[];
  readonly assistants: readonly Assistant[];
  readonly threads: readonly InventoryThread[];
  /** Ids of stores that assistants and threads name. */
  readonly namedStores: ReadonlySet<string>;
}

export interface InventoryFile extends KeptFile {
  /** The thread in which it was made, and with which it is deleted; null for what was uploaded. */
  readonly threadId: string | null;
  /** Ids of the stores that have it. */
  readonly stores: readonly string[];
  /** Whether something said, an assistant or a thread refers to it. */
  readonly isMentioned: boolean;
}

export interface InventoryThread extends Thread {
  readonly isEmpty: boolean;
}

/** Reads all rows that clean-up looks at; of a large database that takes a while, in small steps. */
export async function takeInventory(database: Database): Promise<Inventory> {
  const { assistants, threads, stores, files } = await database.read((db) => {
    const rows = (sql: string) => db.prepare(sql).all();
    return {
      assistants: rows('select body from assistants order by seq').map(({ body }) => JSON.parse(String(body)) as Assistant),
      threads: rows('select body, updated_at, not exists (select 1 from items where thread_id = threads.id) as empty from threads order by rowid').map(
        ({ body, updated_at, empty }): InventoryThread => ({ ...(JSON.parse(String(body)) as Thread), updatedAt: Number(updated_at), isEmpty: empty === 1 }),
      ),
      stores: rows('select body from vector_stores order by seq').map(({ body }) => JSON.parse(String(body)) as StoreRow),
      files: rows(
        `select body, thread_id, (select json_group_array(store_id) from store_files where store_files.id = files.id) as stores from files order by seq`,
      ),
    };
  });
  const resources = [...assistants, ...threads].map(({ toolResources }): ToolResources => toolResources);
  const mentioned = new Set(resources.flatMap(({ codeInterpreterFiles }) => codeInterpreterFiles));
  for await (const id of mentionedFiles(database)) mentioned.add(id);
  return {
    assistants,
    threads,
    stores,
    files: files.map(({ body, thread_id, stores: of }): InventoryFile => {
      const file = JSON.parse(String(body)) as KeptFile;
      return { ...file, threadId: thread_id === null ? null : String(thread_id), stores: JSON.parse(String(of)) as string[], isMentioned: mentioned.has(file.id) };
    }),
    namedStores: new Set(resources.flatMap(({ vectorStores }) => vectorStores)),
  };
}

/** Every mention counts: better a file too many stays than one too few. */
async function* mentionedFiles(database: Database): AsyncGenerator<string> {
  const last = await database.read((db) => Number(db.prepare('select max(seq) as seq from items').get()?.['seq'] ?? 0));
  for (let from = 0; from < last; from += ITEMS_AT_ONCE) {
    const bodies = await database.read((db) =>
      db.prepare("select body from items where seq > ? and seq <= ? and instr(body, 'file') > 0").all(from, from + ITEMS_AT_ONCE),
    );
    for (const { body } of bodies) for (const [id] of String(body).matchAll(FILE_ID)) yield id;
    await setImmediate();
  }
}
