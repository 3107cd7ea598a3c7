import { newId } from '../../types/id.ts';
import { parsedJson } from '../../text/json.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { ModelEvent } from '../model.ts';

/** An answer with the calls found in what a model says that was told of its tools in words. */
export async function* withTextCalls(answer: AsyncIterable<ModelEvent>, tools: readonly ToolDefinition[]): AsyncGenerator<ModelEvent> {
  const calls = textCallReader(tools);
  for await (const event of answer) {
    if (event.type === 'text') {
      yield* calls.push(event.delta);
      // It invents the result of its call; nobody need listen any longer.
      if (calls.isOver) return yield { type: 'end', reason: 'stop' };
    } else {
      if (event.type === 'end') yield* calls.end();
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
const MAY_BE_FENCE = /^ {0,3}`{0,2}$|^ {0,3}```/;

/** A block that holds a JSON object and names one of the tools is a call; all else is said as it comes, but for what may become one. */
function textCallReader(tools: readonly ToolDefinition[]): TextCallReader {
  /** The line that is not whole yet, as far as it was not said. */
  let held = '';
  /** The part of the line before has been said. */
  let isMidLine = false;
  /** A block that may be a call, from its fence on. */
  let block: string | null = null;
  /** Within a block that is none. */
  let inCode = false;
  let hasCalled = false;
  let isOver = false;

  function* say(text: string): Generator<ModelEvent> {
    if (hasCalled) isOver ||= text.trim() !== '';
    else if (text) yield { type: 'text', delta: text };
  }

  function* readLine(line: string): Generator<ModelEvent> {
    const isFence = !isMidLine && FENCE.test(line);
    isMidLine = false;
    if (block !== null) {
      block += line;
      if (isFence) yield* closeBlock(block);
      else if (!mayBeObject(block)) {
        yield* say(block);
        block = null;
        inCode = true;
      }
    } else if (isFence && !inCode) {
      block = line;
    } else {
      if (isFence) inCode = false;
      yield* say(line);
    }
  }

  function* closeBlock(whole: string): Generator<ModelEvent> {
    block = null;
    const call = callIn(whole, tools);
    if (!call) return yield* say(whole);
    const callId = newId('call_');
    hasCalled = true;
    yield { type: 'call', callId, name: call.name };
    yield { type: 'arguments', callId, delta: call.arguments };
  }

  return {
    *push(delta) {
      const lines = (held + delta).split('\n');
      held = lines.pop() ?? '';
      for (const line of lines) yield* readLine(`${line}\n`);
      if (held === '' || block !== null || (!isMidLine && MAY_BE_FENCE.test(held))) return;
      yield* say(held);
      isMidLine = true;
      held = '';
    },
    *end() {
      if (held) yield* readLine(held);
      held = '';
      // Some models end without the last fence.
      if (block !== null) yield* closeBlock(block);
    },
    get isOver() {
      return isOver;
    },
  };
}

function mayBeObject(block: string): boolean {
  return /^(\s*$|\s*\{)/.test(inner(block));
}

/** What is between the fences. */
function inner(block: string): string {
  return block.replace(/^.*\n?/, '').replace(/\n? {0,3}```.*\n?$/, '');
}

function callIn(block: string, tools: readonly ToolDefinition[]): { readonly name: string; readonly arguments: string } | null {
  const value = parsedJson(inner(block));
  if (typeof value !== 'object' || value === null || !('name' in value) || !('arguments' in value)) return null;
  const tool = tools.find(({ name }) => name === value.name);
  return tool && typeof value.arguments === 'object' ? { name: tool.name, arguments: JSON.stringify(value.arguments ?? {}) } : null;
}
