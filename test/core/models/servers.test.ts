import assert from 'node:assert/strict';
import { serverAt } from '../../../src/core/models/servers.ts';

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
