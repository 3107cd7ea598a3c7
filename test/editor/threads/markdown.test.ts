import assert from 'node:assert/strict';
import type { CodeInterpreterCall, FileSearchCall, Item } from '../../../src/core/types/item.ts';
import { filesOf, threadMarkdown } from '../../../src/editor/threads/markdown.ts';
import { answer, item, question } from '../../ui/webview/support/states.ts';

const CHART = { id: 'file-1', name: 'sums.svg', mime: 'image/svg+xml', bytes: 9 };
const code: Item = item<CodeInterpreterCall>('ci_1', {
  type: 'code_interpreter_call',
  callId: 'c',
  arguments: '{}',
  error: null,
  code: 'print("```")',
  outputs: [
    { type: 'logs', stream: 'stdout', text: '```\n' },
    { type: 'table', title: 'Riders', columns: ['depot', 'riders'], rows: [['Har|bour *new*', 5], ['Mill', null]], totalRows: 9 },
    { type: 'image', file: CHART, title: 'Sums' },
  ],
});
const search: Item = item<FileSearchCall>('fs_1', { type: 'file_search_call', callId: 's', arguments: '{}', error: null, queries: ['retry delay'], results: [] });

suite('a thread as Markdown', () => {
  const items = [question('How long?', 'q', [{ type: 'context', name: 'notes.md', language: '', text: 'x' }]), search, code, answer('It is so【1】, and not【9】 so.')];
  const text = threadMarkdown({ title: 'Delays', items, authors: { run_1: 'Guide' }, link: ({ id }) => `delays.files/${id}.svg` });

  test('says who said what, what went along, what was searched and computed', () => {
    assert.ok(text.startsWith('# Delays\n\n## You\n\n*With notes.md*\n\nHow long?\n\n*Searched for “retry delay”*\n\n````python\nprint("```")\n````\n\n````\n```\n````\n'), text);
    assert.match(text, /\n## Guide\n/);
  });

  test('has the sources of an answer, and its marks lead to them', () => {
    assert.match(text, /It is so \[1\]/);
    assert.match(text, /Sources:\n\n- \[1\] src\/net\/retry\.ts:\d+/);
  });

  test('has tables as tables, and charts by files beside it', () => {
    assert.match(text, /\*\*Riders\*\*\n\n\| depot \| riders \|\n\| --- \| ---: \|\n\| Har\\\|bour \\\*new\\\* \| 5 \|\n\| Mill \| {2}\|\n\n\*2 of 9 rows\*/);
    assert.match(text, /!\[Sums\]\(<delays\.files\/file-1\.svg>\)/);
    assert.deepEqual(filesOf(items), [CHART]);
  });
});
