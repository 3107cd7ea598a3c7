import type { OpenAI } from 'openai';
import type { Frame } from './lanes.ts';

type CallDelta = OpenAI.Beta.Threads.Runs.ToolCallDelta;

/** Two events as one that says the same, where both are pieces of one text that grows; else null. */
export function joined(one: Frame, other: Frame): Frame | null {
  if (one.event === 'thread.message.delta' && other.event === 'thread.message.delta') {
    const [before, after] = [one.data.delta.content, other.data.delta.content];
    if (one.data.id !== other.data.id || before?.length !== 1 || after?.length !== 1) return null;
    const [a, b] = [before[0], after[0]];
    if (a?.type !== 'text' || b?.type !== 'text' || a.index !== b.index) return null;
    const text = { value: (a.text?.value ?? '') + (b.text?.value ?? ''), annotations: [...(a.text?.annotations ?? []), ...(b.text?.annotations ?? [])] };
    return { event: one.event, data: { ...one.data, delta: { content: [{ index: a.index, type: 'text', text }] } } };
  }
  if (one.event === 'thread.run.step.delta' && other.event === 'thread.run.step.delta') {
    const [before, after] = [one.data.delta.step_details, other.data.delta.step_details];
    if (one.data.id !== other.data.id || before?.type !== 'tool_calls' || after?.type !== 'tool_calls') return null;
    const [a, b] = [before.tool_calls, after.tool_calls];
    const call = a?.length === 1 && b?.length === 1 && a[0] && b[0] ? joinedCall(a[0], b[0]) : null;
    return call && { event: one.event, data: { ...one.data, delta: { step_details: { type: 'tool_calls', tool_calls: [call] } } } };
  }
  return null;
}

function joinedCall(one: CallDelta, other: CallDelta): CallDelta | null {
  // What announces a call holds nothing yet, and has to come first.
  if (one.index !== other.index || one.id !== undefined || other.id !== undefined) return null;
  if (one.type === 'function' && other.type === 'function') {
    return { index: one.index, type: 'function', function: { arguments: (one.function?.arguments ?? '') + (other.function?.arguments ?? '') } };
  }
  if (one.type !== 'code_interpreter' || other.type !== 'code_interpreter') return null;
  const [a, b] = [one.code_interpreter, other.code_interpreter];
  if (a?.input !== undefined && b?.input !== undefined) return { index: one.index, type: 'code_interpreter', code_interpreter: { input: a.input + b.input } };
  const [before, after] = [a?.outputs?.[0], b?.outputs?.[0]];
  if (before?.type !== 'logs' || after?.type !== 'logs' || before.index !== after.index) return null;
  const output = { index: before.index, type: 'logs', logs: (before.logs ?? '') + (after.logs ?? '') } as const;
  return { index: one.index, type: 'code_interpreter', code_interpreter: { outputs: [output] } };
}
