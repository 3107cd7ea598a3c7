import assert from 'node:assert/strict';
import { errorInfo } from '../../../src/core/types/errors.ts';
import { C } from '../../fixtures/providers/chunks.ts';
import { OK, startGateway, type Gateway, type Given } from '../../fixtures/providers/gateway.ts';
import { completionsAt } from './adapters.ts';
import { ask, take, TOOLS } from './turn.ts';

const GROQ = { message: 'Tool call validation failed', code: 'tool_use_failed', failed_generation: '<f>{}', status_code: 400 };

suite('a call that its server can’t read', () => {
  let gateway: Gateway;
  setup(async () => {
    gateway = await startGateway();
  });
  teardown(() => gateway.close());

  const refusals: readonly (readonly [what: string, given: Given, written: string])[] = [
    ['in a stream', [{ error: GROQ }], '<f>{}'],
    ['by its status', { status: 400, body: { error: GROQ } }, '<f>{}'],
    ['by Ollama', { status: 500, body: { error: { message: "error parsing tool call: raw='{\"q', err=unexpected end of JSON input" } } }, '{"q'],
    ['by Gemini', [C({}, 'MALFORMED_FUNCTION_CALL')], '(a call that could not be read)'],
  ];
  for (const [what, given, written] of refusals) {
    test(`is told to the model, which is asked anew (${what})`, async () => {
      const answers: Given[] = [given];
      gateway.on('chat/completions', () => answers.shift() ?? OK);
      const { text, error, waited } = await take(completionsAt(gateway.url), ask('x', { tools: TOOLS }));
      assert.deepEqual([text, error, waited], ['ok', null, []]);
      const [first, second, ...more] = gateway.asked['chat/completions'];
      assert.equal(more.length, 0);
      const [said, told] = second?.messages?.slice(first?.messages?.length) ?? [];
      assert.deepEqual(said, { role: 'assistant', content: written });
      assert.match(String(told?.content), /no valid call/);
    });
  }

  test('again and again is a failure with a sentence, after three requests of which none is like another', async () => {
    gateway.on('chat/completions', () => [{ error: GROQ }]);
    const { error } = await take(completionsAt(gateway.url), ask('x', { tools: TOOLS }));
    assert.match(errorInfo(error).message, /can’t read: Tool call validation failed; try again, or choose another model\.$/);
    const asked = gateway.asked['chat/completions'].map((body) => JSON.stringify(body));
    assert.deepEqual([asked.length, new Set(asked).size], [3, 3]);
  });

  for (const [code, asked] of [[400, 1], [422, 1], [503, 3]] as const) {
    test(`an error in a stream with the status ${code} is asked ${asked === 1 ? 'once' : 'again'}`, async () => {
      gateway.on('chat/completions', () => [{ error: { message: 'No', status_code: code } }]);
      await take(completionsAt(gateway.url), ask('x'));
      assert.equal(gateway.asked['chat/completions'].length, asked);
    });
  }
});
