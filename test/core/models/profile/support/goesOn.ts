import { C, CALLED, K, STOP, T, type Event } from '../../../../fixtures/providers/chunks.ts';
import { PROVIDERS, type ProviderName } from '../../../../fixtures/providers/rules.ts';
import { openThreadRoom, type ThreadRoom } from '../room.ts';

const SIGNATURE = { extra_content: { google: { thought_signature: 'SIG+/=' } } };
const LONG_ID = `call_${'x'.repeat(60)}`;

/** What a model may say at first; whatever that is, the thread goes on. */
const SAID: Readonly<Record<string, readonly Event[]>> = {
  'a call with a thought': [C({ reasoning_content: 'hm' }), K(0, 'call_00_a', 't', '{}'), CALLED],
  'a call with a signature': [K(0, 'x', 't', '{}', SIGNATURE), CALLED],
  'a thought in parts': [C({ reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'hm' }] }), K(0, 'x', 't', '{}'), CALLED],
  'a name with a mark of the model’s format': [K(0, 'x', 't<|channel|>commentary', '{}'), CALLED],
  'a name with a dot': [K(0, 'x', 'functions.t', '{}'), CALLED],
  'a name of no tool': [K(0, 'x', 'größe (neu)', '{}'), CALLED],
  'a name too long': [K(0, 'x', 'n'.repeat(300), '{}'), CALLED],
  'no name': [K(0, 'x', '', '{}'), CALLED],
  'a long id': [K(0, LONG_ID, 't', '{}'), CALLED],
  'no id': [K(0, null, 't', '{}'), CALLED],
  'an empty id': [K(0, '', 't', '{}'), CALLED],
  'an id of other letters': [K(0, 'ä b\n', 't', '{}'), CALLED],
  'two calls at once': [K(0, 'call_0', 't', '{}'), K(1, 'call_1', 'file_search', '{"query":"a"}'), CALLED],
  'blanks': [T('\n'), STOP],
  'blanks before a call': [T(' \n'), K(0, 'x', 't', '{}'), CALLED],
  'nothing': [STOP],
  'broken arguments': [K(0, 'x', 't', '{"a'), CALLED],
};

export const SAYINGS = Object.keys(SAID);

/** A thread in which a model has said one of these things at first goes on at a provider, and comes back to it from another. */
export function goesOn(pairs: readonly (readonly [name: ProviderName, what: string])[]): void {
  let room: ThreadRoom;
  setup(async () => {
    room = await openThreadRoom();
  });
  teardown(() => room.close());

  for (const [name, what] of pairs) {
    const said = SAID[what] ?? [];
    if (PROVIDERS[name].api === 'chat/completions') {
      test(`${name} that said ${what}`, async () => {
        const provider = await room.provider(name);
        provider.script(said);
        for (const question of ['One?', 'Two?', 'Three?']) await room.completes(provider, question);
      });
    }
    test(`${name} after another said ${what}, and back`, async () => {
      const [other, provider] = [await room.provider('ANY'), await room.provider(name)];
      other.script(said);
      await room.completes(other, 'One?');
      for (const question of ['Two?', 'Three?']) await room.completes(provider, question);
      await room.completes(other, 'Four?');
    });
  }
}
