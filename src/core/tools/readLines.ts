import { hash } from 'node:crypto';
import type { VectorStore } from '../knowledge/vectorStore.ts';
import type { FileRef, LineRange, Passage } from '../types/citation.ts';
import { DocentError } from '../types/errors.ts';
import { withinTokens } from '../types/passageText.ts';
import { AROUND_LINES, lineRequest, type LineRequest } from './lineRequest.ts';
import { storesOf } from './fileSearch.ts';
import type { Tool, ToolContext } from './tool.ts';

/** Each passage is cited by itself: a reader is led to a place, not to a page. */
const PASSAGE_LINES = 20;
/** A line of data or of minified code says nothing after that. */
const LINE_CHARS = 400;
/** Tokens that a call brings where the room is larger or unknown: about three hundred lines of code. */
const TOKENS = 3_000;
/** The call itself, and what stands around the passages. */
const AROUND_TOKENS = 60;

type Read = Pick<VectorStore, 'find' | 'text'>;

/** Reads on in what the index has: around a passage, or in a file. What it gives is passages, to cite like those of a search. */
export function createReadLines(storeOf: (id: string) => Read | Promise<Read>): Tool {
  return {
    definition: {
      name: 'read_lines',
      description: 'Reads lines of an indexed file, or around a passage.',
      parameters: {
        type: 'object',
        properties: { lines: { type: 'string', description: 'path:from-to or passage number' } },
        required: ['lines'],
      },
      strict: null,
    },
    itemType: 'file_search_call',
    sideEffects: false,
    async run(args, context) {
      const asked = lineRequest(placeIn(args));
      if (!asked) throw new DocentError('bad_arguments', 'read_lines needs “lines”: a path with lines, such as src/a.ts:10-60, or the number of a passage.');
      const stores = await Promise.all(storesOf(context).map((id) => storeOf(id)));
      const { file, lines } = asked.kind === 'around' ? around(asked.passage, context) : await inFile(asked, stores);
      const text = await firstText(stores, file.id);
      if (text === null) throw notThere(file.path);
      const all = text.split('\n');
      if (lines.start > all.length) throw new DocentError('no_such_lines', `${file.path} has ${all.length} lines only.`);
      const wanted = passagesIn(file, all, { start: lines.start, end: Math.min(lines.end, all.length) });
      const room = await context.room();
      const passages = withinTokens(wanted, room === null ? TOKENS : Math.min(TOKENS, room - AROUND_TOKENS));
      const last = passages.at(-1)?.lines.end ?? 0;
      const rest = last < all.length ? `It goes on to line ${all.length}.` : 'That is its end.';
      return { type: 'passages', passages, note: rest };
    },
  };
}

/** Some models give a number, or path and lines by themselves. */
function placeIn(args: unknown): string {
  if (typeof args !== 'object' || args === null) return '';
  const { lines, path, file, from, to } = args as Readonly<Record<string, unknown>>;
  const place = path ?? file;
  if (typeof place !== 'string') return typeof lines === 'string' || typeof lines === 'number' ? String(lines) : '';
  const range = typeof lines === 'string' ? lines : [from, to].filter((line) => line !== undefined).join('-');
  return range ? `${place}:${range}` : place;
}

function around(number: number, { passages }: ToolContext): { readonly file: FileRef; readonly lines: LineRange } {
  const passage = passages().find((each) => each.number === number);
  if (!passage) throw new DocentError('no_such_passage', `There is no passage ${number}.`);
  const { file, lines } = passage;
  return { file, lines: { start: Math.max(1, lines.start - AROUND_LINES), end: lines.end + AROUND_LINES } };
}

async function inFile({ path, lines }: Extract<LineRequest, { kind: 'file' }>, stores: readonly Read[]) {
  const found = (await Promise.all(stores.map((store) => store.find(path)))).flat();
  const [file, ...others] = found;
  if (!file) throw notThere(path);
  if (others.length > 0) throw new DocentError('many_files', `Several files end so: ${found.map((each) => each.path).join(', ')}. Name one of them.`);
  return { file, lines: lines ?? { start: 1, end: Infinity } };
}

function notThere(path: string): DocentError {
  return new DocentError('no_such_file', `There is no “${path}” among the files; find its path by file_search.`);
}

async function firstText(stores: readonly Read[], id: string): Promise<string | null> {
  for (const store of stores) {
    const text = await store.text(id);
    if (text !== null) return text;
  }
  return null;
}

function passagesIn(file: FileRef, all: readonly string[], { start, end }: LineRange): readonly Passage[] {
  return Array.from({ length: Math.ceil((end - start + 1) / PASSAGE_LINES) }, (_, index) => {
    const from = start + index * PASSAGE_LINES;
    const lines = { start: from, end: Math.min(from + PASSAGE_LINES - 1, end) };
    const text = all.slice(lines.start - 1, lines.end).map((line) => (line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line)).join('\n');
    return { file, lines, focus: lines, page: null, text, hash: hash('sha256', text), score: 1 };
  });
}
