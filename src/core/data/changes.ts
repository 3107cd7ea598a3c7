import type { Item } from '../types/item.ts';
import type { Run } from '../types/run.ts';
import type { Database } from './database.ts';

/** What has become of a thread since somebody last looked at it. */
export type ThreadNews =
  | { readonly kind: 'none' }
  /** These items are new or otherwise, in the thread's order; `run` is its newest one. */
  | { readonly kind: 'more'; readonly revision: number; readonly items: readonly Item[]; readonly run: Run | null }
  /** Items were deleted: what is known of the thread counts no more. */
  | { readonly kind: 'anew' }
  | { readonly kind: 'gone' };

/** Who has changed which thread is told by numbers of the threads' own, so that a look costs a row, whatever else was written. */
export interface Changes {
  /** A text that is another one whenever anything was written, in this process or another. */
  mark(): Promise<string>;
  /** A number that grows with each change of the thread's items and runs; 0 where there is no thread. */
  revision(threadId: string): Promise<number>;
  /**
   * @param revision the thread's, from before it was last read
   * @param from what stands above this place of the thread is not told
   */
  since(threadId: string, revision: number, from: number): Promise<ThreadNews>;
}

export function createChanges(database: Database): Changes {
  return {
    mark: () =>
      database.read((db) => `${db.prepare('pragma data_version').get()?.['data_version']} ${db.prepare('select total_changes() as own').get()?.['own']}`),
    revision: (threadId) =>
      database.read((db) => Number(db.prepare('select revision from threads where id = ?').get(threadId)?.['revision'] ?? 0)),
    since: (threadId, before, from) =>
      database.read((db): ThreadNews => {
        const thread = db.prepare('select revision, shrunk from threads where id = ?').get(threadId);
        if (!thread) return { kind: 'gone' };
        const revision = Number(thread['revision']);
        if (revision === before) return { kind: 'none' };
        if (Number(thread['shrunk']) > before) return { kind: 'anew' };
        const items = db
          .prepare(
            `select body from changes join items on items.id = item_id
             where changes.thread_id = ?1 and revision > ?2
               and seq >= (select seq from items where thread_id = ?1 order by seq limit 1 offset ?3)
             order by seq`,
          )
          .all(threadId, before, from);
        const run = db.prepare('select body from runs where thread_id = ? order by seq desc limit 1').get(threadId);
        return {
          kind: 'more',
          revision,
          items: items.map(({ body }) => JSON.parse(String(body)) as Item),
          run: run ? (JSON.parse(String(run['body'])) as Run) : null,
        };
      }),
  };
}
