import type { DatabaseSync } from 'node:sqlite';
import type { ErrorInfo } from '../types/errors.ts';
import type { Item } from '../types/item.ts';
import type { Run } from '../types/run.ts';
import type { ThreadOrigin } from '../types/thread.ts';
import type { Database } from './database.ts';
import { saveItems } from './items.ts';
import { checkUnlocked } from './lock.ts';
import { page, type Page, type PageQuery } from './page.ts';
import { saveUsage } from './usage.ts';

export interface RunRows {
  /**
   * Stores a new run, with it takes the thread's lock, and puts `items` at the thread's end.
   * @throws ThreadBusy while another run is active on the thread, DocentError `thread_gone` where it was deleted
   */
  start(run: Run, owner: string, items: readonly Item[]): Promise<void>;
  /** Stores a run as it is now, but for its metadata. */
  save(run: Run): Promise<void>;
  get(id: string): Promise<Run | null>;
  setMetadata(id: string, metadata: Run['metadata']): Promise<Run | null>;
  /** Those of these runs that there are. */
  some(ids: readonly string[]): Promise<readonly Run[]>;
  /** The newest run of a thread. */
  latest(threadId: string): Promise<Run | null>;
  list(threadId: string, query: PageQuery): Promise<Page<Run>>;
  /** Takes over a run that waits in `requires_action`, as `run` says it is now. @returns false where it does not wait any more */
  resume(run: Run, owner: string): Promise<boolean>;
  /** Ends the active runs that nobody works on any more, and with them their open items. Runs that wait for their caller stay. */
  endAbandoned(isAbandoned: (runId: string, owner: string) => Promise<boolean>, errorFor: (origin: ThreadOrigin) => ErrorInfo): Promise<void>;
  /** Ends a run that waits for its caller, with its open items. @returns the run as it is now; null where it does not wait */
  endWaiting(id: string, status: 'cancelled' | 'expired'): Promise<Run | null>;
}

const WORKING = `('queued', 'in_progress', 'cancelling')`;

export function createRunRows(database: Database): RunRows {
  const one = (query: string, value: string) =>
    database.read((db) => {
      const row = db.prepare(query).get(value);
      return row ? toRun(row) : null;
    });
  return {
    start: (run, owner, items) =>
      database.write((db) => {
        checkUnlocked(db, run.threadId);
        db.prepare('insert into runs(id, thread_id, owner, status, body) values (?, ?, ?, ?, ?)').run(
          run.id,
          run.threadId,
          owner,
          run.status,
          JSON.stringify(run),
        );
        saveItems(db, items);
      }),
    async save(run) {
      await database.write((db) => saveRun(db, run));
    },
    get: (id) => one('select body from runs where id = ?', id),
    setMetadata: (id, metadata) =>
      database.write((db) => {
        const row = db
          .prepare("update runs set body = json_set(body, '$.metadata', json(?)) where id = ? returning body")
          .get(JSON.stringify(metadata), id);
        return row ? toRun(row) : null;
      }),
    some: (ids) =>
      database.read((db) =>
        db.prepare('select body from runs where id in (select value from json_each(?))').all(JSON.stringify(ids)).map(toRun),
      ),
    latest: (threadId) => one('select body from runs where thread_id = ? order by seq desc limit 1', threadId),
    list: (threadId, query) => database.read((db) => page(db, { table: 'runs', where: 'thread_id = ?', values: [threadId] }, query)),
    resume: (run, owner) =>
      database.write((db) => {
        const { changes } = db
          .prepare("update runs set status = ?, owner = ?, body = ? where id = ? and status = 'requires_action'")
          .run(run.status, owner, JSON.stringify(run), run.id);
        return changes > 0;
      }),
    async endAbandoned(isAbandoned, errorFor) {
      const working = await database.read((db) =>
        db.prepare(`select runs.id, owner, origin from runs join threads on threads.id = thread_id where status in ${WORKING}`).all(),
      );
      for (const { id, owner, origin } of working) {
        if (!(await isAbandoned(String(id), String(owner)))) continue;
        const error = errorFor(origin as ThreadOrigin);
        await database.write((db) => endRun(db, String(id), WORKING, { status: 'failed', error }));
      }
    },
    endWaiting: (id, status) => database.write((db) => endRun(db, id, `('requires_action')`, { status, error: null })),
  };
}

/** Its metadata stay: another process may have changed them meanwhile. */
function saveRun(db: DatabaseSync, run: Run): void {
  db.prepare("update runs set status = ?, body = json_set(?, '$.metadata', body -> '$.metadata') where id = ?").run(
    run.status, JSON.stringify(run), run.id,
  );
  saveUsage(db, run);
}

function endRun(db: DatabaseSync, id: string, from: string, how: Pick<Run, 'status' | 'error'>): Run | null {
  // Its owner may have ended it itself by now.
  const row = db.prepare(`select body from runs where id = ? and status in ${from}`).get(id);
  if (!row) return null;
  const now = Date.now();
  const run: Run = { ...toRun(row), ...how, endedAt: now };
  saveRun(db, run);
  db.prepare(
    `update items set status = 'incomplete', body = json_set(body, '$.status', 'incomplete', '$.endedAt', ?)
     where thread_id = ? and status = 'in_progress'`,
  ).run(now, run.threadId);
  return run;
}

function toRun(row: Record<string, unknown>): Run {
  return JSON.parse(String(row['body'])) as Run;
}
