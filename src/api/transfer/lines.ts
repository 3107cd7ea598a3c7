import { createReadStream } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** One of OpenAI's objects in a file, and where it stands. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What a line holds that is no object. */
export interface BadLine {
  readonly number: number;
  readonly reason: string;
}

/** The objects of a file of JSON lines; one that is a list, as a `GET` gives it, stands for its entries. */
export async function* readLines(path: string): AsyncGenerator<Line | BadLine> {
  let number = 0;
  for await (const text of textLines(path)) {
    number++;
    const json = text.replace(/^\uFEFF/, '').trim();
    if (json === '') continue;
    const value = parsed(json);
    const all: readonly unknown[] = isObject(value) && value['object'] === 'list' && Array.isArray(value['data']) ? (value['data'] as unknown[]) : [value];
    for (const each of all) yield isObject(each) ? { number, value: each } : { number, reason: value === undefined ? 'it is no JSON' : 'it is no JSON object' };
  }
}

/** Not by `node:readline`, for which a line ends at U+2028, too: JSON holds that as it is. */
async function* textLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/** Oldest first, as they are kept. Lists are newest first as a rule: what was made in the same second keeps its place among the others. */
export function oldestFirst<T extends { readonly created: number }>(entries: readonly T[]): readonly T[] {
  const falls = entries.some(({ created }, index) => created < (entries[index - 1]?.created ?? -Infinity));
  const rises = entries.some(({ created }, index) => created > (entries[index - 1]?.created ?? Infinity));
  const inOrder = falls && !rises ? entries.toReversed() : entries;
  return inOrder.toSorted((a, b) => a.created - b.created);
}

/** Whether two objects say the same, whatever the order of their fields. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
