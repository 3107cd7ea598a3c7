import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DocentError } from '../../../../src/core/types/errors.ts';
import { createLanguageModels } from '../../../../src/editor/models/vscode/languageModels.ts';
import { modelContract } from '../../../core/models/contract.ts';
import { ask, item, options, take, TOOLS, user } from '../../../core/models/turn.ts';
import { modelInfo, startVendor, VENDOR, type Vendor } from './vendor.ts';

const ID = `vscode/${VENDOR}/one`;

/** As the vendor counts: characters. */
const usage = { inputTokens: 'Be brief.\nx'.length, cachedTokens: 0, outputTokens: 'Well'.length, reasoningTokens: 0, estimated: true };

modelContract(
  'the editor’s',
  async () => {
    const vendor = startVendor();
    return {
      model: createLanguageModels().get(ID),
      script: vendor.script,
      hold: vendor.hold,
      get asked() {
        return vendor.exchanges.length;
      },
      ended: async () => (await vendor.exchanges[0]?.ended) ?? 'server',
      close: async () => vendor.dispose(),
    };
  },
  { usage, reasoning: 'LanguageModelThinkingPart' in vscode, cuts: false },
);

suite('the editor’s models', () => {
  const models = createLanguageModels();
  const model = models.get(ID);
  let vendor: Vendor;
  setup(() => {
    vendor = startVendor();
  });
  teardown(() => vendor.dispose());

  test('are listed as they come and go', async () => {
    const ours = async () => (await models.list()).filter((each) => each.vendor === VENDOR);
    assert.deepEqual(await ours(), [{ id: ID, label: 'The Model one', vendor: VENDOR, contextTokens: 8_000 }]);
    const changed = new Promise((resolve) => models.onDidChange(resolve));
    vendor.offer(modelInfo('one'), modelInfo('maker/two:latest', 'Two'));
    await changed;
    assert.deepEqual((await ours()).map(({ id, label }) => [id, label]), [
      [ID, 'The Model one'],
      [`vscode/${VENDOR}/maker/two:latest`, 'Two'],
    ]);
    vendor.script({ text: 'I am two.' });
    const two = models.get(`vscode/${VENDOR}/maker/two:latest`);
    assert.equal(two.label, 'Two');
    assert.equal((await take(two, ask('Who?'))).text, 'I am two.');
  });

  test('say whose they are and how much they take', async () => {
    assert.deepEqual(model.destination, { kind: 'remote', host: 'the editor’s docent-test models', files: false });
    assert.equal(await model.contextTokens(new AbortController().signal), 8_000);
    assert.equal(model.price, null);
  });

  test('get the instructions, the thread with its calls, and the tools', async () => {
    vendor.script({ text: 'Dry.' });
    const call = { callId: 'c1', error: null };
    const items = [
      user('Where does it rain?'),
      item({ ...call, type: 'function_call', name: 'weather', arguments: '{"city":"Bonn"}' }),
      item({ type: 'function_call_output', callId: 'c1', output: 'rain' }),
      item({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'In Bonn.', annotations: [] }] }, { turn: 1 }),
      user('And in Rome?'),
    ];
    await take(model, ask('', { items, tools: TOOLS, ...options({ temperature: 0.5, toolChoice: { name: 'file_search' } }) }));
    const [exchange] = vendor.exchanges;
    const { User, Assistant } = vscode.LanguageModelChatMessageRole;
    assert.deepEqual(exchange?.messages.map(({ role, content }) => [role, content.map(plain)]), [
      [User, ['Be brief.']],
      [User, ['Where does it rain?']],
      [Assistant, [{ callId: 'c1', name: 'weather', input: { city: 'Bonn' } }]],
      [User, [{ callId: 'c1', content: ['rain'] }]],
      [Assistant, ['In Bonn.']],
      [User, ['And in Rome?']],
    ]);
    const [tool, ...others] = exchange?.options.tools ?? [];
    assert.deepEqual([tool?.name, tool?.description, tool?.inputSchema], ['file_search', 'Searches.', TOOLS[0]?.parameters]);
    assert.deepEqual([others.length, exchange?.options.toolMode], [0, vscode.LanguageModelChatToolMode.Required]);
    assert.deepEqual(exchange?.options.modelOptions, { temperature: 0.5 });
  });

  test('Stop before the first word does not wait for the vendor', async () => {
    vendor.script({ text: 'a long answer' });
    const { release } = vendor.hold();
    const abort = new AbortController();
    const turn = take(model, ask('x'), abort.signal);
    while (vendor.exchanges.length === 0) await new Promise(setImmediate);
    abort.abort();
    assert.equal(((await turn).error as Error).name, 'AbortError');
    release();
  });

  test('that can’t call tools are told of them in words', async () => {
    vendor.offer({ ...modelInfo('one'), capabilities: { toolCalling: false } });
    vendor.script({ text: 'I look.\n\n```json\n{"name":"file_search","arguments":{"query":"rain"}}\n```\n' });
    const { text, calls } = await take(model, ask('Where does it rain?', { tools: TOOLS }));
    assert.deepEqual([text.trim(), calls.map(({ name, arguments: args }) => [name, args])], ['I look.', [['file_search', '{"query":"rain"}']]]);
    const [exchange] = vendor.exchanges;
    assert.match(String(exchange?.messages[0]?.content.map(plain)), /Be brief\..*- file_search: Searches\./s);
    assert.equal(exchange?.options.tools?.length ?? 0, 0);
  });

  test('are shown images where they see, and told their names where not', async () => {
    // VS Code looks at each image, and refuses what is none.
    const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const image = { type: 'image', detail: 'auto', source: { kind: 'url', url: `data:image/png;base64,${dot}` } } as const;
    const sees = () => model.seesImages?.(new AbortController().signal);
    const shown = async () => {
      vendor.script({ text: 'I see.' });
      await take(model, ask('', { items: [user('What is this?', image)] }));
      return vendor.exchanges.at(-1)?.messages.flatMap(({ content }) => content) ?? [];
    };
    assert.equal(await sees(), false);
    assert.match((await shown()).map(plain).join(' '), /\[image: .+, which you can’t see\]/);
    vendor.offer({ ...modelInfo('one'), capabilities: { toolCalling: true, imageInput: true } });
    while ((await sees()) !== true) await new Promise(setImmediate);
    const data = (await shown()).find((part) => part instanceof vscode.LanguageModelDataPart);
    assert.ok(data instanceof vscode.LanguageModelDataPart && data.mimeType === 'image/png' && data.data.byteLength > 0);
  });

  const named = (name: string, message: string) => Object.assign(new Error(message), { name });
  for (const [what, error, code, action, sentence] of [
    ['a refusal by the user', vscode.LanguageModelError.NoPermissions('no'), 'model_not_allowed', 'retry', /does not let Docent use “The Model one”/],
    ['a blocked request', vscode.LanguageModelError.Blocked('Off topic.'), 'model_blocked', 'configureModel', /blocked.*: Off topic; choose another/],
    ['a model that is gone', vscode.LanguageModelError.NotFound('gone'), 'model_not_found', 'configureModel', /no model “The Model one”/],
    ['a quota used up', named('ChatQuotaExceeded', 'Come back in May.'), 'model_quota_exceeded', 'configureModel', /quota.*: Come back in May;/],
    ['too many requests', named('ChatRateLimited', ''), 'model_rate_limited', 'retry', /no more requests for now; try again later\.$/],
    ['a thread that is too long', new Error('prompt is too long: 9000 tokens'), 'model_context_exceeded', 'configureModel', /too long for “The Model one”/],
    ['anything else', new Error('The GPU\nis on fire.'), 'model_failed', 'retry', /failed: The GPU is on fire; try again/],
  ] as const) {
    test(`${what} is one sentence with a way out`, async () => {
      await models.list();
      vendor.script(error);
      const { error: failure } = await take(models.get(ID), ask('x'));
      assert.ok(failure instanceof DocentError);
      assert.deepEqual([failure.code, failure.action], [code, action]);
      assert.match(failure.message, sentence);
    });
  }

  test('one that is not there says so', async () => {
    const { error } = await take(models.get(`vscode/${VENDOR}/none`), ask('x'));
    assert.ok(error instanceof DocentError);
    assert.equal(error.message, 'The editor has no model “none” of docent-test now; sign in there, or choose another model.');
  });
});

/** A part's content, whichever class it is of. */
function plain(part: unknown): unknown {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelToolResultPart) return { callId: part.callId, content: part.content.map(plain) };
  const { callId, name, input } = part as vscode.LanguageModelToolCallPart;
  return { callId, name, input };
}
