import { hostname } from 'node:os';
import { newId } from '../types/id.ts';
import type { Log } from '../types/log.ts';
import type { Database } from './database.ts';

/** Milliseconds between two signs of life. */
const BEAT_MS = 2_000;
/** An owner on another machine, or whose process id was given to somebody else, is gone after so long without a sign. */
const STALE_MS = 60_000;

/** The right to run things, of this process: other processes leave its runs alone as long as it lives. */
export interface Owner {
  readonly id: string;
  /** Owners that are gone: their processes have ended, or they have been silent for long. */
  gone(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function createOwner(database: Database, log: Log): Promise<Owner> {
  const id = newId('owner_');
  const beat = () =>
    database.write((db) =>
      db
        .prepare(
          `insert into owners(id, host, pid, heartbeat) values (?, ?, ?, ?)
           on conflict(id) do update set heartbeat = excluded.heartbeat`,
        )
        .run(id, hostname(), process.pid, Date.now()),
    );
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn(`The sign of life could not be written: ${String(error)}`));
  }, BEAT_MS);
  timer.unref();

  return {
    id,
    gone: () =>
      database.read((db) =>
        db
          .prepare('select id, host, pid, heartbeat from owners where id <> ?')
          .all(id)
          .filter(({ host, pid, heartbeat }) => {
            const silent = Date.now() - Number(heartbeat) > STALE_MS;
            return silent || (host === hostname() && !isAlive(Number(pid)));
          })
          .map((row) => String(row['id'])),
      ),
    async close() {
      clearInterval(timer);
      await database.write((db) => db.prepare('delete from owners where id = ?').run(id));
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else's can't be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
