import { createIndentation } from './indentation.ts';

/** Follows a Markdown text character by character, and tells prose from what has to stay as it is: code and JSON. */
export interface Prose {
  /** Whether `next` is prose if it comes next. */
  isProse(next: string): boolean;
  push(character: string): void;
  /** The newest character; empty at the beginning. */
  readonly before: string;
  /** Whether nothing stands in the line yet but space and a quotation's marks. */
  readonly atLineStart: boolean;
}

type Mode =
  | { readonly kind: 'prose' }
  /** A code span, which as many backticks end, or its paragraph’s end. */
  | { readonly kind: 'span'; readonly run: number }
  | { readonly kind: 'fence'; readonly mark: string; readonly run: number; readonly quoted: boolean; readonly part: 'info' | 'code' | 'end' }
  | { readonly kind: 'json'; readonly depth: number; readonly within: 'value' | 'string' | 'escape' };

const PROSE: Mode = { kind: 'prose' };
/** What makes JSON of an opening bracket. `[1]` alone is none: so models cite. */
const JSON_STARTS: Readonly<Record<string, string>> = { '{': '"', '[': '"{[' };
/** All that JSON has outside of its strings, `true`, `false` and `null` by their letters. */
const JSON_VALUE = /[\s{}[\]:,"\d+\-.eEtrufalsn]/;
const FENCE_RUN = 3;

/** Tells, character by character, what of an answer is prose: neither code nor JSON nor escaped. A marker counts in prose alone. */
export function createProse(): Prose {
  let mode: Mode = PROSE;
  const indentation = createIndentation();
  let before = '';
  let escaped = false;
  /** A bracket, with nothing but space after it. */
  let opened = '';
  let atLineStart = true;
  let isQuoted = false;
  /** Backticks or tildes in a row, of which it shows at their end what they mean. */
  let run = { mark: '', length: 0, atLineStart: false };

  function endRun(): void {
    const { mark, length } = run;
    const begins = run.atLineStart && length >= FENCE_RUN;
    run = { mark: '', length: 0, atLineStart: false };
    switch (mode.kind) {
      case 'prose':
        if (begins) mode = { kind: 'fence', mark, run: length, quoted: isQuoted, part: 'info' };
        else if (mark === '`') mode = { kind: 'span', run: length };
        break;
      case 'span':
        if (mark === '`' && length === mode.run) mode = PROSE;
        break;
      case 'fence':
        // A fence’s first line has no backticks: then it is a code span.
        if (mode.part === 'info' && mode.mark === '`' && mark === '`') mode = length === mode.run ? PROSE : { kind: 'span', run: mode.run };
        else if (mode.part === 'code' && begins && mark === mode.mark && length >= mode.run) mode = { ...mode, part: 'end' };
        break;
      case 'json':
        break;
    }
  }

  /** What ends or begins before `next` does. Done twice, it is as if done once. */
  function reach(next: string): void {
    if (run.length > 0 && next !== run.mark) endRun();
    if (mode.kind === 'fence' && mode.quoted && atLineStart && !isQuoted && !/[\s>]/.test(next)) mode = PROSE;
    if (mode.kind === 'json' && (mode.within === 'value' ? !JSON_VALUE.test(next) : next === '\n')) mode = PROSE;
    if (mode.kind === 'prose' && opened && JSON_STARTS[opened]?.includes(next)) mode = { kind: 'json', depth: 1, within: 'value' };
  }

  function pushJson(json: Extract<Mode, { kind: 'json' }>, character: string): void {
    if (json.within === 'escape') mode = { ...json, within: 'string' };
    else if (json.within === 'string') mode = { ...json, within: character === '\\' ? 'escape' : character === '"' ? 'value' : 'string' };
    else if (character === '"') mode = { ...json, within: 'string' };
    else if ('{['.includes(character)) mode = { ...json, depth: json.depth + 1 };
    else if ('}]'.includes(character)) mode = json.depth > 1 ? { ...json, depth: json.depth - 1 } : PROSE;
  }

  function endLine(): void {
    if (mode.kind === 'span' && atLineStart) mode = PROSE;
    if (mode.kind === 'fence') mode = mode.part === 'end' ? PROSE : { ...mode, part: 'code' };
    atLineStart = true;
    isQuoted = false;
  }

  return {
    get before() {
      return before;
    },
    get atLineStart() {
      return atLineStart;
    },
    isProse(next) {
      reach(next);
      return mode.kind === 'prose' && !indentation.isCode(next);
    },
    push(character) {
      reach(character);
      const isSpace = /\s/.test(character);
      const isIndented = mode.kind === 'prose' && indentation.isCode(character);
      indentation.push(character);
      if (mode.kind === 'json') pushJson(mode, character);
      else if (!isIndented && isRun(character)) run = { mark: character, length: run.length + 1, atLineStart: run.length > 0 ? run.atLineStart : atLineStart };
      else if (mode.kind === 'fence' && mode.part === 'end' && !isSpace) mode = { ...mode, part: 'code' };
      if (mode.kind !== 'prose' || escaped) opened = '';
      else if (!isSpace) opened = character in JSON_STARTS ? character : '';
      escaped = mode.kind === 'prose' && character === '\\' && !escaped;
      before = character;
      if (character === '\n') endLine();
      else if (character === '>') isQuoted ||= atLineStart;
      else if (!isSpace) atLineStart = false;
    },
  };

  function isRun(character: string): boolean {
    if (character === '`') return !escaped;
    return character === '~' && (atLineStart || run.length > 0);
  }
}
