import type { DatabaseSync } from 'node:sqlite';
import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import { newId } from '../types/id.ts';
import type { Item } from '../types/item.ts';
import type { Run } from '../types/run.ts';
import type { Fork, Thread } from '../types/thread.ts';
import { saveItems } from './items.ts';

/** Makes a thread with copies of what stands above an item (null: of all), and of the runs that made it; inside a transaction. */
export function forkThread(db: DatabaseSync, of: Thread, before: string | null, title: string): Thread {
  const item = before === null ? { seq: Number.MAX_SAFE_INTEGER } : db.prepare('select seq from items where thread_id = ? and id = ?').get(of.id, before);
  if (!item) throw new DocentError('item_gone', t('This message is no longer there.'));
  const rows = db.prepare('select body from items where thread_id = ? and seq < ? order by seq').all(of.id, item['seq'] ?? 0);
  const items = rows.map(({ body }) => JSON.parse(String(body)) as Item);
  const now = Date.now();
  // One goes on in it: it stands among the others, wherever the other one stands.
  const thread: Thread = { ...of, id: newId('thread_'), title, createdAt: now, updatedAt: now, fork: forkOf(db, of, items.length), shelf: undefined };
  db.prepare('insert into threads(id, origin, workspace, updated_at, body) values (?, ?, ?, ?, ?)').run(
    thread.id, thread.origin, thread.workspace, now, JSON.stringify(thread),
  );
  const runs = copyRuns(db, items, thread.id);
  saveItems(db, items.map((each) => ({
    ...each,
    id: newId(prefixOf(each.id)),
    threadId: thread.id,
    runId: each.runId === null ? null : (runs.get(each.runId) ?? null),
  })));
  return thread;
}

/** All threads that go back to the same one, that one among them, the oldest first. */
export function familyOf(db: DatabaseSync, { id, fork }: Thread): readonly Record<string, unknown>[] {
  const root = fork?.root ?? id;
  return db.prepare(`select body, updated_at from threads where id = ?1 or body ->> '$.fork.root' = ?1 order by rowid`).all(root);
}

/** A branch goes off from the thread in which what it leaves is no copy: so all that part at one place have the same one. */
function forkOf(db: DatabaseSync, { id, fork }: Thread, at: number): Fork {
  const root = fork?.root ?? id;
  let from = id;
  for (let above = fork; above && at <= above.at; ) {
    from = above.from;
    const row = db.prepare('select body from threads where id = ?').get(from);
    above = row ? (JSON.parse(String(row['body'])) as Thread).fork : undefined;
  }
  return { root, from, at };
}

/** @returns the ids of the copies, by those of the runs */
function copyRuns(db: DatabaseSync, items: readonly Item[], threadId: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const insert = db.prepare('insert into runs(id, thread_id, owner, status, body) values (?, ?, ?, ?, ?)');
  const rows = db
    .prepare('select body, owner from runs where id in (select value from json_each(?)) order by seq')
    .all(JSON.stringify([...new Set(items.flatMap(({ runId }) => runId ?? []))]));
  for (const { body, owner } of rows) {
    const run = JSON.parse(String(body)) as Run;
    const copy: Run = { ...run, id: newId(prefixOf(run.id)), threadId };
    insert.run(copy.id, threadId, String(owner), copy.status, JSON.stringify(copy));
    ids.set(run.id, copy.id);
  }
  return ids;
}

const prefixOf = (id: string) => id.slice(0, id.indexOf('_') + 1);
