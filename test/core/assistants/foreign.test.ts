import assert from 'node:assert/strict';
import { nameOf } from '../../../src/core/assistants/foreign.ts';
import { readAssistant } from '../../../src/core/assistants/read.ts';
import { renamed } from '../../../src/core/assistants/write.ts';

const CLAUDE = `---
name: code-reviewer
description: Use this agent when: code was written. Examples: <example>user: "Done" # and so on</example>
tools: Read, Grep, Glob, Bash(git log:*, git diff:*), mcp__github__get_issue
model: sonnet
color: blue
---

You review code.
`;
const COPILOT = `---
description: 'Plans work.'
tools: ['codebase', 'search/usages', 'edit', 'web/fetch', 'runPython', 'my_tool']
model: ['GPT-5 (copilot)', 'Claude Sonnet 4.5 (copilot)']
handoffs:
  - label: Go
    agent: implementer
---
Plan first.
`;
const CURSOR = `---
description: TypeScript rules
globs: *.ts,*.tsx
alwaysApply: false
---
- Prefer const.
`;
const OPENCODE = `---
description: Reviews
mode: subagent
temperature: 0.1
tools:
  write: false
  bash: false
  read: true
---
Review.
`;

const read = (text: string, path = '/w/.docent/assistants/x.md') => {
  const { content, problems } = readAssistant(text, nameOf(path));
  assert.ok(problems.every(({ severity }) => severity === 'warning'), JSON.stringify(problems));
  assert.ok(content);
  return { content, tools: content.tools.map((tool) => (tool.type === 'editor' ? tool.name : tool.type)), problems, hints: problems.map(({ message }) => message).join('\n') };
};

suite('an assistant that was written for another program', () => {
  test('of Claude Code: tools in a row of words, a model without a server, a text that is no YAML', () => {
    const { content, tools, hints, problems } = read(CLAUDE);
    assert.deepEqual([content.name, tools, content.model, content.instructions], ['code-reviewer', ['file_search'], null, 'You review code.']);
    assert.match(content.description, /^Use this agent when: code was written\. .*# and so on<\/example>$/);
    assert.deepEqual(content.toolResources.vectorStores, ['workspace']);
    assert.match(hints, /Tools of another program, and what stands for them here: Read → file_search, Grep → file_search, Glob → file_search\./);
    assert.match(hints, /Docent has no tools like Bash\(git log:\*, git diff:\*\), mcp__github__get_issue; they count for nothing\./);
    assert.match(hints, /sonnet is no model of a server here; the one chosen in the settings answers\./);
    assert.match(hints, /There is no key color; it counts for nothing\./);
    assert.match(hints, /This is no valid YAML: .*\. Each line is taken as it stands\./);
    const about = (message: RegExp) => problems.filter((problem) => message.test(problem.message)).map(({ start, end }) => CLAUDE.slice(start, end));
    assert.deepEqual([...about(/no key color/), ...about(/sonnet/), ...about(/no tools like/)], ['color', 'sonnet', 'Read, Grep, Glob, Bash(git log:*, git diff:*), mcp__github__get_issue']);
  });

  test('of Copilot: without a name, with its tools and models in lists; what may be the editor’s tool stays', () => {
    const { content, tools, hints } = read(COPILOT, '/w/.docent/assistants/planner.agent.md');
    assert.deepEqual([content.name, tools, content.model], ['planner', ['file_search', 'code_interpreter', 'my_tool'], null]);
    assert.match(hints, /The file gives no name; it is called planner, as the file is\./);
    assert.match(hints, /Docent has no tools like edit, web\/fetch; they count for nothing\./);
    assert.match(hints, /There is no key handoffs/);
  });

  test('of Cursor: globs that are no YAML, and no tools at all', () => {
    const { content, tools, hints } = read(CURSOR, 'C:/w/typescript.md');
    assert.deepEqual([content.name, content.instructions, tools], ['typescript', '- Prefer const.', ['file_search', 'code_interpreter']]);
    assert.match(hints, /The file names no tools; it gets file_search and code_interpreter\./);
    assert.match(hints, /There is no key globs/);
  });

  test('of OpenCode: tools that are switched on', () => {
    const { content, tools } = read(OPENCODE);
    assert.deepEqual([tools, content.temperature], [['file_search'], 0.1]);
  });

  test('with a long description keeps its beginning', () => {
    const { content, hints } = read(`---\ndescription: ${'word '.repeat(300)}\nalwaysApply: true\n---\nHelp.\n`);
    assert.equal(content.description.length, 512);
    assert.match(hints, /Of the description the first 512 characters are taken\./);
  });

  test('by its list of tools alone', () => {
    assert.deepEqual(read("---\nname: A\ntools: ['read', 'edit', 'search']\n---\nHelp.\n").tools, ['file_search']);
    assert.deepEqual(read('---\nname: A\ntools: "file_search, code_interpreter"\n---\nHelp.\n').tools, ['file_search', 'code_interpreter']);
  });

  test('is none where it has Docent’s own tools in a list: an editor’s tool may have any name', () => {
    const { tools, hints } = read('---\nname: A\ntools: [file_search, fetch, search]\n---\nHelp.\n');
    assert.deepEqual([tools, hints], [['file_search', 'fetch', 'search'], '']);
  });

  test('gets a name of its own where it is copied', () => {
    const copy = renamed(CURSOR, readAssistant(CURSOR, 'x'), 'Copy: one');
    assert.equal(readAssistant(copy).content?.name, 'Copy: one');
    assert.ok(copy.endsWith('globs: *.ts,*.tsx\nalwaysApply: false\n---\n- Prefer const.\n'));
  });
});
