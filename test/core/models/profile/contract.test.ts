import assert from 'node:assert/strict';
import { messageText } from '../../../../src/core/types/item.ts';
import { C, CALLED, COMPLETED, itemDone, K, T, type Event } from '../../../fixtures/providers/chunks.ts';
import { says } from '../../../fixtures/providers/ollama/ollama.ts';
import type { Answer, Provider } from '../../../fixtures/providers/provider.ts';
import { PROVIDER_NAMES, PROVIDERS, type ProviderName } from '../../../fixtures/providers/rules.ts';
import { openThreadRoom, type ThreadRoom } from './room.ts';

const SIGNATURE = { extra_content: { google: { thought_signature: 'SIG' } } };

/** Two calls at once, as the provider's own models make them. */
function twoCalls(name: ProviderName, turn: number): readonly Event[] {
  const [first, second] = [`${name}CallAAA`.replace(/\W/g, '').slice(0, 8) + turn, `${name}CallBBB`.replace(/\W/g, '').slice(0, 7) + `b${turn}`];
  if (answersBy(name) === 'responses') {
    const call = (id: string, tool: string, args: string) => ({ type: 'function_call', id: `fc_${id}`, call_id: id, name: tool, arguments: args });
    const thought = { type: 'reasoning', id: `rs_${turn}`, summary: [], encrypted_content: 'sealed' };
    return [itemDone(thought), itemDone(call(first, 't', `{"n":${turn}}`), 1), itemDone(call(second, 'file_search', `{"query":"${turn}"}`), 2), COMPLETED];
  }
  if (answersBy(name) === 'api/chat') {
    const calls = [{ function: { name: 't', arguments: { n: turn } } }, { function: { name: 'file_search', arguments: { query: String(turn) } } }];
    return [says({ thinking: 'hm' }), says({ tool_calls: calls })];
  }
  const thought = name === 'DEEPSEEK' ? [C({ reasoning_content: 'hm' })] : [];
  const more = name === 'GEMINI' ? SIGNATURE : {};
  return [...thought, K(0, first, 't', `{"n":${turn}}`, more), K(1, second, 'file_search', `{"query":"${turn}"}`), CALLED];
}

/** By which API a provider answers whoever does not know which it has. */
function answersBy(name: ProviderName): 'responses' | 'chat/completions' | 'api/chat' {
  const rules = PROVIDERS[name];
  if (rules.api === 'api/chat') return rules.api;
  return rules.api === 'responses' || ('also' in rules && (rules.also as readonly string[]).includes('responses')) ? 'responses' : 'chat/completions';
}

function begins(name: ProviderName): Answer {
  if (answersBy(name) === 'api/chat') return { open: [says({ content: 'Well, ' })] };
  if (answersBy(name) === 'chat/completions') return { open: [T('Well, ')] };
  return { open: [{ type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Well, ' }] };
}

suite('each provider, of which nothing is known but its address', () => {
  let room: ThreadRoom;
  setup(async () => {
    room = await openThreadRoom();
  });
  teardown(() => room.close());

  for (const name of PROVIDER_NAMES) {
    test(`${name}: three questions with two calls each, a stop, a failure and another model in between`, async () => {
      const [provider, other] = [await room.provider(name, 'auto'), await room.provider('ANY')];
      const question = async (turn: number) => {
        provider.script(twoCalls(name, turn));
        await room.completes(provider, `Question ${turn}?`);
      };
      await question(1);
      provider.script(begins(name));
      assert.equal((await room.stops(provider, 'And that?')).status, 'cancelled');
      await question(2);
      provider.script(twoCalls(name, 7), { status: 400, body: { error: { message: 'boom', type: 'invalid_request_error' } } });
      const failed = await room.ask(provider, 'And this?');
      assert.equal(failed.status, 'failed');
      assert.match(failed.error?.message ?? '', /boom/);
      await detour(other);
      await question(3);

      const items = await room.items();
      const answers = items.flatMap((item) => (item.type === 'message' && item.role === 'assistant' ? [messageText(item)] : []));
      assert.deepEqual(answers, ['ok', 'Well, ', 'ok', 'ok', 'ok']);
      const results = items.flatMap((item) => (item.type === 'function_call_output' ? [item.output] : []));
      assert.deepEqual(results, Array.from({ length: 5 }, () => 'result'));
      // What a provider wants is learned by one refusal at most, once for each thing that others left in the thread.
      assert.ok(provider.refused.length <= 2, JSON.stringify(provider.refused.at(-1)));
      assert.equal(new Set(provider.taken.slice(1).map(({ route }) => route)).size, 1, 'it is asked by one API');
    });
  }

  /** A question to another model, which calls a tool under an id of its own kind. */
  async function detour(other: Provider): Promise<void> {
    other.script([C({ reasoning_content: 'its own thought' }), K(0, `call_${'z'.repeat(60)}`, 't', '{}'), CALLED]);
    await room.completes(other, 'What do you say?');
  }
});
