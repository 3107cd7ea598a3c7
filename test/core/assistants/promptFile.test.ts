import assert from 'node:assert/strict';
import { filled, inputsOf, isAboutFront, readPromptFile } from '../../../src/core/assistants/promptFile.ts';

suite('a prompt file', () => {
  test('is called as it says, or as its file is, and begins below its front matter', () => {
    const text = '---\r\ndescription: Reviews a change\r\nagent: ask\r\n---\r\n\r\nReview it.\r\nBe brief.\r\n';
    assert.deepEqual(readPromptFile('code-review.prompt.md', text), { name: 'code-review', description: 'Reviews a change', text: 'Review it.\nBe brief.' });
    assert.equal(readPromptFile('a.prompt.md', '---\nname: "two words"\n---\nText').name, 'two-words');
    assert.deepEqual(readPromptFile('plain.prompt.md', 'No front matter.'), { name: 'plain', description: '', text: 'No front matter.' });
  });

  test('with front matter that can’t be read is a prompt all the same', () => {
    assert.deepEqual(readPromptFile('x.prompt.md', '---\ntools: [a, b\n---\nText'), { name: 'x', description: '', text: 'Text' });
    assert.deepEqual(readPromptFile('x.prompt.md', '---\ndescription: [1]\nname: 7\n---\nText'), { name: 'x', description: '', text: 'Text' });
    assert.deepEqual(readPromptFile('x.prompt.md', '---\nnever closed'), { name: 'x', description: '', text: '---\nnever closed' });
    assert.equal(readPromptFile('x.prompt.md', `---\ndescription: ${'a'.repeat(20_000)}\n---\nText`).description, '');
  });

  test('asks for each of its inputs once, and takes what is in front where it speaks of it', () => {
    const text = 'Explain ${input:topic:What about?} to ${input:who}, then ${input:topic} in ${file} of ${workspaceFolder}: ${selection}';
    assert.deepEqual(inputsOf(text), [{ name: 'topic', placeholder: 'What about?' }, { name: 'who', placeholder: '' }]);
    assert.equal(isAboutFront(text), true);
    assert.equal(isAboutFront('Of ${workspaceFolder}, $selection and {file}'), false);
    const inputs = new Map([['topic', 'retries$&'], ['who', 'me']]);
    assert.equal(filled(text, inputs, 'retry.ts:3-9'), 'Explain retries$& to me, then retries$& in retry.ts:3-9 of ${workspaceFolder}: retry.ts:3-9');
    assert.equal(filled('${selection} and ${input:other}', inputs, null), '${selection} and ${input:other}');
  });
});
