import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import type { InterpreterState } from '../../../src/core/interpreter/interpreter.ts';
import { createKnowledge } from '../../../src/core/knowledge/knowledge.ts';
import { inputForModel } from '../../../src/core/models/transcript.ts';
import { surroundingsText } from '../../../src/core/runs/surroundings.ts';
import { fixedTokens } from '../../../src/core/runs/count.ts';
import { estimateTokens } from '../../../src/core/text/tokens.ts';
import { createCodeInterpreter } from '../../../src/core/tools/codeInterpreter.ts';
import { createReadLines } from '../../../src/core/tools/readLines.ts';
import { createFileSearch } from '../../../src/core/tools/fileSearch.ts';
import { pythonText } from '../../../src/core/tools/pythonText.ts';
import { dataAttachment, textPart, userMessage, type Message } from '../../../src/core/types/item.ts';
import { memoryLog } from '../../support/log.ts';
import { says, scriptedModel } from '../../support/scriptedModel.ts';
import { tempDir } from '../../support/temp.ts';
import { openRunsRoom } from './runsRoom.ts';

const never = () => {
  throw new Error('nothing is run here');
};
const python = (...libraries: string[]): InterpreterState => ({ kind: 'sandboxed', python: { executable: '/usr/bin/python3', version: '3.11.2', libraries } });
const NOW = new Date('2026-11-29T12:00:00');

suite('what a model is told', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(() => dir.remove());

  /** What it reads of a question that comes with a file of these bytes. */
  async function readsOf(name: string, content: string | Uint8Array): Promise<string> {
    const room = await openRunsRoom();
    try {
      const file = path.join(dir.path, name);
      writeFileSync(file, content);
      const model = scriptedModel(says('ok'));
      const { runs, settles } = await room.runsWith(model);
      const ended = settles();
      const input = [userMessage([textPart('What is it?'), { type: 'file', file: dataAttachment({ name, path: file, bytes: content.length }) }])];
      await runs.start({ thread: room.thread, assistant: DEFAULT_ASSISTANT, input });
      await ended;
      await runs.close();
      return inputForModel(model.requests[0]?.items[0] as unknown as Message);
    } finally {
      await room.close();
    }
  }

  test('of a table: size, encoding, what stands between cells, header and two rows', async () => {
    const read = await readsOf('sales.csv', 'day;region;amount\n2026-01-01;North;1,5\n2026-01-02;South;2,5\n2026-01-03;North;9,9\n');
    assert.match(read, /^What is it\?\n\nAttached file: sales\.csv, at \/mnt\/data\/sales\.csv, \d+ bytes?, UTF-8, cells separated by “;”\. It begins:\n```\nday;region;amount\n2026-01-01;North;1,5\n2026-01-02;South;2,5\n```$/);
  });

  test('of a wide one no more than its beginning, and it says where a line is cut', async () => {
    const wide = Array.from({ length: 300 }, (_, index) => `column_${index}`).join('\t');
    const read = await readsOf('wide.tsv', `${wide}\n${wide}\n`);
    assert.match(read, /separated by tabs/);
    assert.match(read, /column_0\tcolumn_1\t.*…\n/);
    assert.ok(estimateTokens(read) < 180, `${estimateTokens(read)}`);
  });

  for (const [name, bytes, form] of [
    ['utf16.csv', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 'UTF-16, cells separated by “,”'],
    ['old.csv', Buffer.from('stra\xdfe;ort\n1;2\n', 'latin1'), 'not UTF-8, perhaps Windows-1252, cells separated by “;”'],
    ['lines.jsonl', Buffer.from('{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n'), 'UTF-8'],
    ['half.csv', Buffer.concat([Buffer.from(`name,n\n${'ä,1\n'.repeat(1_021)}`), Buffer.from('x')]), 'UTF-8, cells separated by “,”'],
  ] as const) {
    test(`of ${name}: ${form}`, async () => assert.match(await readsOf(name, bytes), new RegExp(`, ${form}\\. It begins`)));
  }

  test('of what is no text, and of an empty file, its name and size alone', async () => {
    for (const [name, bytes] of [['book.xlsx', Buffer.from('PK\u0003\u0004abc')], ['x.parquet', Buffer.from('PAR1\u0000\u0001')], ['empty.csv', Buffer.alloc(0)]] as const) {
      assert.match(await readsOf(name, bytes), /Attached file: [^\n]+$/);
    }
  });

  test('of Python: which libraries there are, and how charts are made with them', () => {
    assert.equal(pythonText(python('numpy', 'pandas', 'matplotlib')), 'Python 3.11 with numpy, pandas, matplotlib. Open figures of matplotlib are shown.');
    assert.match(pythonText(python('pandas')), /^Python 3\.11 with pandas\. For charts: from docent_profile import profile;/);
    assert.match(pythonText(python()), /^Python 3\.11 with its standard library alone\./);
    assert.equal(pythonText({ kind: 'unavailable', error: { code: 'python_missing', message: 'None.', action: null } }), '');
    assert.ok(!DEFAULT_ASSISTANT.instructions.includes('matplotlib'));
  });

  test('of the workspace: its folders two levels deep, without what is ignored, hidden or secret; and of the day and the system', () => {
    for (const folder of ['src/core', 'src/webview', 'docs', 'out/deep', '.git', 'node_modules/x']) mkdirSync(path.join(dir.path, folder), { recursive: true });
    for (const file of ['README.md', '.env', 'server.pem']) writeFileSync(path.join(dir.path, file), '');
    writeFileSync(path.join(dir.path, '.gitignore'), 'out/\n');
    const knowledge = createKnowledge({ dir: dir.path, worker: '', log: memoryLog() });
    const folder = { ...knowledge.outline(dir.path), name: 'shop' };
    const text = surroundingsText({ system: 'Linux', folders: [folder] }, NOW);
    assert.equal(text, 'Workspace shop: docs/, src/{core, webview}, README.md\nSystem: Linux. Today is 2026-11-29, a Sunday.');
    assert.equal(knowledge.outline(path.join(dir.path, 'gone')).entries.length, 0);
  });

  test('all of it is bounded, whatever the workspace holds, and what changes each day comes last', () => {
    const entries = Array.from({ length: 500 }, (_, index) => ({ name: `folder${index}/`, within: ['a', 'b'] }));
    for (const folders of [[{ name: 'w', entries }], Array.from({ length: 9 }, (_, index) => ({ name: `w${index}`, entries }))]) {
      const text = surroundingsText({ system: 'Linux', folders }, NOW);
      assert.ok(estimateTokens(text) <= 100, `${estimateTokens(text)}`);
      assert.ok(text.endsWith('a Sunday.'));
    }
    const large = surroundingsText({ system: 'Windows', folders: [{ name: 'workspace', entries }] }, NOW);
    assert.match(large, /^Workspace workspace: folder0\/, folder1\/.*, …\n/);
    const context = estimateTokens(large) + estimateTokens(pythonText(python('numpy', 'pandas', 'matplotlib')));
    assert.ok(context <= 110, `${context}`);
  });

  test('instructions and tools have at most 370 tokens', () => {
    const interpreter = { probe: never, session: never, grid: never, choices: { all: never, remember: never }, lease: never, sessions: never, end: never, environments: never, follow: never, reset: never, close: never };
    const tools = [createReadLines(never), createFileSearch({ storeOf: never, unread: never, building: never }), createCodeInterpreter(interpreter, never)].map(({ definition }) => definition);
    const tokens = fixedTokens({ instructions: DEFAULT_ASSISTANT.instructions, tools });
    assert.ok(tokens <= 370, `${tokens}`);
  });
});
