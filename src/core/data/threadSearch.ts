import type { DatabaseSync } from 'node:sqlite';
import { messageText, type Item } from '../types/item.ts';
import type { Thread } from '../types/thread.ts';
import { listed, type ListFilter } from './listFilter.ts';

/** What is looked for: threads in whose titles, or in one of whose messages, all words stand, in upper or lower case. */
export interface ThreadQuery {
  readonly text: string;
  readonly filter: ListFilter;
}

/** A thread in which all words stand. */
export interface FoundThread {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: number;
  readonly workspace: string;
  readonly origin: Thread['origin'];
  /** Whether it went off from another thread. */
  readonly isBranch: boolean;
  /** The newest message that says it; null where the title does. */
  readonly message: { readonly id: string; readonly excerpt: string } | null;
}

/** Nobody looks through more. */
const MAX_FOUND = 100;
/** Characters that an excerpt has before what was looked for, and in all: a line of a list. */
const BEFORE = 30;
const EXCERPT = 160;

/**
 * Looks through threads, the newest first. Between two threads it yields what has been found, or null, so that whoever goes on with it
 * may do other things meanwhile.
 */
export function* searchThreads(db: DatabaseSync, { text, filter }: ThreadQuery): Generator<FoundThread | null, void> {
  const words = wordsOf(text);
  if (words.length === 0) return;
  const { where, values } = listed(filter);
  // Its rows are read at once: nothing may stay open in the middle while others write.
  const threads = db.prepare(`select id, body, updated_at from threads where ${where} order by updated_at desc, rowid desc`).all(...values);
  const messages = db.prepare(`select body from items where thread_id = ? and body ->> '$.type' = 'message' order by seq desc`);
  let found = 0;
  for (const { id, body, updated_at } of threads) {
    const { title, workspace, origin, fork } = JSON.parse(String(body)) as Thread;
    const message = hasAll(title, words) ? null : newestWith(messages.all(id ?? null), words);
    if (message === 'none') {
      yield null;
      continue;
    }
    yield { id: String(id), title, updatedAt: Number(updated_at), workspace, origin, isBranch: fork !== undefined, message };
    if (++found === MAX_FOUND) return;
  }
}

function newestWith(rows: readonly Record<string, unknown>[], words: readonly string[]): FoundThread['message'] | 'none' {
  // As they stand in JSON: most messages are passed over without being parsed.
  const written = words.map((word) => JSON.stringify(word).slice(1, -1));
  for (const row of rows) {
    const body = String(row['body']);
    if (!hasAll(body, written)) continue;
    const item = JSON.parse(body) as Item;
    const text = item.type === 'message' ? messageText(item) : '';
    if (hasAll(text, words)) return { id: item.id, excerpt: excerptOf(text, words[0] ?? '') };
  }
  return 'none';
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function hasAll(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/** The words around the place, in one line. */
function excerptOf(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  const from = at <= BEFORE ? 0 : at - BEFORE;
  const excerpt = text.slice(from, from + EXCERPT).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${excerpt}${from + EXCERPT < text.length ? '…' : ''}`;
}
