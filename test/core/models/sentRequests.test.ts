import assert from 'node:assert/strict';
import { createModels } from '../../../src/core/models/models.ts';
import { createSentRequests } from '../../../src/core/models/sentRequests.ts';
import { LEFT_OUT } from '../../../src/core/text/secrets/secrets.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { startModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { memoryLog } from '../../support/log.ts';
import { ask, take } from './turn.ts';

suite('what was sent to a model', () => {
  test('is shown as it went out, by thread and time, with its secrets masked', async () => {
    const server = await startModelServer();
    const sent = createSentRequests();
    const key = ['sk', 'proj', 'a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi'].join('-');
    const settings = { id: '', servers: { lab: { url: server.url, api: 'chatCompletions' as const } }, azureEndpoint: '', prices: {}, interpreter: 'local' as const };
    const model = createModels({ settings: () => settings, apiKey: async () => key, vscodeModel: null, log: memoryLog(), sent })('lab/stand-in', EDITOR_ADVICE);
    const before = Date.now();
    const request = ask(`Say exactly: my key is ${key}`);
    await take(model, request);
    const shown = sent.shown(request.threadId, before, Date.now());
    assert.ok(shown);
    assert.ok(!shown.includes(key));
    const [first] = JSON.parse(shown) as { request: string; headers: Record<string, string>; body: { messages: { content: string }[] } }[];
    assert.equal(first?.request, `POST ${server.url}/chat/completions`);
    assert.equal(first.headers['authorization'], LEFT_OUT);
    assert.equal(first.body.messages.at(-1)?.content, `Say exactly: my key is ${LEFT_OUT}`);
    const masked = JSON.stringify(server.requests[0]?.body).replaceAll(key, LEFT_OUT);
    assert.deepEqual(first.body, JSON.parse(masked), 'nothing else differs');
    assert.equal(sent.shown('another thread', before, Date.now()), null);
    assert.equal(sent.shown(request.threadId, before - 2, before - 1), null);
    await server.close();
  });

  test('is kept within a bound, the newest in any case', () => {
    const sent = createSentRequests();
    const request = (at: number, chars: number) => ({ at, method: 'POST', url: 'http://h', headers: {}, body: 'x'.repeat(chars) });
    sent.add('t', request(1, 15_000_000));
    sent.add('t', request(2, 15_000_000));
    assert.equal(sent.shown('t', 1, 1), null);
    assert.ok(sent.shown('t', 2, 2));
  });
});
