import type { DatabaseSync } from 'node:sqlite';
import { DocentError, type ErrorInfo } from '../types/errors.ts';
import type { Run } from '../types/run.ts';
import type { Database } from './database.ts';

export interface RunRows {
  /**
   * Stores a new run and with it takes the thread's lock.
   * @throws DocentError `thread_busy` while another run is active on the thread, `thread_gone` where it was deleted
   */
  start(run: Run, owner: string): Promise<void>;
  save(run: Run): Promise<void>;
  /** The newest run of a thread. */
  latest(threadId: string): Promise<Run | null>;
  /** Ends the active runs that nobody works on any more, and with them their open items. */
  endAbandoned(isAbandoned: (runId: string, owner: string) => Promise<boolean>, error: ErrorInfo): Promise<void>;
}

const ACTIVE = `('queued', 'in_progress', 'requires_action', 'cancelling')`;

export function createRunRows(database: Database): RunRows {
  return {
    start: (run, owner) =>
      database.write((db) => {
        if (!db.prepare('select 1 from threads where id = ?').get(run.threadId)) {
          throw new DocentError('thread_gone', 'This thread was deleted; start a new one.');
        }
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
    async endAbandoned(isAbandoned, error) {
      const active = await database.read((db) => db.prepare(`select id, owner from runs where status in ${ACTIVE}`).all());
      for (const { id, owner } of active) {
        if (await isAbandoned(String(id), String(owner))) await database.write((db) => endRun(db, String(id), error));
      }
    },
  };
}

function endRun(db: DatabaseSync, id: string, error: ErrorInfo): void {
  // Its owner may have ended it itself by now.
  const row = db.prepare(`select body from runs where id = ? and status in ${ACTIVE}`).get(id);
  if (!row) return;
  const run: Run = { ...(JSON.parse(String(row['body'])) as Run), status: 'failed', error, endedAt: Date.now() };
  db.prepare('update runs set status = ?, body = ? where id = ?').run(run.status, JSON.stringify(run), id);
  db.prepare(
    `update items set status = 'incomplete', body = json_set(body, '$.status', 'incomplete')
     where run_id = ? and status = 'in_progress'`,
  ).run(id);
}
