import assert from 'node:assert/strict';
import { complete } from '../../../src/core/assistants/complete.ts';

const known = { tools: ['get_errors'], models: ['llama', 'qwen3:8b'], vectorStores: ['workspace', 'handbook'] };

/** What is proposed where `|` stands. */
function proposed(text: string): readonly string[] {
  return complete(text.replace('|', ''), text.indexOf('|'), known).map(({ label }) => label);
}

/** The text after the proposal with this label was taken. */
function taken(text: string, label: string): string {
  const plain = text.replace('|', '');
  const proposal = complete(plain, text.indexOf('|'), known).find((each) => each.label === label);
  assert.ok(proposal, label);
  return plain.slice(0, proposal.start) + proposal.insert + plain.slice(proposal.end);
}

suite('completion of an assistant’s file', () => {
  test('knows the keys that are not there yet, each with a sentence', () => {
    const text = '---\nname: A\n|\ntemperature: 1\n---\n';
    const missing = ['description', 'model', 'top_p', 'reasoning_effort', 'response_format', 'tools', 'vector_stores', 'metadata'];
    assert.deepEqual(proposed(text), missing);
    assert.ok(complete(text.replace('|', ''), text.indexOf('|'), known).every(({ explanation }) => /^[A-Z].*\.$/.test(explanation)));
    assert.equal(taken('---\nde|\n---\n', 'description'), '---\ndescription: \n---\n');
    assert.equal(taken('---\r\n|\r\n---\r\n', 'tools'), '---\r\ntools:\n  - \r\n---\r\n');
  });

  test('knows the values of a key', () => {
    assert.deepEqual(proposed('---\nmodel: |\n---\n'), ['llama', 'qwen3:8b']);
    assert.equal(taken('---\nmodel: qw|\n---\n', 'qwen3:8b'), '---\nmodel: qwen3:8b\n---\n');
    assert.deepEqual(proposed('---\nresponse_format: |\n---\n'), ['text', 'json_object']);
    assert.deepEqual(proposed('---\nreasoning_effort: |\n---\n'), ['none', 'minimal', 'low', 'medium', 'high']);
    assert.deepEqual(proposed('---\ntemperature: |\n---\n'), []);
  });

  test('knows what a list may hold, and leaves out what it holds', () => {
    assert.deepEqual(proposed('---\ntools:\n  - file_search\n  - |\nvector_stores:\n---\n'), ['code_interpreter', 'get_errors']);
    assert.deepEqual(proposed('---\nvector_stores:\n- |\n---\n'), ['workspace', 'handbook']);
    assert.deepEqual(proposed('---\ntools: [file_search, |]\n---\n'), ['code_interpreter', 'get_errors']);
    assert.equal(taken('---\ntools:\n  - co|\n---\n', 'code_interpreter'), '---\ntools:\n  - code_interpreter\n---\n');
    assert.deepEqual(proposed('---\ntools: |\n---\n'), []);
    assert.deepEqual(proposed('---\nmetadata:\n  - |\n---\n'), []);
  });

  test('is at work in the front matter alone, also in one that has no end yet', () => {
    assert.deepEqual(proposed('---\nname: A\n---\n|'), []);
    assert.deepEqual(proposed('|'), []);
    assert.deepEqual(proposed('model: |'), []);
    assert.deepEqual(proposed('---\nmodel: |'), ['llama', 'qwen3:8b']);
  });
});
