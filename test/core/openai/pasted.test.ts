import assert from 'node:assert/strict';
import { belowV1, parseBaseUrl, shownAddress } from '../../../src/core/openai/address.ts';
import { checkedKey } from '../../../src/core/openai/client.ts';
import { isChatModel, listedEntries } from '../../../src/core/openai/modelNames.ts';

suite('what people paste', () => {
  for (const [pasted, key] of [
    ['Bearer sk-abc', 'sk-abc'],
    ['  bearer   sk-abc\n', 'sk-abc'],
    ['"sk-abc"', 'sk-abc'],
    ["OPENAI_API_KEY='sk-abc'", 'sk-abc'],
    ['export GROQ_API_KEY="gsk_1"', 'gsk_1'],
    ['Authorization: Bearer sk-abc', 'sk-abc'],
    ['"Authorization: Bearer sk-abc"', 'sk-abc'],
    ['sk-abc', 'sk-abc'],
    ['eyJhbGci.eyJ=.x-y_z==', 'eyJhbGci.eyJ=.x-y_z=='],
    ['', null],
    ['""', null],
    ['Bearer', 'Bearer'],
  ] as const) {
    test(`the key ${JSON.stringify(pasted)}`, () => assert.equal(checkedKey(pasted), key));
  }
  test('a key with characters that none has is refused', () => assert.throws(() => checkedKey('sk-äbc'), { code: 'model_unauthorized' }));

  for (const [pasted, address] of [
    ['http://h:1/v1/chat/completions', 'http://h:1/v1'],
    ['http://h:1/v1/chat/completions/', 'http://h:1/v1'],
    ['https://h/api/openai/responses', 'https://h/api/openai'],
    ['http://h:1/v1/models', 'http://h:1/v1'],
    ['http://h:1/v1/', 'http://h:1/v1'],
    ['http://h:1/chat/completions', 'http://h:1'],
    ['http://h:1/models-of/v1', 'http://h:1/models-of/v1'],
  ] as const) {
    test(`the address ${pasted}`, () => assert.equal(shownAddress(parseBaseUrl(pasted)), address));
  }
  test('an API is looked for below /v1 where nothing is said but the server', () => {
    assert.deepEqual(['http://h:1', 'http://h:1/', 'http://h:1/v1', 'http://h:1/api', 'no address'].map(belowV1), ['http://h:1/v1', 'http://h:1/v1', null, null, null]);
  });

  for (const [list, names] of [
    [[{ id: 'meta-llama/Llama-3' }], ['meta-llama/Llama-3']],
    [{ data: [null, 7, {}, { id: 'a' }, { id: '' }] }, ['a']],
    [{ models: [{ name: 'qwen3:8b' }] }, ['qwen3:8b']],
    [{ data: ['a', 'b'] }, ['a', 'b']],
    [{ data: { id: 'a' } }, []],
    [null, []],
    ['no list', []],
  ] as const) {
    test(`the list ${JSON.stringify(list)}`, () => assert.deepEqual(listedEntries(list).map(({ id }) => id), names));
  }

  for (const [entry, chats] of [
    [{ id: 'bge-m3:latest' }, false],
    [{ id: 'mistral-ocr-latest', capabilities: { completion_chat: false } }, false],
    [{ id: 'whisper-like-name', capabilities: { completion_chat: true } }, true],
    [{ id: 'x', type: 'embeddings' }, false],
    [{ id: 'gte-chat', type: 'llm' }, true],
    [{ id: 'x', architecture: { output_modalities: ['image'] } }, false],
    [{ id: 'x/image-reader', architecture: { output_modalities: ['text'] } }, true],
    [{ id: 'all-minilm' }, false],
    [{ id: 'qwen3:8b', capabilities: ['tools'] }, true],
    [{ id: 'gpt-6.1-terra', type: 7 }, true],
  ] as const) {
    test(`${JSON.stringify(entry)} is ${chats ? 'a' : 'no'} chat model`, () => assert.equal(isChatModel(entry), chats));
  }
});
