import assert from 'node:assert/strict';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { ModelEvent } from '../../../../src/core/models/model.ts';
import { answerReader } from '../../../../src/core/models/responses/answer.ts';
import type { Container } from '../../../../src/core/models/responses/container.ts';

const EMPTY: Container = { id: 'cntr', moved: new Map(), drawn: () => undefined, charge: () => 0, ran: async () => {}, async *made() {} };

/** What a server sends that is not OpenAI's, read by the letter. */
async function read(...events: readonly object[]): Promise<ModelEvent[]> {
  const reader = answerReader('m', EMPTY, () => new Error('failed'));
  const all: ModelEvent[] = [];
  for (const event of events) for await (const told of reader.read(event as ResponseStreamEvent)) all.push(told);
  return all;
}

suite('responses of servers that leave something out', () => {
  const call = { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{"a":1}' };

  test('no deltas: texts, refusals and arguments come whole', async () => {
    const events = await read(
      { type: 'response.output_text.done', output_index: 0, content_index: 0, text: 'Hello' },
      { type: 'response.refusal.done', output_index: 0, content_index: 1, refusal: 'No.' },
      { type: 'response.output_item.added', output_index: 1, item: { ...call, arguments: '' } },
      { type: 'response.output_item.done', output_index: 1, item: call },
    );
    assert.deepEqual(events, [
      { type: 'text', delta: 'Hello' },
      { type: 'text', delta: 'No.' },
      { type: 'call', callId: 'c1', name: 'f' },
      { type: 'arguments', callId: 'c1', delta: '{"a":1}' },
    ]);
  });

  test('what was streamed is not said again; what is missing at its end is added', async () => {
    const events = await read(
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Hel' },
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'lo' },
      { type: 'response.output_text.done', output_index: 0, content_index: 0, text: 'Hello' },
      { type: 'response.output_item.added', output_index: 1, item: { ...call, arguments: '' } },
      { type: 'response.function_call_arguments.delta', output_index: 1, delta: '{"a"' },
      { type: 'response.output_item.done', output_index: 1, item: call },
    );
    assert.deepEqual(
      events.map((event) => ('delta' in event ? event.delta : event.type)),
      ['Hel', 'lo', 'call', '{"a"', ':1}'],
    );
  });

  test('no deltas of hosted code', async () => {
    const code = { type: 'code_interpreter_call', id: 'ci', code: 'print("é")', outputs: null, status: 'completed' };
    const events = await read({ type: 'response.output_item.done', output_index: 0, item: code });
    const json = events.map((event) => (event.type === 'arguments' ? event.delta : '')).join('');
    assert.deepEqual(JSON.parse(json), { code: 'print("é")' });
    assert.deepEqual(events.at(-1), { type: 'hosted.done', callId: 'ci', error: null });
  });

  test('no beginning of an item', async () => {
    const events = await read({ type: 'response.output_item.done', output_index: 0, item: call });
    assert.deepEqual(events.map(({ type }) => type), ['call', 'arguments']);
  });

  test('no count, or half of one', async () => {
    const end = { type: 'end', reason: 'stop' };
    assert.deepEqual(await read({ type: 'response.completed', response: {} }), [end]);
    const usage = { inputTokens: 5, cachedTokens: 0, outputTokens: 2, reasoningTokens: 0, estimated: false };
    const events = await read({ type: 'response.completed', response: { usage: { input_tokens: 5, output_tokens: 2 } } });
    assert.deepEqual(events, [{ type: 'usage', usage }, end]);
  });

  test('several summaries are paragraphs', async () => {
    const at = { output_index: 0, item_id: 'rs' };
    const events = await read(
      { type: 'response.reasoning_summary_part.added', summary_index: 0, ...at },
      { type: 'response.reasoning_summary_text.delta', delta: 'One.', ...at },
      { type: 'response.reasoning_summary_part.added', summary_index: 1, ...at },
      { type: 'response.reasoning_summary_text.delta', delta: 'Two.', ...at },
    );
    assert.equal(events.map((event) => (event.type === 'reasoning' ? event.delta : '')).join(''), 'One.\n\nTwo.');
  });
});
