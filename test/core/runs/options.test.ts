import assert from 'node:assert/strict';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { callersTool } from '../../../src/core/tools/tool.ts';
import { messageText, type Item } from '../../../src/core/types/item.ts';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../../../src/core/types/options.ts';
import { calls, says, scriptedModel, type Script } from '../../support/scriptedModel.ts';
import { openRunsRoom } from './runsRoom.ts';

const options = (more: Partial<RunOptions>) => ({ options: { ...DEFAULT_RUN_OPTIONS, ...more } });
const used = (inputTokens: number, outputTokens: number): Script => [
  { type: 'usage', usage: { inputTokens, outputTokens, cachedTokens: 0, reasoningTokens: 0, estimated: false } },
];
const unknownCall = calls({ callId: 'a', name: 'nothing', args: {} });
const texts = (items: readonly Item[] | undefined) => items?.map((item) => (item.type === 'message' ? messageText(item) : item.type));

suite('run options', () => {
  let room: Awaited<ReturnType<typeof openRunsRoom>>;
  setup(async () => {
    room = await openRunsRoom();
  });
  teardown(() => room.close());

  test('a forced call is forced in the first turn alone, and no call means none', async () => {
    const model = scriptedModel(unknownCall, says('Done'), says('No'));
    const { ask } = await room.runsWith(model);
    await ask('Go', options({ toolChoice: 'required', parallelToolCalls: false }));
    await ask('Go', options({ toolChoice: 'none' }));
    const asked = model.requests.map(({ options: { toolChoice, parallelToolCalls } }) => [toolChoice, parallelToolCalls]);
    assert.deepEqual(asked, [['required', false], ['auto', false], ['none', true]]);
  });

  test('the limits are over all turns; what is left of them goes to the model', async () => {
    const model = scriptedModel([...used(10, 300), ...unknownCall], [...used(20, 300), ...unknownCall], [...used(900, 1), ...unknownCall]);
    const { ask } = await room.runsWith(model);
    const written = await ask('Go', options({ maxCompletionTokens: 500 }));
    assert.deepEqual([written.status, written.error?.code], ['incomplete', 'max_completion_tokens']);
    assert.deepEqual(model.requests.map((request) => request.options.maxOutputTokens), [500, 200]);
    const read = await ask('Go', options({ maxPromptTokens: 800 }));
    assert.deepEqual([read.status, read.error?.code], ['incomplete', 'max_prompt_tokens']);
    assert.deepEqual(written.turns.map(({ inputTokens, outputTokens, cost }) => [inputTokens, outputTokens, cost]), [[10, 300, null], [20, 300, null]]);
  });

  test('a model reads only the newest messages, where the run says so', async () => {
    const model = scriptedModel(says('One'), says('Two'), says('Three'));
    const { ask } = await room.runsWith(model);
    for (const question of ['First', 'Second']) await ask(question);
    await ask('Third', options({ lastMessages: 2 }));
    assert.deepEqual(texts(model.requests[2]?.items), ['Two', 'Third']);
  });

  test('what an assistant is set to reaches the model, and prices make the cost', async () => {
    const model = { ...scriptedModel([...used(1_000_000, 500_000), ...says('Hi')]), price: { input: 2, cached: 1, output: 10 } };
    const { ask } = await room.runsWith(model);
    const assistant = { ...DEFAULT_ASSISTANT, instructions: 'Be brief.', temperature: 0.3, topP: 0.9, reasoningEffort: 'low', responseFormat: { type: 'json_object' } as const };
    const run = await ask('Go', { assistant });
    const { instructions, options: asked } = model.requests[0] ?? {};
    assert.equal(instructions, 'Be brief.');
    assert.deepEqual([asked?.temperature, asked?.topP, asked?.reasoningEffort, asked?.responseFormat], [0.3, 0.9, 'low', { type: 'json_object' }]);
    assert.equal(run.turns[0]?.cost, 7);
  });

  test('what a provider runs itself becomes the same items; reasoning keeps what the provider alone understands', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const model = scriptedModel([
      { type: 'reasoning', delta: 'Hm' },
      { type: 'reasoning.done', provider: { encrypted: 'x' } },
      ...calls({ callId: 'a', name: 'code_interpreter', args: { code: 'plot()' } }).slice(0, 2),
      { type: 'hosted.output', callId: 'a', output: { type: 'logs', stream: 'stdout', text: 'ok' } },
      { type: 'hosted.file', callId: 'a', name: 'chart.png', mime: 'image/png', bytes },
      { type: 'hosted.done', callId: 'a', error: null },
      ...says('See.'),
    ]);
    const python = { ...callersTool({ name: 'code_interpreter', description: '', parameters: {}, strict: null }), itemType: 'code_interpreter_call' as const };
    const { ask, runs } = await room.runsWith(model, [python]);
    assert.equal((await ask('Plot')).status, 'completed');
    const [, reasoning, call, answer] = (await runs.stored(room.thread.id)).items;
    assert.deepEqual(reasoning?.type === 'reasoning' && [reasoning.text, reasoning.provider], ['Hm', { encrypted: 'x' }]);
    assert.deepEqual(call?.type === 'code_interpreter_call' && [call.code, call.status, call.outputs.map(({ type }) => type)], ['plot()', 'completed', ['logs', 'image']]);
    assert.deepEqual(texts(answer && [answer]), ['See.']);
  });

  test('files that are given to every run are named to the model, where it has code', async () => {
    const given = ['file-1', 'file-2'].map((id) => ({ id, name: 'rates.csv', path: `/files/${id}`, bytes: 1, isGone: false }));
    const model = scriptedModel(says('One'), says('Two'));
    const { ask } = await room.runsWith(model, [], { givenFiles: async () => given });
    await ask('Go');
    await ask('Go', { assistant: { ...DEFAULT_ASSISTANT, tools: [] } });
    const [withCode, without] = model.requests;
    assert.match(withCode?.instructions ?? '', /Files in \/mnt\/data from the start: rates\.csv, rates-2\.csv\.$/);
    assert.deepEqual(withCode?.files.map(({ name }) => name), ['rates.csv', 'rates-2.csv']);
    assert.equal(without?.instructions, DEFAULT_ASSISTANT.instructions);
  });
});
