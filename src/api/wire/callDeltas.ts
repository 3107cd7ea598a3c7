import type { OpenAI } from 'openai';
import type { CallBody, Item } from '../../core/types/item.ts';
import type { Output } from '../../core/types/output.ts';
import { outputWriter } from './outputs.ts';

type Delta = OpenAI.Beta.Threads.Runs.ToolCallDelta;

/** What is sent of a call while it grows: pure increments, which clients put together by `index`. */
export interface CallDeltas {
  /** Comes first and holds nothing yet: clients show what comes after it. */
  announcement(): Delta;
  /** @param before the call before the delta, and `after` it */
  arguments(delta: string, before: Item, after: Item): Delta | null;
  output(output: Output): Delta | null;
}

/** @param index of the call in its step */
export function callDeltas(call: Item<CallBody>, index: number): CallDeltas {
  const outputs = outputWriter();
  return {
    announcement() {
      switch (call.type) {
        case 'code_interpreter_call':
          return { index, id: call.callId, type: 'code_interpreter', code_interpreter: { input: '', outputs: [] } };
        case 'file_search_call':
          return { index, id: call.callId, type: 'file_search', file_search: {} };
        case 'function_call':
          return { index, id: call.callId, type: 'function', function: { name: call.name, arguments: '', output: null } };
      }
    },
    arguments(delta, before, after) {
      if (after.type === 'function_call') return { index, type: 'function', function: { arguments: delta } };
      if (after.type !== 'code_interpreter_call' || before.type !== 'code_interpreter_call') return null;
      const input = after.code.slice(before.code.length);
      return input === '' ? null : { index, type: 'code_interpreter', code_interpreter: { input } };
    },
    output(output) {
      const growth = outputs.add(output);
      return growth && { index, type: 'code_interpreter', code_interpreter: { outputs: [{ index: growth.index, ...growth.output }] } };
    },
  };
}
