import { NO_RESOURCES, type ToolResources } from '../types/assistant.ts';
import { newId } from '../types/id.ts';
import type { Item } from '../types/item.ts';
import { belongsTo, type Thread, type ThreadOrigin } from '../types/thread.ts';
import type { Database } from './database.ts';
import { familyOf, forkThread } from './forks.ts';
import { saveItems } from './items.ts';
import { threadGone } from './lock.ts';
import { page, type Page, type PageQuery } from './page.ts';
import { createThreadList, type ThreadList } from './threadList.ts';

export interface NewThread {
  readonly origin: ThreadOrigin;
  readonly workspace: string;
  readonly title: string;
  /** None where left out. */
  readonly toolResources?: ToolResources;
  readonly metadata?: Thread['metadata'];
}

export type ThreadChanges = Partial<Pick<Thread, 'title' | 'workspace' | 'toolResources' | 'metadata' | 'shelf'>>;

export interface ThreadFilter {
  /** Threads of any of its folders, or of none where it is ''; null: of all workspaces. */
  readonly workspace: string | null;
  readonly origins: readonly ThreadOrigin[];
}

export interface Threads extends ThreadList {
  create(thread: NewThread): Promise<Thread>;
  get(id: string): Promise<Thread | null>;
  /** A page of the threads of one origin, by creation. @param assistantId only those in which it has answered; null: all */
  page(filter: { readonly origin: ThreadOrigin; readonly assistantId: string | null }, query: PageQuery): Promise<Page<Thread>>;
  /** Newest activity first. */
  list(filter: ThreadFilter): Promise<readonly Thread[]>;
  /**
   * Changes these fields; what is left out stays. A function is given the thread as it is at this moment.
   * @returns the thread as it is now; null where there is none
   */
  update(id: string, changes: ThreadChanges | ((thread: Thread) => ThreadChanges)): Promise<Thread | null>;
  /**
   * Makes a branch: a thread with copies of what stands above an item, in which one can go on otherwise. What code left in the thread's
   * work folder is not in it. @param branch `before` null: with copies of all there is
   * @throws DocentError `thread_gone`, `item_gone`
   */
  fork(id: string, branch: { readonly before: string | null; readonly title: string }): Promise<Thread>;
  /** A thread with all that branched off from it or from which it did, the oldest first. */
  family(thread: Thread): Promise<readonly Thread[]>;
  /** The ids of all threads of an origin, in the order in which they were made. */
  ids(origin: ThreadOrigin): Promise<readonly string[]>;
  /**
   * Stores a thread of another place as it is, where there is none of its id, and puts these items at its end; all of it or nothing. It
   * was last changed when it says so.
   */
  restore(thread: Thread, items: readonly Item[]): Promise<void>;
  /** Deletes the thread with its items and runs. */
  delete(id: string): Promise<void>;
}

/** Threads as {@link page} wants its rows: in the order in which they were made. */
const PAGED = `(select rowid as seq, id, id as id_of_thread, origin, json_set(body, '$.updatedAt', updated_at) as body from threads)`;

export function createThreads(database: Database): Threads {
  const get = (id: string) =>
    database.read((db) => {
      const row = db.prepare('select body, updated_at from threads where id = ?').get(id);
      return row ? fromRow(row) : null;
    });
  return {
    ...createThreadList(database),
    get,
    async create({ toolResources = NO_RESOURCES, metadata = {}, ...rest }) {
      const now = Date.now();
      const thread: Thread = { id: newId('thread_'), ...rest, toolResources, createdAt: now, updatedAt: now, metadata };
      await database.write((db) =>
        db
          .prepare('insert into threads(id, origin, workspace, updated_at, body) values (?, ?, ?, ?, ?)')
          .run(thread.id, thread.origin, thread.workspace, now, JSON.stringify(thread)),
      );
      return thread;
    },
    page: ({ origin, assistantId }, query) =>
      database.read((db) => {
        const answered = "exists (select 1 from runs where thread_id = id_of_thread and runs.body ->> '$.assistant.id' = ?)";
        const where = `origin = ?${assistantId === null ? '' : ` and ${answered}`}`;
        return page(db, { table: PAGED, where, values: assistantId === null ? [origin] : [origin, assistantId] }, query);
      }),
    list: ({ workspace, origins }) =>
      database.read((db) =>
        db
          .prepare('select body, updated_at from threads where origin in (select value from json_each(?)) order by updated_at desc')
          .all(JSON.stringify(origins))
          .map(fromRow)
          .filter((thread) => workspace === null || belongsTo(thread, workspace)),
      ),
    update: (id, changes) =>
      database.write((db) => {
        const row = db.prepare('select body, updated_at from threads where id = ?').get(id);
        if (!row) return null;
        const before = fromRow(row);
        const thread: Thread = { ...before, ...(typeof changes === 'function' ? changes(before) : changes) };
        db.prepare('update threads set workspace = ?, body = ? where id = ?').run(thread.workspace, JSON.stringify(thread), id);
        return thread;
      }),
    fork: (id, { before, title }) =>
      database.write((db) => {
        const row = db.prepare('select body, updated_at from threads where id = ?').get(id);
        if (!row) throw threadGone();
        return forkThread(db, fromRow(row), before, title);
      }),
    family: (thread) => database.read((db) => familyOf(db, thread).map(fromRow)),
    ids: (origin) => database.read((db) => db.prepare('select id from threads where origin = ? order by rowid').all(origin).map(({ id }) => String(id))),
    async restore(thread, items) {
      await database.write((db) => {
        db.prepare('insert into threads(id, origin, workspace, updated_at, body) values (?, ?, ?, ?, ?) on conflict(id) do nothing').run(
          thread.id,
          thread.origin,
          thread.workspace,
          thread.updatedAt,
          JSON.stringify(thread),
        );
        saveItems(db, items);
        db.prepare('update threads set updated_at = ? where id = ?').run(thread.updatedAt, thread.id);
      });
    },
    async delete(id) {
      await database.write((db) => db.prepare('delete from threads where id = ?').run(id));
    },
  };
}

function fromRow(row: Record<string, unknown>): Thread {
  return { ...(JSON.parse(String(row['body'])) as Thread), updatedAt: Number(row['updated_at']) };
}
