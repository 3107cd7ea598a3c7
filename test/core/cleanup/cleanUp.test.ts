import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planFor, type Remain } from '../../../src/core/cleanup/remain.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { openStoresRoom, serveDocent, textFile } from '../../api/support/storesRoom.ts';
import { cleanUp, folderOf } from '../knowledge/setup.ts';

suite('clean-up on this machine', function () {
  this.timeout(30_000);
  let room: Awaited<ReturnType<typeof openStoresRoom>>;
  setup(async () => (room = await openStoresRoom()));
  teardown(async () => {
    await room.close();
    await cleanUp();
  });

  const upload = async (name: string) => (await room.client.files.create({ file: textFile(name, 'A zebra.'), purpose: 'assistants' })).id;
  const storeWith = async (name: string, ...files: readonly string[]) => {
    const { id } = await room.client.vectorStores.create({ name });
    for (const file of files) await room.client.vectorStores.files.createAndPoll(id, { file_id: file });
    return id;
  };
  const look = () => room.docent.cleanUp.look();
  const named = (remains: readonly Remain[], name: string) => remains.find((remain) => remain.name === name) ?? assert.fail(`Nothing is called ${name}`);
  const names = (remains: readonly Remain[]) => remains.map((remain) => `${remain.kind} ${remain.name}`).toSorted();

  test('finds what scripts and Docent made, with its size and its age', async () => {
    const began = Date.now() - 1_000;
    await storeWith('Guides', await upload('guide.md'));
    await room.client.beta.assistants.create({ model: 'stand-in', name: 'Expert' });
    await room.client.beta.threads.create({ messages: [{ role: 'user', content: 'zebra?' }] });
    await room.docent.threads.create({ origin: 'chat', workspace: '', title: 'Asked in the chat' });
    const found = await look();
    assert.deepEqual(names(found), ['assistant Expert', 'file guide.md', 'store Guides', 'thread Asked in the chat', 'thread zebra?']);
    assert.equal(named(found, 'guide.md').bytes, 8);
    assert.ok(named(found, 'Guides').bytes > 1_000);
    for (const { createdAt } of found) assert.ok(createdAt !== null && createdAt >= began);
    assert.equal(named(found, 'zebra?').about, 'made by a script');
  });

  test('an orphan is what nothing refers to: no store, no message, no assistant, no thread', async () => {
    const [alone, inStore, said, ofAssistant] = [await upload('alone.md'), await upload('in-store.md'), await upload('said.csv'), await upload('code.csv')];
    await storeWith('Guides', inStore);
    await room.client.beta.threads.create({ messages: [{ role: 'user', content: 'sum', attachments: [{ file_id: said, tools: [{ type: 'code_interpreter' }] }] }] });
    await room.client.beta.assistants.create({ model: 'stand-in', tool_resources: { code_interpreter: { file_ids: [ofAssistant] } } });
    await storeWith('Empty');
    const found = await look();
    assert.deepEqual(names(found.filter(({ orphan }) => orphan !== null)), ['file alone.md', 'store Empty']);
    assert.equal(named(found, 'alone.md').orphan, 'in no store and no message');
    assert.equal(named(found, 'alone.md').id, alone);
  });

  test('what was given along with a question that is not asked yet is no orphan', async () => {
    await room.docent.files.upload({ name: 'pasted.txt', mime: 'text/plain', bytes: new Uint8Array([65]) }, 'user_data', null);
    assert.equal(named(await look(), 'pasted.txt').orphan, null);
  });

  test('a dry run tells what is freed, and which files nothing refers to afterwards', async () => {
    const shared = await upload('shared.md');
    const first = await storeWith('First', await upload('only.md'), shared);
    await storeWith('Second', shared);
    const found = await look();
    const plan = planFor(found.filter(({ id }) => id === first), found);
    assert.equal(plan.bytes, named(found, 'First').bytes);
    assert.deepEqual(names(plan.left), ['file only.md']);
    const all = planFor(found, found);
    assert.deepEqual(all.left, []);
    assert.equal((await look()).length, found.length, 'A dry run deletes nothing');
  });

  test('what is deleted is gone for scripts, too, and from the disk', async () => {
    const file = await upload('guide.md');
    const store = await storeWith('Guides', file);
    const assistant = await room.client.beta.assistants.create({ model: 'stand-in', name: 'Expert', tool_resources: { file_search: { vector_store_ids: [store] } } });
    await room.client.beta.threads.create();
    const progress: string[] = [];
    const { deleted, failed } = await room.docent.cleanUp.delete(
      (await look()).filter(({ kind }) => kind !== 'assistant'),
      { onProgress: (done, total) => progress.push(`${done}/${total}`) },
    );
    assert.deepEqual([deleted.length, failed], [3, []]);
    assert.deepEqual(progress, ['0/3', '1/3', '2/3']);
    assert.deepEqual(names(await look()), ['assistant Expert']);
    await assert.rejects(room.client.files.retrieve(file));
    await assert.rejects(room.client.vectorStores.retrieve(store));
    assert.deepEqual((await room.client.beta.assistants.retrieve(assistant.id)).tool_resources?.file_search?.vector_store_ids ?? [], []);
    assert.deepEqual(readdirSync(path.join(room.dir, 'files')), []);
    assert.deepEqual(readdirSync(path.join(room.dir, 'stores')), []);
  });

  test('one that can’t be deleted is told and stays in the list; the others go', async () => {
    const stuck = await upload('stuck.md');
    await upload('other.md');
    // What stands where the bytes were can’t be removed as a file.
    const bytes = path.join(room.dir, 'files', `${stuck}.md`);
    rmSync(bytes);
    mkdirSync(path.join(bytes, 'inside'), { recursive: true });
    const { deleted, failed } = await room.docent.cleanUp.delete(await look());
    assert.deepEqual(names(deleted), ['file other.md']);
    assert.deepEqual(failed.map(({ remain }) => remain.name), ['stuck.md']);
    assert.match(failed[0]?.reason ?? '', /\S/);
    assert.deepEqual(names(await look()), ['file stuck.md'], 'What was not deleted must be found again');
  });

  test('stopped, it tells what it did not come to', async () => {
    await upload('a.md');
    await upload('b.md');
    const abort = new AbortController();
    const done = await room.docent.cleanUp.delete(await look(), { signal: abort.signal, onProgress: () => abort.abort() });
    assert.deepEqual([done.deleted.length, done.left.length], [1, 1]);
    assert.deepEqual(await look(), done.left);
  });

  test('finds indexes of folders that are not open, and what lies on the disk without anything that knows of it', async () => {
    const [gone, there] = [folderOf({ 'a.md': 'zebra' }), folderOf({ 'b.md': 'zebra' })];
    const window = await serveDocent(room.dir, undefined, [{ ...gone, prefix: 'gone' }, { ...there, prefix: 'there' }]);
    await window.docent.workspace.store.sync([{ ...gone, prefix: 'gone' }, { ...there, prefix: 'there' }], { exclude: [] });
    assert.deepEqual(await window.docent.cleanUp.look(), [], 'The indexes of open folders are in use');
    await window.close();
    rmSync(gone.path, { recursive: true });
    const old = new Date(Date.now() - 2 * 60 * 60_000);
    for (const name of ['files/file-lost.txt', 'stores/vs_lost.db', 'stores/vs_1.db.damaged', 'files/file-fresh.txt']) {
      const file = path.join(room.dir, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, 'lost');
      if (!name.includes('fresh')) utimesSync(file, old, old);
    }
    const found = await look();
    assert.deepEqual(names(found), [`index ${there.path}`, `index ${gone.path}`, 'stray file-lost.txt', 'stray vs_1.db.damaged', 'stray vs_lost.db'].toSorted());
    assert.equal(named(found, gone.path).orphan, 'the folder is gone');
    assert.equal(named(found, there.path).orphan, null);
    const { failed } = await room.docent.cleanUp.delete(found);
    assert.deepEqual(failed, []);
    assert.deepEqual(await look(), []);
    assert.ok(existsSync(path.join(room.dir, 'files/file-fresh.txt')), 'Its row may be about to come');
  });

  test('an empty thread is an orphan, one with a question is not', async () => {
    const asked = await room.docent.threads.create({ origin: 'chat', workspace: '', title: 'Asked' });
    await room.docent.threads.create({ origin: 'chat', workspace: '', title: 'Empty' });
    await room.docent.runs.start({ thread: asked, assistant: { ...PLAIN_ASSISTANT, id: 'asst_1', createdAt: 0 }, input: [userMessage([textPart('zebra?')])] });
    const found = await look();
    assert.deepEqual([named(found, 'Asked').orphan, named(found, 'Empty').orphan], [null, 'empty']);
  });
});
