import assert from 'node:assert/strict';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import type { SourceFolder, VectorStore } from '../../../src/core/knowledge/vectorStore.ts';
import { createFolderStores } from '../../../src/core/knowledge/stores/folders/folderStores.ts';
import { createFileSearch } from '../../../src/core/tools/fileSearch.ts';
import { lineRequest } from '../../../src/core/tools/lineRequest.ts';
import { createReadLines } from '../../../src/core/tools/readLines.ts';
import { quote } from '../../../src/core/types/citation.ts';
import { messageText } from '../../../src/core/types/item.ts';
import { outputForModel } from '../../../src/core/models/callOutput.ts';
import { toolName } from '../../../src/core/models/transcript.ts';
import { calls, says, scriptedModel, type Script } from '../../support/scriptedModel.ts';
import { cleanUp, folderOf, numbered, openKnowledge, openStore, tempFolder } from '../knowledge/setup.ts';
import { openRunsRoom, type RunsRoom } from '../runs/runsRoom.ts';

suite('what a model asks to read', () => {
  const file = (path: string, start: number, end: number) => ({ kind: 'file', path, lines: { start, end } });
  const FORMS: readonly (readonly [string, unknown])[] = [
    ['3', { kind: 'around', passage: 3 }],
    ['【3】', { kind: 'around', passage: 3 }],
    ['[3]', { kind: 'around', passage: 3 }],
    ['passage 12', { kind: 'around', passage: 12 }],
    ['src/a.ts:10-60', file('src/a.ts', 10, 60)],
    ['src/a.ts:60-10', file('src/a.ts', 10, 60)],
    ['`src/a.ts:10–60`', file('src/a.ts', 10, 60)],
    ['src/a.ts#L10-L60', file('src/a.ts', 10, 60)],
    ['src/a.ts, lines 10 to 60', file('src/a.ts', 10, 60)],
    ['./src/a.ts:10:60', file('src/a.ts', 10, 60)],
    ['C:\\work\\a.ts:30', file('C:/work/a.ts', 10, 50)],
    ['src/a.ts:5', file('src/a.ts', 1, 25)],
    ['docs/My notes.md', { kind: 'file', path: 'docs/My notes.md', lines: null }],
    [' ', null],
  ];
  for (const [asked, meant] of FORMS) test(JSON.stringify(asked), () => assert.deepEqual(lineRequest(asked), meant));
});

suite('lines of an indexed file', function () {
  this.timeout(30_000);
  let room: RunsRoom;
  let store: VectorStore;
  setup(async () => {
    room = await openRunsRoom();
    store = openStore();
    const other = 'apples and pears\n';
    await store.sync([folderOf({ 'src/long.txt': `${numbered(200)}the answer is 42\n${numbered(199, 'after')}`, 'src/a_b.txt': other, 'lib/axb.txt': other, 'x/same.txt': other, 'y/same.txt': other })], { exclude: [] });
  });
  teardown(async () => {
    await room.close();
    await cleanUp();
  });

  /** Plays these turns; what the model read of its last call, and the answer. */
  async function play(window: number | null, ...turns: readonly Script[]) {
    const model = { ...scriptedModel(...turns), contextTokens: async () => window };
    const tools = [createFileSearch({ storeOf: () => store, unread: async () => 0, building: () => null }), createReadLines(() => store)];
    const { runs, ask } = await room.runsWith(model, tools);
    const run = await ask('What is the answer?', { assistant: DEFAULT_ASSISTANT });
    await runs.close();
    const items = await room.data.items.list(room.thread.id);
    const call = items.findLast((item) => item.type === 'file_search_call');
    assert.ok(call?.type === 'file_search_call');
    return { run, call, read: outputForModel(call, []), message: items.findLast((item) => item.type === 'message') };
  }
  const reading = (lines: unknown) => calls({ callId: 'r', name: 'read_lines', args: typeof lines === 'object' ? lines : { lines } });

  test('around a passage are passages of their own, whose numbers an answer cites', async () => {
    const search = calls({ callId: 's', name: 'file_search', args: { query: 'answer' } });
    const { run, call, message } = await play(null, search, reading('1'), says('It is 42 【2】.'));
    assert.equal(run.status, 'completed');
    assert.deepEqual([toolName(call), call.error], ['read_lines', null]);
    const results = call.results ?? [];
    assert.ok(results.length >= 2 && results.every(({ number }) => number > 1));
    assert.ok(results.flatMap(({ text }) => text.split('\n')).includes('the answer is 42'));
    assert.ok(message?.type === 'message' && message.role === 'assistant');
    const [part] = message.content;
    assert.ok(part?.type === 'text');
    const [first] = results;
    assert.ok(first);
    assert.deepEqual(part.annotations.map(({ citation }) => [citation.number, citation.lines, citation.quote]), [[2, first.lines, quote(first, first.lines)]]);
    assert.match(messageText(message), /^It is 42/);
  });

  test('of a range are whole, and it is said where the file goes on', async () => {
    const { read, call } = await play(null, reading('src/long.txt:195-215'), says('ok'));
    assert.match(read, /【1】 src\/long\.txt:195-214\nword195\n(word\d+\n)+the answer is 42\n/);
    assert.match(read, /It goes on to line 400\./);
    assert.deepEqual(call.queries, ['src/long.txt:195-215']);
  });

  test('are no more than a request has room for, in whole passages', async () => {
    const small = await play(1_600, reading('src/long.txt'), says('ok'));
    const results = small.call.results ?? [];
    const last = results.at(-1)?.lines.end ?? 0;
    assert.ok(last >= 60 && last < 400, `${last}`);
    assert.deepEqual(results.map(({ lines }) => lines.start), results.map((_, index) => 1 + index * 20));
    assert.deepEqual(small.run.leftOut, { messages: 0, results: 0 });
  });

  for (const [what, lines, message] of [
    ['a file that is not in the index', 'src/none.txt:1-2', /^There is no “src\/none\.txt” among the files; find its path by file_search\.$/],
    ['a passage that was never found', '77', /^There is no passage 77\.$/],
    ['a name that several files have', 'same.txt', /^Several files end so: x\/same\.txt, y\/same\.txt\. Name one of them\.$/],
    ['lines that a file does not have', 'src/long.txt:900-950', /^src\/long\.txt has 400 lines only\.$/],
    ['nothing', '', /^read_lines needs “lines”/],
  ] as const) {
    test(`are none of ${what}: the model is told so`, async () => {
      const { run, call } = await play(null, reading(lines), says('ok'));
      assert.equal(run.status, 'completed');
      assert.match(call.error?.message ?? '', message);
    });
  }

  test('are found by the end of a path, letter by letter, and by path and lines apart', async () => {
    assert.match((await play(null, reading('a_b.txt'), says('ok'))).read, /src\/a_b\.txt:1-1/);
    assert.match((await play(null, reading({ path: 'src/long.txt', lines: '10-12' }), says('ok'))).read, /src\/long\.txt:10-12\nword10\nword11\nword12/);
    assert.match((await play(null, reading({ file: 'src/long.txt', from: 10, to: 11 }), says('ok'))).read, /src\/long\.txt:10-11/);
  });
});

suite('files of several folders', () => {
  teardown(cleanUp);

  test('are found as the window shows them, and by their paths', async () => {
    const { knowledge } = openKnowledge(tempFolder());
    const [one, two] = [folderOf({ 'a.txt': 'apples\n' }), folderOf({ 'a.txt': 'pears\n', 'b.txt': 'plums\n' })];
    const folders: readonly SourceFolder[] = [{ path: one.path, prefix: 'one' }, { path: two.path, prefix: 'two' }];
    const stores = createFolderStores({ folders: () => folders, nowhere: () => knowledge.store('nowhere'), open: async (path) => ({ root: path, store: knowledge.store(path === one.path ? 'one' : 'two') }) });
    await stores.sync(folders, { exclude: [] });
    const found = async (path: string) => (await stores.find(path)).map((file) => file.path);
    assert.deepEqual(await found('two/a.txt'), ['two/a.txt']);
    assert.deepEqual(await found('a.txt'), ['one/a.txt', 'two/a.txt']);
    assert.deepEqual(await found('b.txt'), ['two/b.txt']);
    assert.deepEqual(await found(`${one.path}/a.txt`), ['one/a.txt']);
  });
});
