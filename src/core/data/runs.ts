import type { DatabaseSync } from 'node:sqlite';
import { DocentError, type ErrorInfo } from '../types/errors.ts';
import type { Run } from '../types/run.ts';
import type { Database } from './database.ts';

export interface RunRows {
  /**
   * Stores a new run and with it takes the thread's lock.
   * @throws DocentError `thread_busy` while another run is active on the thread
   */
  start(run: Run, owner: string): Promise<void>;
  save(run: Run): Promise<void>;
  /** The newest run of a thread. */
  latest(threadId: string): Promise<Run | null>;
  /** Ends the active runs of owners that are gone, and with them their open items. */
  endAbandoned(isAlive: (owner: string) => Promise<boolean>, error: ErrorInfo): Promise<void>;
}

const ACTIVE = `('queued', 'in_progress', 'requires_action', 'cancelling')`;

export function createRunRows(database: Database): RunRows {
  return {
    start: (run, owner) =>
      database.write((db) => {
        const busy = db.prepare(`select 1 from runs where thread_id = ? and status in ${ACTIVE}`).get(run.threadId);
        if (busy) {
          throw new DocentError('thread_busy', 'This thread is still being answered; wait for the answer or stop it first.');
        }
        db.prepare('insert into runs(id, thread_id, owner, status, body) values (?, ?, ?, ?, ?)').run(
          run.id,
          run.threadId,
          owner,
          run.status,
          JSON.stringify(run),
        );
      }),
    async save(run) {
      await database.write((db) =>
        db.prepare('update runs set status = ?, body = ? where id = ?').run(run.status, JSON.stringify(run), run.id),
      );
    },
    latest: (threadId) =>
      database.read((db) => {
        const row = db.prepare('select body from runs where thread_id = ? order by seq desc limit 1').get(threadId);
        return row ? (JSON.parse(String(row['body'])) as Run) : null;
      }),
    async endAbandoned(isAlive, error) {
      const owners = await database.read((db) => db.prepare(`select distinct owner from runs where status in ${ACTIVE}`).all());
      for (const { owner } of owners) {
        if (!(await isAlive(String(owner)))) await database.write((db) => endRunsOf(db, String(owner), error));
      }
    },
  };
}

function endRunsOf(db: DatabaseSync, owner: string, error: ErrorInfo): void {
  const endRun = db.prepare('update runs set status = ?, body = ? where id = ?');
  const endItems = db.prepare(
    `update items set status = 'incomplete', body = json_set(body, '$.status', 'incomplete')
     where run_id = ? and status = 'in_progress'`,
  );
  for (const { id, body } of db.prepare(`select id, body from runs where owner = ? and status in ${ACTIVE}`).all(owner)) {
    const run: Run = { ...(JSON.parse(String(body)) as Run), status: 'failed', error, endedAt: Date.now() };
    endRun.run(run.status, JSON.stringify(run), String(id));
    endItems.run(String(id));
  }
}
