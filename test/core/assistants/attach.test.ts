import assert from 'node:assert/strict';
import { searching, searchingIn } from '../../../src/core/assistants/attach.ts';
import { readAssistant } from '../../../src/core/assistants/read.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';

suite('assistants that search vector stores', () => {
  const KEPT = '# Who helps\nname: Expert # short\n\nmodel: stand-in/gpt\n';
  const file = (front: string) => `---\n${front}---\n\nYou are an expert.\n`;
  const stores = (text: string) => readAssistant(text).content?.toolResources.vectorStores;

  test('a file names them; its comments and all else stay', () => {
    const text = searchingIn(file(`${KEPT}tools: [code_interpreter]\n`), ['SDD Documentation', 'workspace']);
    assert.ok(text.startsWith(`---\n${KEPT}`));
    assert.ok(text.endsWith('---\n\nYou are an expert.\n'));
    assert.deepEqual(stores(text), ['SDD Documentation', 'workspace']);
    assert.deepEqual(readAssistant(text).content?.tools.map(({ type }) => type), ['code_interpreter', 'file_search']);
    assert.deepEqual(readAssistant(text).problems, []);
  });

  test('what a file names already is replaced, and tools that search stay as they are', () => {
    const text = searchingIn(file('name: Expert\ntools:\n  - file_search\nvector_stores:\n  - Old # not this one\n'), ['New']);
    assert.equal(text, file('name: Expert\ntools:\n  - file_search\nvector_stores:\n  - New\n'));
  });

  test('names that YAML would read otherwise are quoted', () => {
    assert.deepEqual(stores(searchingIn(file('name: Expert\n'), ['yes', '1.0', 'a: b', '#c'])), ['yes', '1.0', 'a: b', '#c']);
  });

  test('none at all gives no tool', () => {
    const text = searchingIn(file('name: Expert\n'), []);
    assert.deepEqual([stores(text), readAssistant(text).content?.tools], [[], []]);
  });

  test('line ends stay', () => {
    const text = searchingIn('---\r\nname: Expert\r\n---\r\n\r\nYou are.\r\n', ['New']);
    assert.ok(!/[^\r]\n/.test(text));
    assert.deepEqual(stores(text), ['New']);
  });

  test('a file that is no YAML is refused as it is', () => {
    assert.throws(() => searchingIn(file('name: "Expert\n'), ['New']), /no valid YAML/);
    assert.throws(() => searchingIn('You are an expert.', ['New']), /no valid YAML/);
  });

  test('a row searches them, with the tool that it needs', () => {
    const before = { ...PLAIN_ASSISTANT, id: 'asst_1', createdAt: 0 };
    const after = searching(before, ['vs_1']);
    assert.deepEqual([after.tools.map(({ type }) => type), after.toolResources.vectorStores], [['file_search'], ['vs_1']]);
    const tools = [{ type: 'file_search', maxResults: 3, scoreThreshold: null }] as const;
    assert.deepEqual(searching({ ...before, tools }, ['vs_1']).tools, tools);
  });
});
