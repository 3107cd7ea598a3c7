import { ANSWER } from '../../limits/limits.ts';
import { newId } from '../../types/id.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { ModelEvent } from '../model.ts';
import { BESIDES } from '../profile/inward/thoughts.ts';
import { MARKS, writtenCalls, type WrittenCall } from '../profile/inward/writtenCalls.ts';

/** An answer with the calls found in what a model says, whether it was told of its tools by the API’s means or in words. */
export async function* withTextCalls(answer: AsyncIterable<ModelEvent>, tools: readonly ToolDefinition[]): AsyncGenerator<ModelEvent> {
  if (tools.length === 0) return yield* answer;
  const calls = textCallReader(tools);
  for await (const event of answer) {
    if (event.type === 'text') {
      yield* calls.push(event.delta);
      // It invents the result of its call; nobody need listen any longer.
      if (calls.isOver) return yield { type: 'end', reason: 'stop' };
    } else {
      if (!BESIDES.has(event.type)) yield* calls.end();
      yield event;
    }
  }
}

interface TextCallReader {
  push(delta: string): Generator<ModelEvent>;
  /** Nothing more comes. */
  end(): Generator<ModelEvent>;
  /** Whether the model says something after a call. */
  readonly isOver: boolean;
}

/** A line that begins or ends a block of code, and what may become one. */
const FENCE = /^ {0,3}```/;
const MAY_BE_FENCE = /^ {0,3}`{0,2}$/;
/** How a line begins that may be a call. */
const CANDIDATE = /^ {0,3}(`{1,3}(?!`)|[{[<]|functools)/;
/** What ends a call in the formats of models. */
const CLOSING = /^(?:[\s,;]|<\/[\w=]+>|<\|?\/?[\w/]+\|>|\[\/TOOL_CALLS\]|```(?=\s|$))+/;
const MAY_BE_CLOSING = /^(<[^>]{0,40}|`{1,2}|\[\/?[A-Z_]{0,12})$/;
/** Held text as long as this is read again only when it has grown by a quarter, or ends: else each piece would cost all before it. */
const LONG = 2_000;

/** What is no call is said as it comes, but for what may become one. Within a block of code that is none nothing is looked for. */
function textCallReader(tools: readonly ToolDefinition[]): TextCallReader {
  /** What was not said yet. */
  let held = '';
  /** Nothing of the line was. */
  let isLineStart = true;
  /** The backquotes in what was said of the line. */
  let quotes = 0;
  let inCode = false;
  let hasCalled = false;
  let isOver = false;
  /** What is held is read again when it is as long as this. */
  let next = 0;

  function* say(text: string): Generator<ModelEvent> {
    held = held.slice(text.length);
    if (text === '') return;
    const newline = text.lastIndexOf('\n');
    quotes = (newline < 0 ? quotes : 0) + quotesIn(text.slice(newline + 1));
    isLineStart = newline === text.length - 1;
    yield { type: 'text', delta: text };
  }

  function* call(calls: readonly WrittenCall[]): Generator<ModelEvent> {
    hasCalled = true;
    for (const { name, arguments: delta } of calls) {
      const callId = newId('call_');
      yield { type: 'call', callId, name };
      yield { type: 'arguments', callId, delta };
    }
  }

  /** The place where a call may begin in the line that is held; -1 where none does. */
  function candidate(rest: string): number {
    if (isLineStart && CANDIDATE.test(rest)) return 0;
    const places = MARKS.map((mark) => rest.indexOf(mark)).filter((at) => at >= 0);
    const at = places.length > 0 ? Math.min(...places) : -1;
    return at >= 0 && (quotes + quotesIn(rest.slice(0, at))) % 2 === 0 ? at : -1;
  }

  /** @returns whether there is more to do with what is held */
  function* readLine(isEnd: boolean): Generator<ModelEvent, boolean> {
    const newline = held.indexOf('\n');
    const rest = newline < 0 ? held : held.slice(0, newline + 1);
    const isPart = newline < 0 && !isEnd;
    if (inCode) {
      if (isPart && isLineStart && MAY_BE_FENCE.test(rest)) return false;
      if (isLineStart && FENCE.test(rest)) inCode = false;
      yield* say(rest);
      return true;
    }
    if (isPart && isLineStart && /^ {0,3}$/.test(rest)) return false;
    const at = candidate(rest);
    if (at < 0) {
      const end = isPart ? heldFrom(rest) : rest.length;
      yield* say(rest.slice(0, end));
      return end === rest.length;
    }
    yield* say(rest.slice(0, at));
    const found = held.length > ANSWER.heldCall.max ? 'none' : writtenCalls(held, tools, isEnd);
    if (found === 'open') return false;
    if (found !== 'none') {
      held = held.slice(found.end);
      yield* call(found.value);
    } else if (isLineStart && FENCE.test(held)) {
      if (newline >= 0) inCode = !/^ {0,3}```[^\n]*`/.test(rest);
      yield* say(rest.slice(at));
    } else {
      yield* say(held.slice(0, /^ *./s.exec(held)?.[0].length));
    }
    return true;
  }

  /** After a call there may be others, and what belongs to its form; all else is over. */
  function* readAfter(isEnd: boolean): Generator<ModelEvent, boolean> {
    const found = writtenCalls(held.trimStart(), tools, isEnd);
    if (typeof found !== 'string') {
      held = held.trimStart().slice(found.end);
      yield* call(found.value);
      return true;
    }
    const rest = held.replace(CLOSING, '');
    if (rest === held || rest === '') {
      if (found === 'none' && rest !== '' && (isEnd || !MAY_BE_CLOSING.test(rest))) {
        isOver = true;
        held = '';
      }
      if (rest === '' && found === 'none') held = '';
      return false;
    }
    held = rest;
    return true;
  }

  function* read(isEnd: boolean): Generator<ModelEvent> {
    while (held !== '' && !isOver && (yield* hasCalled ? readAfter(isEnd) : readLine(isEnd)));
  }

  return {
    *push(delta) {
      held += delta;
      if (held.length < next) return;
      yield* read(false);
      next = held.length > LONG ? held.length * 1.25 : 0;
    },
    *end() {
      yield* read(true);
      held = '';
    },
    get isOver() {
      return isOver;
    },
  };
}

function quotesIn(text: string): number {
  return text.match(/`/g)?.length ?? 0;
}

/** From where on a text may be the beginning of a mark. */
function heldFrom(text: string): number {
  const at = Math.max(text.lastIndexOf('<'), text.lastIndexOf('['), text.lastIndexOf('functools'));
  return at >= 0 && MARKS.some((mark) => mark.startsWith(text.slice(at))) ? at : text.length;
}
