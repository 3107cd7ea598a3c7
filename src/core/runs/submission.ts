import type { RunStatus } from '../types/run.ts';
import { DocentError } from '../types/errors.ts';
import type { FunctionCall, Item } from '../types/item.ts';
import { newItem } from '../types/newItem.ts';

/** What the caller says a call of its own function gave. */
export interface CallOutput {
  readonly callId: string;
  readonly output: string;
}

/** The calls whose outputs a waiting run waits for. */
export function openCalls(items: readonly Item[], runId: string): readonly Item<FunctionCall>[] {
  return items.filter((item): item is Item<FunctionCall> => {
    return item.type === 'function_call' && item.runId === runId && item.status === 'in_progress';
  });
}

/**
 * The calls ended, each with its output.
 * @throws DocentError `outputs_incomplete` unless there is exactly one output for each call
 */
export function answered(calls: readonly Item<FunctionCall>[], outputs: readonly CallOutput[]): readonly Item[] {
  const expected = calls.map(({ callId }) => callId);
  const got = outputs.map(({ callId }) => callId);
  if (expected.length !== got.length || expected.some((id) => !got.includes(id))) {
    const list = (ids: readonly string[]) => `[${ids.map((id) => `'${id}'`).join(', ')}]`;
    throw new DocentError('outputs_incomplete', `Expected tool outputs for call_ids ${list(expected)}, got ${list(got)}`);
  }
  const ended = calls.map((call): Item => ({ ...call, status: 'completed', endedAt: Date.now() }));
  const given = calls.map(({ threadId, runId, turn, callId }): Item => {
    const output = outputs.find((each) => each.callId === callId)?.output ?? '';
    return newItem({ type: 'function_call_output', callId, output }, { threadId, runId, turn }, 'completed');
  });
  return [...ended, ...given];
}

/** Why outputs that come too late, or twice, are not taken. */
export function notWaiting(status: RunStatus | 'deleted'): DocentError {
  return new DocentError('run_not_waiting', `Runs in status "${status}" do not accept tool outputs.`);
}
