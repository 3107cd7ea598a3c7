import assert from 'node:assert/strict';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import type { ListFilter } from '../../../src/core/data/listFilter.ts';
import { searchSlowly } from '../../../src/core/data/searchSlowly.ts';
import type { Thread } from '../../../src/core/types/thread.ts';
import { OWN_ORIGINS } from '../../../src/core/types/thread.ts';
import { openData } from '../../support/data.ts';
import { tempDir } from '../../support/temp.ts';
import { answer, question } from '../../ui/webview/support/states.ts';

const HERE: ListFilter = { workspace: 'folder_a', origins: OWN_ORIGINS, shelf: null, without: [] };
const EVER = { from: 0, to: Infinity };
const DAY_MS = 24 * 60 * 60_000;
const never = new AbortController().signal;

suite('a list of threads', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let data: DataDirectory;
  setup(async () => {
    dir = await tempDir();
    data = await openData(dir.path);
  });
  teardown(async () => {
    await data.close();
    await dir.remove();
  });

  /** @param said questions and answers, in turn */
  async function make(id: string, { said = [], daysAgo = 0, ...more }: Partial<Thread> & { readonly said?: readonly string[]; readonly daysAgo?: number } = {}) {
    const at = Date.now() - daysAgo * DAY_MS;
    const resources = { codeInterpreterFiles: [], vectorStores: [] };
    const thread: Thread = { id, title: id, origin: 'chat', workspace: 'folder_a', toolResources: resources, createdAt: at, updatedAt: at, metadata: {}, ...more };
    const items = said.map((text, index) => ({ ...(index % 2 === 0 ? question(text, `${id}_${index}`) : answer(text, `${id}_${index}`)), threadId: id }));
    await data.threads.restore(thread, items);
  }
  const listed = async (filter: Partial<ListFilter>, limit = 100) => (await data.threads.within({ ...HERE, ...filter }, EVER, limit)).map(({ id }) => id);

  test('is of some folders, origins and shelves, the newest first, and leaves out what it is told to', async () => {
    await make('old', { daysAgo: 3 });
    await make('new');
    await make('both', { workspace: 'folder_a\nfolder_b', daysAgo: 1 });
    await make('elsewhere', { workspace: 'folder_ab', daysAgo: 0.1 });
    await make('script', { origin: 'api' });
    await make('first', { shelf: 'pinned', daysAgo: 9 });
    await make('away', { shelf: 'archived', daysAgo: 0.1 });
    assert.deepEqual(await listed({}), ['new', 'both', 'old']);
    assert.deepEqual(await listed({}, 2), ['new', 'both']);
    assert.deepEqual(await listed({ without: ['both'] }), ['new', 'old']);
    assert.deepEqual(await listed({ workspace: null }), ['new', 'elsewhere', 'both', 'old']);
    assert.deepEqual(await listed({ workspace: 'folder_c\nfolder_b' }), ['both']);
    assert.deepEqual(await listed({ origins: ['api'] }), ['script']);
    assert.deepEqual(await listed({ shelf: 'pinned' }), ['first']);
    assert.deepEqual(await listed({ shelf: 'any' }), ['new', 'away', 'both', 'old', 'first']);
  });

  test('of a window without a folder has the threads of none', async () => {
    await make('none', { workspace: '' });
    await make('some');
    assert.deepEqual(await listed({ workspace: '' }), ['none']);
  });

  test('is counted and read by times', async () => {
    await make('a');
    await make('b', { daysAgo: 1 });
    await make('c', { daysAgo: 40 });
    const times = await data.threads.times(HERE);
    assert.deepEqual(times.map((at) => Math.round((Date.now() - at) / DAY_MS)), [0, 1, 40]);
    const [, before = 0] = times;
    const within = async (from: number, to: number) => (await data.threads.within(HERE, { from, to }, 9)).map(({ id }) => id);
    assert.deepEqual(await within(before, Infinity), ['a', 'b']);
    assert.deepEqual(await within(0, before), ['c']);
  });

  test('tells what is on a shelf, and a branch stands on none', async () => {
    await make('one', { said: ['So?', 'Yes.'] });
    await data.threads.update('one', { shelf: 'pinned' });
    assert.deepEqual(await listed({ shelf: 'pinned' }), ['one']);
    const branch = await data.threads.fork('one', { before: 'one_1', title: 'branch' });
    assert.deepEqual(await listed({}), [branch.id]);
    await data.threads.update('one', { shelf: undefined });
    assert.deepEqual((await listed({})).sort(), ['one', branch.id].sort());
    const listedBranches = await data.threads.within(HERE, { from: 0, to: Infinity }, 9);
    const found = await data.threads.search({ text: 'so?', filter: HERE }, never);
    for (const list of [listedBranches, found]) assert.deepEqual(new Map(list.map(({ id, isBranch }) => [id, isBranch])), new Map([['one', false], [branch.id, true]]));
  });

  for (const [way, search] of [
    ['in a thread of its own', (text: string, filter: Partial<ListFilter> = {}) => data.threads.search({ text, filter: { ...HERE, shelf: 'any', ...filter } }, never)],
    ['in slices', (text: string, filter: Partial<ListFilter> = {}) => searchSlowly(data.database.read, { text, filter: { ...HERE, shelf: 'any', ...filter } }, never)],
  ] as const) {
    test(`is searched ${way}: titles and messages, all words, in any case, the newest first`, async () => {
      await make('Tides', { daysAgo: 2 });
      await make('b', { said: ['When is it HIGH?', 'The "tide" is high\nat noon.', 'Grüße?', 'ÄRGER und Straße'] });
      await make('c', { said: ['Low tide?'], workspace: 'folder_b', daysAgo: 1 });
      assert.deepEqual((await search('tide')).map(({ id, message }) => [id, message?.id ?? null, message?.excerpt ?? null]), [
        ['b', 'b_1', 'The "tide" is high at noon.'],
        ['Tides', null, null],
      ]);
      const ids = async (text: string, filter?: Partial<ListFilter>) => (await search(text, filter)).map(({ id }) => id);
      assert.deepEqual(await ids('tide', { workspace: null }), ['b', 'c', 'Tides']);
      assert.deepEqual(await ids('noon "TIDE"'), ['b']);
      assert.deepEqual(await ids('ärger'), ['b']);
      assert.deepEqual(await ids('high ärger'), []);
      assert.deepEqual(await ids('msg_'), []);
      assert.deepEqual(await ids('  '), []);
    });
  }

  test('is not searched on when nobody waits for it any more', async () => {
    const gone = AbortSignal.abort();
    await assert.rejects(data.threads.search({ text: 'x', filter: HERE }, gone), { name: 'AbortError' });
    await make('a');
    await assert.rejects(searchSlowly(data.database.read, { text: 'x'.repeat(9), filter: HERE }, gone), { name: 'AbortError' });
  });

  test('has another mark whenever anything was written', async () => {
    const before = await data.changes.mark();
    assert.equal(await data.changes.mark(), before);
    await make('a');
    const made = await data.changes.mark();
    assert.notEqual(made, before);
    const other = await openData(dir.path);
    await other.threads.update('a', { title: 'b' });
    await other.close();
    assert.notEqual(await data.changes.mark(), made);
  });
});
