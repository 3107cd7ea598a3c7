import { indexedLength } from './indexed.ts';
import { movesOf } from './moves.ts';
import { read } from './readFile.ts';
import type { Change } from './rows.ts';
import type { Secrets } from './secrets.ts';
import { DISK } from './source.ts';
import type { Listed } from './walk.ts';

/** What is read while the batch before is written: so much that either takes a tenth of a second, and little memory. */
const MOST_FILES = 100;
/** In characters. */
const MOST_TEXT = 1_000_000;

/** Reads the first of these files, as many as make a batch; one at least. None of them is known, and none a document that is read in a process of its own. */
export async function readBatch(files: readonly Listed[], secrets: Secrets): Promise<readonly Change[]> {
  const reading = { secrets, source: DISK, extract: () => Promise.reject(new Error('Documents are not read here.')), stopped: () => false, moves: movesOf([]) };
  const changes: Change[] = [];
  let length = 0;
  for (const file of files.slice(0, MOST_FILES)) {
    if (length >= MOST_TEXT) break;
    const change = await read(file, undefined, reading);
    if (!change) throw new Error(`Nothing is new about ${file.path}, which is not known.`);
    length += indexedLength(change.text);
    changes.push(change);
  }
  return changes;
}

/** Batch after batch of these files; each is asked for as soon as the one before is there. @param ask reads the first of some files */
export async function* batches(files: readonly Listed[], ask: (files: readonly Listed[]) => Promise<readonly Change[]>): AsyncGenerator<readonly Change[]> {
  const begin = (from: number) => {
    const asked = from < files.length ? ask(files.slice(from, from + MOST_FILES)) : Promise.resolve([]);
    // It is thrown where it is waited for.
    asked.catch(() => undefined);
    return asked;
  };
  let next = begin(0);
  for (let done = 0; done < files.length; ) {
    const changes = await next;
    done += changes.length;
    next = begin(done);
    yield changes;
  }
}
