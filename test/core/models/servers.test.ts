import assert from 'node:assert/strict';
import { serverAt, serversOf, withRemote } from '../../../src/core/models/servers.ts';

suite('a server by its address', () => {
  const how = (baseUrl: string) => {
    const { name, api, keyHeader } = serverAt(baseUrl);
    return [name, api, keyHeader];
  };

  test('is asked as it is in the editor', () => {
    assert.deepEqual(how('https://api.openai.com/v1'), ['openai', 'responses', 'authorization']);
    assert.deepEqual(how('http://127.0.0.1:11434/v1'), ['ollama', 'auto', 'authorization']);
    assert.deepEqual(how('https://mine.openai.azure.com/openai/v1'), ['azure', 'responses', 'api-key']);
    assert.deepEqual(how('https://api.openai.com.example/v1'), ['api.openai.com.example', 'auto', 'authorization']);
    assert.deepEqual(how('nonsense'), ['', 'auto', 'authorization']);
  });

  test('is found where its API is below what is shown', () => {
    assert.equal(serverAt('https://mine.openai.azure.com').baseUrl, 'https://mine.openai.azure.com/openai/v1');
  });

  test('keeps its address, and the API that was chosen', () => {
    const { baseUrl, api } = serverAt('https://api.openai.com/v1/', 'chatCompletions');
    assert.deepEqual([baseUrl, api], ['https://api.openai.com/v1/', 'chatCompletions']);
  });
});

suite('a server that is marked', () => {
  const settings = { id: '', azureEndpoint: '', prices: {}, interpreter: 'local' as const };
  const of = (servers: Parameters<typeof withRemote>[0], name: string) => {
    const found = serversOf({ ...settings, servers }).find((server) => server.name === name);
    assert.ok(found);
    return found;
  };

  test('keeps its address and its API, and can be marked otherwise again', () => {
    const servers = { lab: { url: 'http://127.0.0.1:8000/v1', api: 'chatCompletions' as const }, plain: 'http://127.0.0.1:9000/v1' };
    const marked = withRemote(withRemote(servers, of(servers, 'lab'), true), of(servers, 'plain'), true);
    assert.deepEqual(marked, { lab: { url: 'http://127.0.0.1:8000/v1', api: 'chatCompletions', remote: true }, plain: { url: 'http://127.0.0.1:9000/v1', remote: true } });
    assert.equal(of(marked, 'lab').isRemote, true);
    assert.equal(of(withRemote(marked, of(marked, 'lab'), false), 'lab').isRemote, false);
  });

  test('may be one that is known by name and set nowhere', () => {
    const marked = withRemote({}, of({}, 'ollama'), true);
    assert.deepEqual([of(marked, 'ollama').baseUrl, of(marked, 'ollama').isRemote], [of({}, 'ollama').baseUrl, true]);
  });
});
