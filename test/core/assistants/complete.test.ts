import assert from 'node:assert/strict';
import { complete } from '../../../src/core/assistants/complete.ts';

const known = { tools: ['get_errors'], servers: ['ollama'], vectorStores: ['workspace', 'handbook'] };
const models = async () => ['ollama/llama', 'ollama/qwen3:8b'];

/** What is proposed where `|` stands. */
async function proposed(text: string): Promise<readonly string[]> {
  return (await complete(text.replace('|', ''), text.indexOf('|'), known, models)).map(({ label }) => label);
}

/** The text after the proposal with this label was taken. */
async function taken(text: string, label: string): Promise<string> {
  const plain = text.replace('|', '');
  const proposal = (await complete(plain, text.indexOf('|'), known, models)).find((each) => each.label === label);
  assert.ok(proposal, label);
  return plain.slice(0, proposal.start) + proposal.insert + plain.slice(proposal.end);
}

suite('completion of an assistant’s file', () => {
  test('knows the keys that are not there yet, each with a sentence', async () => {
    const text = '---\nname: A\n|\ntemperature: 1\n---\n';
    const missing = ['description', 'model', 'top_p', 'reasoning_effort', 'response_format', 'tools', 'vector_stores', 'suggestions', 'metadata'];
    assert.deepEqual(await proposed(text), missing);
    const all = await complete(text.replace('|', ''), text.indexOf('|'), known, models);
    assert.ok(all.every(({ explanation }) => /^[A-Z].*\.$/.test(explanation)));
    assert.equal(await taken('---\nde|\n---\n', 'description'), '---\ndescription: \n---\n');
    assert.equal(await taken('---\r\n|\r\n---\r\n', 'tools'), '---\r\ntools:\n  - \r\n---\r\n');
  });

  test('knows the values of a key', async () => {
    assert.deepEqual(await proposed('---\nmodel: |\n---\n'), ['ollama/llama', 'ollama/qwen3:8b']);
    assert.equal(await taken('---\nmodel: ollama/qw|\n---\n', 'ollama/qwen3:8b'), '---\nmodel: ollama/qwen3:8b\n---\n');
    assert.deepEqual(await proposed('---\nresponse_format: |\n---\n'), ['text', 'json_object']);
    assert.deepEqual(await proposed('---\nreasoning_effort: |\n---\n'), ['none', 'minimal', 'low', 'medium', 'high']);
    assert.deepEqual(await proposed('---\ntemperature: |\n---\n'), []);
  });

  test('knows what a list may hold, and leaves out what it holds', async () => {
    assert.deepEqual(await proposed('---\ntools:\n  - file_search\n  - |\nvector_stores:\n---\n'), ['code_interpreter', 'get_errors']);
    assert.deepEqual(await proposed('---\nvector_stores:\n- |\n---\n'), ['workspace', 'handbook']);
    assert.deepEqual(await proposed('---\ntools: [file_search, |]\n---\n'), ['code_interpreter', 'get_errors']);
    assert.equal(await taken('---\ntools:\n  - co|\n---\n', 'code_interpreter'), '---\ntools:\n  - code_interpreter\n---\n');
    assert.deepEqual(await proposed('---\ntools: |\n---\n'), []);
    assert.deepEqual(await proposed('---\nmetadata:\n  - |\n---\n'), []);
  });

  test('is at work in the front matter alone, also in one that has no end yet', async () => {
    assert.deepEqual(await proposed('---\nname: A\n---\n|'), []);
    assert.deepEqual(await proposed('|'), []);
    assert.deepEqual(await proposed('model: |'), []);
    assert.deepEqual(await proposed('---\nmodel: |'), ['ollama/llama', 'ollama/qwen3:8b']);
  });
});
