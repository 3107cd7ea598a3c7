import assert from 'node:assert/strict';
import { checkNames } from '../../../src/core/assistants/check.ts';
import { readAssistant, type AssistantContent, type Problem } from '../../../src/core/assistants/read.ts';
import { renamed, withContent, writeAssistant } from '../../../src/core/assistants/write.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';

const FULL = `---
name: SDD Expert
description: Knows the method.
model: ollama/qwen3:8b
temperature: 0.7
top_p: 1
reasoning_effort: low
response_format: json_object
tools: [file_search, code_interpreter, get_errors]
vector_stores:
  - workspace
  - handbook
metadata:
  version: "1.0"
suggestions:
  - What decided this?
  - How is it tested?
  - What decided this?
---

You are an expert.

---

Even of this.
`;

/** The problems with the text that each is about. */
const problemsOf = (text: string, problems: readonly Problem[] = readAssistant(text).problems) =>
  problems.map(({ severity, message, start, end }) => ({ severity, message, at: text.slice(start, end) }));
const fileOf = (frontMatter: string, body = 'Help.') => `---\n${frontMatter}\n---\n${body}\n`;

suite('an assistant’s file', () => {
  test('says all that an assistant has', () => {
    const { content, problems } = readAssistant(FULL);
    assert.deepEqual(problems, []);
    assert.deepEqual(content, {
      name: 'SDD Expert',
      description: 'Knows the method.',
      instructions: 'You are an expert.\n\n---\n\nEven of this.',
      model: 'ollama/qwen3:8b',
      temperature: 0.7,
      topP: 1,
      reasoningEffort: 'low',
      responseFormat: { type: 'json_object' },
      tools: [
        { type: 'file_search', maxResults: null, scoreThreshold: null },
        { type: 'code_interpreter' },
        { type: 'editor', name: 'get_errors' },
      ],
      toolResources: { codeInterpreterFiles: [], vectorStores: ['workspace', 'handbook'] },
      metadata: { version: '1.0' },
      suggestions: ['What decided this?', 'How is it tested?'],
    });
  });

  test('needs only a name; who may search, searches the workspace', () => {
    assert.deepEqual(readAssistant(fileOf('name: A')).content, { ...PLAIN_ASSISTANT, name: 'A', instructions: 'Help.' });
    assert.deepEqual(readAssistant(fileOf('name: A\nmodel:\ntools: # none yet')).content, readAssistant(fileOf('name: A')).content);
    assert.deepEqual(readAssistant(fileOf('name: A\ntools: [file_search]')).content?.toolResources.vectorStores, ['workspace']);
    assert.deepEqual(readAssistant(fileOf('name: A\ntools: [file_search]\nvector_stores: []')).content?.toolResources.vectorStores, []);
  });

  test('may have a byte order mark and line ends of either kind', () => {
    const crlf = FULL.replaceAll('\n', '\r\n');
    assert.deepEqual(readAssistant(crlf).content, readAssistant(FULL).content);
    assert.deepEqual(readAssistant(`\uFEFF${crlf}`).content, readAssistant(FULL).content);
    const wrong = crlf.replace('temperature: 0.7', 'temperature: hot');
    assert.deepEqual(problemsOf(wrong).map(({ at }) => at), ['hot']);
    assert.deepEqual(problemsOf(`\uFEFF${wrong}`).map(({ at }) => at), ['hot']);
  });

  test('that can’t be used says why, and where', () => {
    const manyTexts = Array.from({ length: 17 }, (_, index) => `  k${index}: v`).join('\n');
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]';
    const cases: readonly (readonly [string, RegExp, string])[] = [
      ['You are an expert.\n', /There is no front matter: begin the file with a line ---/, 'You are an expert.'],
      ['', /There is no front matter/, ''],
      ['---\nname: A\n', /The front matter has no end: put a line --- below it\./, '---'],
      [fileOf('name: "A'), /This is no valid YAML: Missing closing "quote\./, ''],
      [fileOf('name: A\nname: B'), /This is no valid YAML: Map keys must be unique\./, 'n'],
      [fileOf('just words'), /The front matter is a list of keys/, '---'],
      [fileOf('- a\n- b'), /The front matter is a list of keys/, '---'],
      [fileOf('description: B'), /^name is missing\. The name by which one chooses the assistant/, '---'],
      [fileOf(''), /The name by which one chooses the assistant/, '---'],
      [fileOf('name:'), /The name by which one chooses the assistant/, 'name'],
      [fileOf('name: 7'), /^name can’t be this\. The name by which one chooses the assistant/, '7'],
      [fileOf('name: A\ntemperature: 2.1'), /a number from 0 to 2/, '2.1'],
      [fileOf('name: A\ntop_p: "1"'), /a number from 0 to 1/, '"1"'],
      [fileOf('name: A\ntools:\n  - file_search\n  - 3'), /a list of file_search, code_interpreter/, '3'],
      [fileOf('name: A\nresponse_format: xml'), /text, json_object, or type: json_schema/, 'xml'],
      [fileOf('name: A\nmetadata:\n  version: 1.0'), /^metadata can’t be this\. .*write numbers in quotes: version: "1.0"/, '1.0'],
      [fileOf(`name: A\nmetadata:\n${manyTexts}`), /Up to 16 texts/, ''],
      [fileOf(`name: A\n${bomb}`), /alias/i, '---'],
      [fileOf(`name: A\ntools: ${'['.repeat(20_000)}${']'.repeat(20_000)}`), /call stack/, ''],
      [fileOf(`name: ${'x'.repeat(70_000)}`), /The front matter is too long: up to 65536 characters are read\./, '---'],
      [fileOf('name: A', 'x'.repeat(256_001)), /The instructions are too long: up to 256000 characters are taken\./, '---'],
    ];
    for (const [text, message, at] of cases) {
      const [problem, ...more] = problemsOf(text);
      assert.equal(readAssistant(text).content, null, text.slice(0, 80));
      assert.equal(problem?.severity, 'error');
      assert.match(problem.message, message);
      assert.match(problem.message, /\.$/);
      if (at) assert.equal(problem.at, at, text.slice(0, 80));
      assert.deepEqual(more, []);
    }
  });

  test('with a key that is unknown, or without instructions, can be used and says so', () => {
    const unknown = fileOf('name: A\ntemprature: 1\ntools: [file_search]');
    assert.equal(readAssistant(unknown).content?.tools.length, 1);
    const [problem] = problemsOf(unknown);
    assert.deepEqual([problem?.severity, problem?.at], ['warning', 'temprature']);
    assert.match(problem?.message ?? '', /There is no key temprature; it counts for nothing\. Known are name, .*temperature/);
    const empty = fileOf('name: A', '');
    assert.equal(readAssistant(empty).content?.instructions, '');
    assert.match(problemsOf(empty)[0]?.message ?? '', /has no instructions/);
  });

  test('names what is not here', () => {
    const reading = readAssistant(FULL);
    const known = { tools: ['get_errors'], servers: ['ollama'], vectorStores: ['workspace', 'handbook'] };
    assert.deepEqual(checkNames(reading, known, new Map()), []);
    const nothing = { tools: [], servers: ['lab'], vectorStores: ['workspace'] };
    const problems = problemsOf(FULL, checkNames(reading, nothing, new Map([['SDD Expert', 'other.md']])));
    assert.deepEqual(problems.map(({ at }) => at), ['SDD Expert', 'ollama/qwen3:8b', 'get_errors', 'handbook']);
    assert.ok(problems.every(({ severity }) => severity === 'warning'));
    assert.match(problems[0]?.message ?? '', /also the name of another assistant \(other\.md\)/);
    assert.match(problems[1]?.message ?? '', /Servers are lab\./);
  });

  test('is written as it is read', () => {
    const { content } = readAssistant(FULL);
    assert.ok(content);
    assert.deepEqual(readAssistant(writeAssistant(content)).content, content);
    const strange = ['a: b', '- x', '"', "it's", '#no comment', '  spaces ', 'true', '1.0', '---', 'é “ü” 🎓', '{a}', '&a *b', '%', '@', 'x'.repeat(60)];
    for (const text of strange) {
      const schema = { type: 'object', properties: { [text]: { enum: [text, null, 1] } } };
      const assistant: AssistantContent = {
        ...content,
        name: text.trim(),
        description: text.trim(),
        instructions: `${text.trim()}\n\n${text.trim()}`,
        metadata: { [text]: text },
        responseFormat: { type: 'json_schema', name: text, description: null, schema, strict: true },
        tools: [{ type: 'editor', name: text }],
        toolResources: { codeInterpreterFiles: [], vectorStores: [text] },
      };
      assert.deepEqual(readAssistant(writeAssistant(assistant)).content, assistant);
    }
  });

  test('is renamed without any other change', () => {
    for (const name of ['Old', '"Old" # the old one', '|\n  Old\n', "'Old'", '>-\n  Old\n  one']) {
      const text = `---\r\n# Mine\r\nname: ${name}\ntools: [ file_search ]\n---\nHelp.\n`;
      const copy = renamed(text, readAssistant(text), 'New: one');
      assert.equal(readAssistant(copy).content?.name, 'New: one');
      assert.match(copy, /^---\r\n# Mine\r\nname: "New: one"(?: # the old one)?\n\n?tools: \[ file_search \]\n---\nHelp\.\n$/);
    }
  });

  test('leaves what it can’t say as it is', () => {
    const definition = { name: 'get_weather', description: '', parameters: {}, strict: null };
    const row = {
      ...PLAIN_ASSISTANT,
      id: 'asst_1',
      createdAt: 1,
      name: 'A',
      instructions: 'Help.',
      tools: [{ type: 'function', definition }, { type: 'file_search', maxResults: 3, scoreThreshold: 0.5 }],
      toolResources: { codeInterpreterFiles: ['file-1'], vectorStores: ['vs_1'] },
    } as const;
    const text = writeAssistant(row).replace('name: A', 'name: B').replace('  - file_search', '  - file_search\n  - code_interpreter');
    const { content } = readAssistant(text);
    assert.ok(content);
    assert.deepEqual(withContent(row, content), { ...row, name: 'B', tools: [row.tools[1], { type: 'code_interpreter' }, row.tools[0]] });
  });
});
