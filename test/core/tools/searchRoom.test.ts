import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import type { VectorStore } from '../../../src/core/knowledge/vectorStore.ts';
import { requestTokens } from '../../../src/core/runs/count.ts';
import { createFileSearch } from '../../../src/core/tools/fileSearch.ts';
import type { Assistant } from '../../../src/core/types/assistant.ts';
import type { NumberedPassage } from '../../../src/core/types/citation.ts';
import { cleanUp, openStore } from '../knowledge/setup.ts';
import { openRunsRoom, type RunsRoom } from '../runs/runsRoom.ts';
import { calls, says, scriptedModel } from '../../support/scriptedModel.ts';

const QUESTION = 'What happens when a delivery is late?';

suite('a search over an index, in the window of a model', () => {
  let room: RunsRoom;
  let store: VectorStore;
  suiteSetup(async () => {
    store = openStore();
    await store.sync([{ path: SAMPLE, prefix: '' }], { exclude: [] });
  });
  suiteTeardown(cleanUp);
  setup(async () => {
    room = await openRunsRoom();
  });
  teardown(() => room.close());

  /** Asks with so many searches at once; what the model reads after them. */
  async function ask(window: number | null, queries: readonly string[] = [QUESTION], assistant: Assistant = DEFAULT_ASSISTANT) {
    const searching = queries.map((query, index) => ({ callId: `c${index}`, name: 'file_search', args: { query } }));
    const model = { ...scriptedModel(calls(...searching), says('It fits.')), contextTokens: async () => window };
    const tools = [createFileSearch({ storeOf: () => store, unread: async () => 0, building: () => null })];
    const { runs, ask } = await room.runsWith(model, tools);
    const thread = await room.data.threads.create({ origin: 'chat', workspace: '/w', title: 'T' });
    const run = await ask(QUESTION, { assistant, thread });
    await runs.close();
    const [first, second] = model.requests;
    assert.ok(first && second);
    const found = second.items.flatMap((item) => (item.type === 'file_search_call' ? [item.results ?? []] : []));
    return { run, found, before: requestTokens(first), tokens: requestTokens(second) };
  }

  const isWhole = ({ text, lines }: NumberedPassage) => text.split('\n').length === lines.end - lines.start + 1;

  for (const window of [4_096, 6_000, 8_192]) {
    test(`of ${window}: whole passages fill four fifths of the free room and more, and nothing is shortened after`, async () => {
      const { run, found, before, tokens } = await ask(window);
      const free = (window * 3) / 4 - before;
      assert.ok(found.flat().every(isWhole));
      assert.ok(tokens - before >= 0.8 * free, `${tokens - before} of ${free}`);
      assert.ok(tokens - before <= free);
      assert.deepEqual(run.leftOut, { messages: 0, results: 0 });
    });
  }

  test('is shared by the searches of one turn', async () => {
    const { run, found, tokens } = await ask(8_192, [QUESTION, 'How is the retry delay computed?']);
    assert.ok(found.every((passages) => passages.length >= 3), `${found.map(({ length }) => length).join(', ')}`);
    assert.ok(tokens <= 6_144);
    assert.deepEqual(run.leftOut, { messages: 0, results: 0 });
  });

  test('brings no more than is worth its time where the window is large or unknown, unless the assistant asks for more', async () => {
    const inLarge = await ask(128_000);
    const inUnknown = await ask(null);
    assert.equal(inLarge.tokens, inUnknown.tokens);
    assert.ok(inLarge.tokens - inLarge.before <= 6_100);
    assert.ok((inLarge.found[0]?.length ?? 0) < 25);
    const more: Assistant = { ...DEFAULT_ASSISTANT, tools: [{ type: 'file_search', maxResults: 25, scoreThreshold: null }] };
    assert.equal((await ask(128_000, [QUESTION], more)).found[0]?.length, 25);
    const inSmall = await ask(4_096, [QUESTION], more);
    assert.ok(inSmall.tokens <= 3_072);
    assert.deepEqual(inSmall.run.leftOut, { messages: 0, results: 0 });
  });
});
