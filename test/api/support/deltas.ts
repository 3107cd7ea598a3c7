import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';

type Event = OpenAI.Beta.AssistantStreamEvent;
type Content = OpenAI.Beta.Threads.MessageContent;

/** What clients that put a stream together by themselves have of each message and call: exactly what its end says. */
export function checkDeltas(events: readonly Event[]): void {
  const messages = new Map<string, Content[]>();
  const calls = new Map<string, OpenAI.Beta.Threads.Runs.ToolCall[]>();
  for (const { event, data } of events) {
    if (event === 'thread.message.created') messages.set(data.id, []);
    else if (event === 'thread.message.delta') for (const part of data.delta.content ?? []) addPart(messages.get(data.id), part);
    else if (event === 'thread.message.completed' || event === 'thread.message.incomplete') assert.deepEqual(data.content, messages.get(data.id));
    else if (event === 'thread.run.step.created') calls.set(data.id, []);
    else if (event === 'thread.run.step.delta') {
      const { step_details } = data.delta;
      if (step_details?.type === 'tool_calls') for (const call of step_details.tool_calls ?? []) addCall(calls.get(data.id), call);
    } else if (event === 'thread.run.step.completed' && data.step_details.type === 'tool_calls' && calls.has(data.id)) {
      assert.deepEqual(data.step_details.tool_calls.map(withoutResults), calls.get(data.id));
    }
  }
}

function addPart(content: Content[] | undefined, part: OpenAI.Beta.Threads.MessageContentDelta): void {
  assert.ok(content, 'A delta comes after its message.');
  const { index, ...more } = part;
  const before = content[index];
  if (more.type === 'text' && before?.type === 'text') {
    before.text.value += more.text?.value ?? '';
    for (const { index: place, ...annotation } of more.text?.annotations ?? []) before.text.annotations[place] = annotation as OpenAI.Beta.Threads.Annotation;
  } else {
    assert.equal(before, undefined, 'Only text grows.');
    const annotations = more.type === 'text' ? (more.text?.annotations ?? []).map(({ index: _, ...annotation }) => annotation) : [];
    content[index] = (more.type === 'text' ? { type: 'text', text: { value: more.text?.value, annotations } } : more) as Content;
  }
}

function addCall(calls: OpenAI.Beta.Threads.Runs.ToolCall[] | undefined, delta: OpenAI.Beta.Threads.Runs.ToolCallDelta): void {
  assert.ok(calls, 'A delta comes after its step.');
  const { index, ...more } = delta;
  const before = calls[index];
  if (!before) {
    calls[index] = structuredClone(more) as OpenAI.Beta.Threads.Runs.ToolCall;
  } else if (more.type === 'function' && before.type === 'function') {
    before.function.arguments += more.function?.arguments ?? '';
  } else if (more.type === 'code_interpreter' && before.type === 'code_interpreter') {
    before.code_interpreter.input += more.code_interpreter?.input ?? '';
    for (const { index: place, ...output } of more.code_interpreter?.outputs ?? []) {
      const known = before.code_interpreter.outputs[place];
      if (known?.type === 'logs' && output.type === 'logs') known.logs += output.logs;
      else before.code_interpreter.outputs[place] = output as typeof before.code_interpreter.outputs[number];
    }
  }
}

/** What comes with the end alone: passages, and what a function gave. */
function withoutResults(call: OpenAI.Beta.Threads.Runs.ToolCall): unknown {
  if (call.type === 'file_search') return { ...call, file_search: {} };
  if (call.type === 'function') return { ...call, function: { ...call.function, output: null } };
  return call;
}
