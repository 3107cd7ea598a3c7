import type { Thread } from '../types/thread.ts';
import type { Database } from './database.ts';
import { listed, type ListFilter } from './listFilter.ts';
import type { FoundThread, ThreadQuery } from './threadSearch.ts';

/** Moments, in milliseconds since 1970. */
export interface TimeRange {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** What a list shows of a thread. */
export interface ListedThread extends Pick<Thread, 'id' | 'title' | 'origin' | 'workspace' | 'createdAt' | 'updatedAt' | 'shelf'> {
  /** `waiting`: its run waits for the outputs of its caller's functions. */
  readonly state: 'idle' | 'running' | 'waiting';
  /** Whether it went off from another thread. */
  readonly isBranch: boolean;
}

/** The threads as one looks through them: however many there are, only what is shown is read. Newest activity first. */
export interface ThreadList {
  /** When each thread was active last, in milliseconds since 1970, the newest first. */
  times(filter: ListFilter): Promise<readonly number[]>;
  /** The newest threads that were active last in this time, so many at the most. */
  within(filter: ListFilter, time: TimeRange, limit: number): Promise<readonly ListedThread[]>;
  /** The newest threads in which all words stand, in the title or in a message. @throws `AbortError` */
  search(query: ThreadQuery, signal: AbortSignal): Promise<readonly FoundThread[]>;
}

/** As the index of the active runs has it, so that it is used. */
const STATE = `(select status from runs where thread_id = threads.id and status in ('queued', 'in_progress', 'requires_action', 'cancelling'))`;

export function createThreadList(database: Database): ThreadList {
  return {
    times: (filter) =>
      database.read((db) => {
        const { where, values } = listed(filter);
        return db.prepare(`select updated_at from threads where ${where} order by updated_at desc`).all(...values).map((row) => Number(row['updated_at']));
      }),
    within: (filter, { from, to }, limit) =>
      database.read((db) => {
        const { where, values } = listed(filter);
        const rows = db
          .prepare(
            `select body, updated_at, ${STATE} as status from threads
             where ${where} and updated_at >= ? and updated_at < ? order by updated_at desc, rowid desc limit ?`,
          )
          .all(...values, from, to, limit);
        return rows.map(toListed);
      }),
    search: database.search,
  };
}

function toListed({ body, updated_at, status }: Record<string, unknown>): ListedThread {
  const { id, title, origin, workspace, createdAt, shelf, fork } = JSON.parse(String(body)) as Thread;
  const state = status === null ? 'idle' : status === 'requires_action' ? 'waiting' : 'running';
  return { id, title, origin, workspace, createdAt, updatedAt: Number(updated_at), shelf, state, isBranch: fork !== undefined };
}
