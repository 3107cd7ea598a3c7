import { setImmediate as others } from 'node:timers/promises';
import { saidIn } from '../text/saidIn.ts';
import { messageText, type Item } from '../types/item.ts';
import type { Database } from './database.ts';

/** A message in which something is said. */
export interface Said {
  /** Its place in the thread, counted from 0. */
  readonly place: number;
  /** How often. */
  readonly count: number;
}

/** Messages that are looked through at once: some milliseconds. */
const SLICE = 300;

/** The messages of a thread in which a text stands, in order, in upper or lower case, whatever Markdown is in between. */
export async function findInThread(database: Database, threadId: string, text: string): Promise<readonly Said[]> {
  if (text.trim() === '') return [];
  const said: Said[] = [];
  const seqs = await database.read((db) => db.prepare('select seq from items where thread_id = ? order by seq').all(threadId).map(({ seq }) => Number(seq)));
  const places = new Map(seqs.map((seq, place) => [seq, place]));
  for (let after = 0; ; ) {
    const from = after;
    const rows = await database.read((db) =>
      db
        .prepare(`select seq, body from items where thread_id = ? and seq > ? and body ->> '$.type' = 'message' order by seq limit ?`)
        .all(threadId, from, SLICE),
    );
    for (const { seq, body } of rows) {
      const place = places.get(Number(seq));
      const item = JSON.parse(String(body)) as Item;
      const count = item.type === 'message' ? saidIn(messageText(item), text) : 0;
      // What came after the places were read has none.
      if (count > 0 && place !== undefined) said.push({ place, count });
      after = Number(seq);
    }
    if (rows.length < SLICE) return said;
    await others();
  }
}
