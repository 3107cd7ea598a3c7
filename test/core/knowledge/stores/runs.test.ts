import assert from 'node:assert/strict';
import { PLAIN_ASSISTANT, type Assistant } from '../../../../src/core/types/assistant.ts';
import type { NumberedPassage } from '../../../../src/core/types/citation.ts';
import { textPart, userMessage } from '../../../../src/core/types/item.ts';
import { isActive, type Run } from '../../../../src/core/types/run.ts';
import { openStoresRoom, textFile } from '../../../api/support/storesRoom.ts';
import { prepareStores } from '../../../../src/core/knowledge/stores/uploads/prepareStores.ts';
import { calls, says, scriptedModel } from '../../../support/scriptedModel.ts';
import { makePdf } from '../read/makePdf.ts';
import { cleanUp, folderOf } from '../setup.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

suite('runs that search vector stores', function () {
  this.timeout(30_000);
  let folder: ReturnType<typeof folderOf>;
  let room: Awaited<ReturnType<typeof openStoresRoom>>;
  setup(async () => {
    folder = folderOf({ 'wild.md': 'A zebra in the workspace, among many other words that say nothing.' });
    room = await openStoresRoom(scriptedModel(calls({ callId: 'c1', name: 'file_search', args: { query: 'zebra' } }), says('Done.')), [folder]);
  });
  teardown(async () => {
    await room.close();
    await cleanUp();
  });

  const storeOf = async (name: string, text: string) => {
    const { id } = await room.client.vectorStores.create({ name });
    await room.client.vectorStores.files.uploadAndPoll(id, textFile(`${name}.txt`, text));
    return id;
  };
  /** Takes a second or more to read. */
  const long = async () => {
    const pages = Array.from({ length: 1_500 }, (_, page) => [`Page ${page} of a long report.`]);
    const file = textFile('long.pdf', Uint8Array.from(makePdf([...pages, ['A zebra at last.']])));
    return (await room.client.files.create({ file, purpose: 'assistants' })).id;
  };
  const thread = (vectorStores: readonly string[], workspace = '') =>
    room.docent.threads.create({ origin: 'api', workspace, title: '', toolResources: { codeInterpreterFiles: [], vectorStores } });
  const assistant = (vectorStores: readonly string[], maxResults: number | null = null, scoreThreshold: number | null = null): Assistant => ({
    ...PLAIN_ASSISTANT,
    id: 'asst_1',
    createdAt: 0,
    tools: [{ type: 'file_search', maxResults, scoreThreshold }],
    toolResources: { codeInterpreterFiles: [], vectorStores },
  });

  /** Runs the assistant on a thread to its end. */
  async function ask(who: Assistant, where: Awaited<ReturnType<typeof thread>>) {
    const ended = new Promise<Run>((resolve) => {
      room.docent.runs.subscribe((id, event) => {
        if (id === where.id && event.type === 'run' && !isActive(event.run.status)) resolve(event.run);
      });
    });
    await room.docent.runs.start({ thread: where, assistant: who, input: [userMessage([textPart('zebra?')])] });
    const run = await ended;
    const { items } = await room.docent.runs.stored(where.id);
    const call = items.find((item) => item.type === 'file_search_call');
    const found: readonly NumberedPassage[] = call?.results ?? [];
    return { run, found, names: found.map(({ file }) => file.path), error: call?.error ?? null };
  }

  test('the assistant’s, the thread’s and the workspace’s are searched as one, best first', async () => {
    await room.docent.workspace.store.sync([folder], { exclude: [] });
    const [own, theirs] = [await storeOf('own', 'zebra '.repeat(3)), await storeOf('theirs', 'zebra\nzebra\nzebra\n')];
    const { run, names, found } = await ask(assistant([own, 'workspace']), await thread([theirs, own], await room.docent.workspace.id()));
    assert.equal(run.status, 'completed');
    assert.deepEqual(names.toSorted(), ['own.txt', 'theirs.txt', 'wild.md']);
    assert.equal(names[0], 'theirs.txt');
    assert.deepEqual(found.map(({ score }) => score), found.map(({ score }) => score).toSorted((a, b) => b - a));
    const cited = found[0]?.file.id ?? '';
    assert.match(cited, /^file-/);
    assert.equal(await room.docent.vectorStores.text(cited), 'zebra\nzebra\nzebra');
    assert.equal(await room.docent.vectorStores.text('file-x'), null);
  });

  test('as many passages as the assistant says, and none below its threshold', async () => {
    const id = (await room.client.vectorStores.create({})).id;
    for (const count of [1, 2, 3]) await room.client.vectorStores.files.uploadAndPoll(id, textFile(`${count}.txt`, 'zebra\n'.repeat(count)));
    assert.deepEqual((await ask(assistant([id], 2), await thread([]))).names, ['3.txt', '2.txt']);
  });

  test('a threshold that nothing reaches leaves nothing', async () => {
    const id = await storeOf('one', 'zebra');
    const { names, error } = await ask(assistant([id], null, 0.9), await thread([]));
    assert.deepEqual([names, error], [[], null]);
  });

  test('a run waits for files of its thread that are still being read', async () => {
    const id = (await room.client.vectorStores.create({})).id;
    await room.client.vectorStores.files.create(id, { file_id: await long() });
    assert.deepEqual((await ask(assistant([]), await thread([id]))).names, ['long.pdf']);
  });

  test('and for the assistant’s: it has begun, says what for, and can be stopped there', async () => {
    const id = (await room.client.vectorStores.create({ file_ids: [await long(), await long()] })).id;
    const where = await thread([]);
    const said = new Promise<string>((resolve) => {
      room.docent.runs.subscribe((_, event) => {
        if (event.type === 'waiting' && event.waiting) resolve(event.waiting.message);
      });
    });
    const stopped = ask(assistant([id]), where);
    assert.equal(await said, 'Waiting for 2 files to be read');
    assert.equal((await room.docent.runs.stored(where.id)).run?.status, 'in_progress');
    await room.docent.runs.cancel(where.id);
    assert.equal((await stopped).run.status, 'cancelled');
    assert.equal((await room.client.vectorStores.retrieve(id)).status, 'in_progress', 'nobody has waited for the files');
    assert.deepEqual((await ask(assistant([id]), where)).names, ['long.pdf', 'long.pdf']);
  });

  test('a wait has an end, and one that is not needed is none', async () => {
    const said: string[] = [];
    const waitFor = async (work: Promise<void>, what: string) => (said.push(what), work);
    const prepare = async (id: string) =>
      prepareStores(room.docent.vectorStores, { assistant: assistant([id]), thread: await thread([id]), signal: new AbortController().signal, limit: 1 }, waitFor);
    const { id } = await room.client.vectorStores.create({ file_ids: [await long()] });
    await prepare(id);
    assert.deepEqual(said, ['Waiting for 1 file to be read']);
    assert.equal((await room.client.vectorStores.retrieve(id)).status, 'in_progress');
    await prepare(await storeOf('read', 'zebra'));
    assert.equal(said.length, 1);
  });

  test('a run is a use of its stores, and one whose store has expired fails with a sentence', async () => {
    const id = await storeOf('Handbook', 'zebra');
    await room.client.vectorStores.update(id, { expires_after: { anchor: 'last_active_at', days: 7 } });
    const where = await thread([id]);
    room.setLastActive(id, Date.now() - 6 * DAY_MS);
    assert.equal((await ask(assistant([]), where)).run.status, 'completed');
    assert.ok(Date.now() / 1000 - ((await room.client.vectorStores.retrieve(id)).last_active_at ?? 0) < 60);

    room.setLastActive(id, Date.now() - 8 * DAY_MS);
    const { run } = await ask(assistant([]), where);
    assert.deepEqual([run.status, run.error?.code], ['failed', 'store_expired']);
    assert.match(run.error?.message ?? '', /^The vector store “Handbook” has expired: /);
  });

  test('a store that never was fails the run; no store at all fails the search alone', async () => {
    const { run } = await ask(assistant(['vs_never']), await thread([]));
    assert.deepEqual([run.status, run.error?.code], ['failed', 'store_missing']);
    const { run: other, error } = await ask(assistant([]), await thread([]));
    assert.deepEqual([other.status, error?.code], ['completed', 'no_stores']);
  });
});
