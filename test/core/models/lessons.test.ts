import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileMemory } from '../../../src/core/models/fileMemory.ts';
import { createLessons, lessonIn, lessonKey, shortMemory, type Memory } from '../../../src/core/models/lessons.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { createModels } from '../../../src/core/models/models.ts';
import { serverAt, type Api } from '../../../src/core/models/servers.ts';
import { parsedJson } from '../../../src/core/text/json.ts';
import { errorInfo } from '../../../src/core/types/errors.ts';
import { C, CALLED, COMPLETED, itemDone, K, STOP, T } from '../../fixtures/providers/chunks.ts';
import { OK, startGateway, type Gateway, type Given } from '../../fixtures/providers/gateway.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';
import { ask, calledThread, take, TOOLS } from './turn.ts';

const message = { type: 'message', role: 'assistant', id: 'm', content: [{ type: 'output_text', text: 'ok', annotations: [] }] };
const RESPONDS = [itemDone(message), COMPLETED];

suite('what is learned of a server', () => {
  let gateway: Gateway;
  let memory: Memory;
  setup(async () => {
    gateway = await startGateway();
    memory = shortMemory();
  });
  teardown(() => gateway.close());

  /** A model as after a restart: what it knows is what was kept. */
  function model(api: Api = 'auto'): Model {
    const settings = { id: '', servers: { lab: { url: gateway.url, api } }, azureEndpoint: '', prices: {}, interpreter: 'local' } as const;
    return createModels({ settings: () => settings, apiKey: async () => undefined, vscodeModel: null, memory, log: memoryLog() })('lab/s', EDITOR_ADVICE);
  }
  const counts = () => [gateway.asked.responses.length, gateway.asked['chat/completions'].length];
  const refused = (status: number, body: object | string, more: object = {}): Given => ({ status, body, ...more });

  suite('which API answers', () => {
    const noResponses: readonly (readonly [string, Given])[] = [
      ['400', refused(400, { error: 'Bad Request' })],
      ['422', refused(422, { detail: 'x' })],
      ['500', refused(500, { error: { message: 'Not implemented' } })],
      ['502 with a web page', refused(502, '<html>Bad Gateway</html>')],
      ['404', refused(404, {})],
      ['405', refused(405, {})],
      ['501', refused(501, {})],
      ['200 with an error', refused(200, { error: 'Unexpected endpoint or method.' })],
      ['200 with a page', refused(200, '<!doctype html>')],
      ['an empty stream', []],
      ['chunks of the other API', [T('ok'), STOP]],
      ['an error in the stream', [{ error: { message: 'No such route' } }]],
    ];
    for (const [what, given] of noResponses) {
      test(`Chat Completions, where the other one is answered by ${what}: asked once, and remembered after a restart`, async () => {
        gateway.on('responses', () => given);
        const first = model();
        for (const asked of [first, first, model()]) {
          const { text, error, waited } = await take(asked, ask('x', { tools: TOOLS }));
          assert.deepEqual([text, error, waited], ['ok', null, []]);
        }
        assert.deepEqual(counts(), [1, 3]);
      });
    }

    for (const [what, given, code] of [
      ['a wrong key', refused(401, { error: { message: 'No key' } }), 'model_unauthorized'],
      ['too long a thread', refused(400, { error: { message: 'maximum context length', code: 'context_length_exceeded' } }), 'model_context_exceeded'],
    ] as const) {
      test(`is not learned by ${what}`, async () => {
        gateway.on('responses', () => given);
        const { error } = await take(model(), ask('x'));
        assert.equal(errorInfo(error).code, code);
        assert.deepEqual(counts(), [1, 0]);
      });
    }

    test('is not learned where both refuse; the sentence tells how to set it', async () => {
      for (const route of ['responses', 'chat/completions'] as const) gateway.on(route, () => refused(400, { error: { message: 'Bad Request' } }));
      const { error } = await take(model(), ask('x'));
      assert.match(errorInfo(error).message, /refused the request: Bad Request\. .*"api": "chatCompletions".*\.$/);
      gateway.on('responses', () => RESPONDS);
      assert.equal((await take(model(), ask('x'))).text, 'ok');
      assert.deepEqual(counts(), [2, 1]);
    });

    test('Responses, once they have answered: what fails then is asked again there', async () => {
      const answers: Given[] = [RESPONDS, refused(500, { error: { message: 'Busy' } }), RESPONDS];
      gateway.on('responses', () => answers.shift() ?? RESPONDS);
      await take(model(), ask('x'));
      const { text, waited } = await take(model(), ask('x'));
      assert.deepEqual([text, waited.length], ['ok', 1]);
      assert.deepEqual(counts(), [3, 0]);
    });

    test('is corrected where it is so no longer', async () => {
      await take(model(), ask('x'));
      gateway.on('responses', () => RESPONDS);
      gateway.on('chat/completions', () => refused(404, {}));
      assert.equal((await take(model(), ask('x'))).text, 'ok');
      await take(model(), ask('x'));
      assert.deepEqual(counts(), [3, 2]);
    });

    test('is found out anew after a week', async () => {
      const key = lessonKey(serverAt('http://h/v1'), 'm');
      createLessons(memory, key, () => 1_000).learn({ api: 'chatCompletions' });
      const day = 24 * 60 * 60_000;
      assert.equal(lessonIn(memory, key, 6 * day)?.api, 'chatCompletions');
      assert.equal(lessonIn(memory, key, 8 * day), null);
      memory.set(key, { at: Date.now() });
      assert.equal(createLessons(memory, key).lesson.api, null, 'what another version wrote is passed over');
    });
  });

  suite('that it takes no tools', () => {
    const noTools: readonly Given[] = [
      refused(500, { error: { code: 500, message: 'tools param requires --jinja flag', type: 'server_error' } }),
      refused(404, { error: { message: 'No endpoints found that support tool use.', code: 404 } }),
      refused(400, { error: { message: 'Unrecognized request argument supplied: tools', type: 'invalid_request_error', param: 'tools', code: null } }),
      refused(400, { error: { message: 'registry.ollama.ai/library/gemma:2b does not support tools', type: 'api_error' } }),
      refused(422, { detail: [{ loc: ['body', 'tools'], msg: 'tools: Extra inputs are not permitted' }] }),
      refused(400, { object: 'error', message: 'Tool use is not supported by this model', code: 400 }),
      refused(400, { error: { message: 'This model doesn’t support function calling.', code: 'rate_limit_exceeded' } }),
      refused(400, { error: { message: '`tools` is not supported with this model' } }),
      refused(400, { error: { message: 'Tool calling is currently unavailable here' } }),
      refused(400, { error: { message: 'Invalid value', param: 'tools' } }),
      refused(400, { error: 'Tools are not supported in streaming mode.' }),
    ];
    for (const given of noTools) {
      test(`is understood, remembered, and told in words: ${JSON.stringify('body' in given && given.body).slice(0, 90)}`, async () => {
        gateway.on('chat/completions', ({ tools }) => (tools ? given : OK));
        for (const asked of [model('chatCompletions'), model('chatCompletions')]) {
          const { text, error, waited } = await take(asked, ask('x', { tools: TOOLS }));
          assert.deepEqual([text, error, waited], ['ok', null, []]);
        }
        assert.equal(counts()[1], 3, 'two requests, then one');
        assert.match(String(gateway.asked['chat/completions'][1]?.messages?.[0]?.content), /You can call tools/);
      });
    }

    for (const message of ['Invalid schema for function \'t\'', 'parallel tool calls are not supported', 'Invalid \'tools[0].function.name\': string does not match pattern.']) {
      test(`is not what is said by: ${message}`, async () => {
        gateway.on('chat/completions', () => refused(400, { error: { message, param: 'tools[0].function' } }));
        const { error } = await take(model('chatCompletions'), ask('x', { tools: TOOLS }));
        assert.equal(errorInfo(error).code, 'model_refused');
        assert.equal(counts()[1], 1);
      });
    }
  });

  test('what it refuses, and what it wants of a thread, is known after a restart', async () => {
    const nine = /^[a-zA-Z0-9]{9}$/;
    gateway.on('chat/completions', (body) => {
      if ('stream_options' in body) return refused(400, { error: { message: 'Unknown parameter: \'stream_options\'', param: 'stream_options' } });
      const call = body.messages?.flatMap(({ tool_calls = [] }) => tool_calls)[0];
      if (!call) return [K(0, 'call_1', 'file_search', '{}'), CALLED];
      return nine.test(call.id) ? OK : refused(400, { message: `Tool call id was ${call.id} but must be a-z, A-Z, 0-9, with a length of 9.` });
    });
    const items = calledThread();
    for (const asked of [model('chatCompletions'), model('chatCompletions')]) {
      assert.equal((await take(asked, ask('x', { items, tools: TOOLS }))).text, 'ok');
    }
    assert.equal(counts()[1], 4, 'three requests, then one');
  });

  test('what is learned without an editor is in a file, which may be broken', async () => {
    const dir = await tempDir();
    const path = join(dir.path, 'data', 'models.json');
    (await openFileMemory(path, memoryLog())).set('k', { at: 1 });
    while (parsedJson(await readFile(path, 'utf8').catch(() => '')) === undefined) await new Promise(setImmediate);
    assert.deepEqual((await openFileMemory(path, memoryLog())).get('k'), { at: 1 });
    await writeFile(path, '{');
    assert.equal((await openFileMemory(path, memoryLog())).get('k'), undefined);
    await dir.remove();
  });

  test('an answer in which nothing is said is an answer', async () => {
    gateway.on('chat/completions', () => [C({}), STOP]);
    const { error, reason } = await take(model(), ask('x'));
    assert.deepEqual([error, reason], [null, 'stop']);
  });
});
