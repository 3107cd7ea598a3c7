import type * as z from 'zod';
import { apiError } from '../errors.ts';
import { checked } from '../request/validate.ts';
import { oldestFirst, readLines } from './lines.ts';
import { KINDS, type Kind, type Tally } from './report.ts';
import { ASSISTANT, FILE, MESSAGE, STORE, STORE_FILE, THREAD } from './schemas.ts';

const SCHEMAS = {
  file: FILE,
  vector_store: STORE,
  'vector_store.file': STORE_FILE,
  assistant: ASSISTANT,
  thread: THREAD,
  'thread.message': MESSAGE,
} as const satisfies Readonly<Record<Kind, z.ZodType>>;

/** An object of a dump. */
export interface Entry<K extends Kind> {
  readonly line: number;
  /** As it stands there, … */
  readonly given: Readonly<Record<string, unknown>>;
  /** … and as it was understood. */
  readonly value: z.infer<(typeof SCHEMAS)[K]>;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** All that a dump holds, oldest first. */
export type Dump = { readonly [K in Kind]: readonly Entry<K>[] };

/** Reads a dump; of what can't be understood the tally is told. */
export async function readDump(path: string, tally: Tally): Promise<Dump> {
  const entries: Record<Kind, Entry<Kind>[]> = { file: [], vector_store: [], 'vector_store.file': [], assistant: [], thread: [], 'thread.message': [] };
  const others = new Map<string, number>();
  for await (const line of readLines(path)) {
    if ('reason' in line) {
      tally.refuse(line.number, `${line.reason}.`);
      continue;
    }
    const name = String(line.value['object']);
    const kind = KINDS.find((each) => each === name);
    if (!kind) {
      others.set(name, (others.get(name) ?? 0) + 1);
      continue;
    }
    try {
      const value = checked<Entry<Kind>['value']>(line.value, SCHEMAS[kind]);
      entries[kind].push({ line: line.number, given: line.value, value, created: value.created_at });
    } catch (error) {
      const known = apiError(error);
      if (!known) throw error;
      tally.refuse(line.number, known.message);
    }
  }
  for (const [name, count] of others) tally.note(`Not imported: ${count} of the kind “${name}”, for which there is no place.`);
  return Object.fromEntries(KINDS.map((kind) => [kind, oldestFirst(entries[kind])])) as unknown as Dump;
}
