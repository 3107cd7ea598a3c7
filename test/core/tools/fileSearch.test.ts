import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createFileSearch } from '../../../src/core/tools/fileSearch.ts';
import type { ToolContext } from '../../../src/core/tools/tool.ts';
import { NO_RESOURCES } from '../../../src/core/types/assistant.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { cleanUp, folderOf, openKnowledge, tempFolder } from '../knowledge/setup.ts';

const NOTE = 'The index of the workspace is still being built; what is not in it yet may be missing here.';

suite('file search', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  /** A workspace's index, of which somebody else takes care: `building` is what they are at. */
  async function openRoom() {
    const folder = folderOf({ 'a.txt': 'apples\n', 'b.txt': 'pears\n' });
    const dir = tempFolder();
    const first = openKnowledge(dir);
    await first.knowledge.store('test').sync([folder], { exclude: [] });
    await first.knowledge.close();
    const waitedFor: string[] = [];
    const store = () => openKnowledge(dir).knowledge.store('test');
    return {
      file: join(dir, 'test.db'),
      folder,
      store,
      waitedFor,
      search(query: string, searched: ReturnType<typeof store>, building: () => Promise<void> | null, signal = new AbortController().signal, unread = () => 0) {
        const context: ToolContext = {
          thread: { id: 't', title: '', origin: 'chat', workspace: '', toolResources: NO_RESOURCES, createdAt: 0, updatedAt: 0, metadata: {} },
          assistant: DEFAULT_ASSISTANT,
          files: [],
          signal,
          advice: EDITOR_ADVICE,
          caller: 'model',
          passages: () => [],
          room: async () => null,
          output: () => undefined,
          consent: async () => false,
          waitFor(work, what) {
            waitedFor.push(what);
            return work;
          },
          atEnd: () => undefined,
        };
        return createFileSearch({ storeOf: () => searched, unread: async () => unread(), building }).run?.({ query }, context);
      },
    };
  }

  test('finds out that the index is damaged, waits until it is built again, and finds', async () => {
    const { file, folder, store, search, waitedFor } = await openRoom();
    writeFileSync(file, 'garbage '.repeat(2_000));
    const damaged = store();
    let building: Promise<void> | null = null;
    damaged.onDamaged(() => {
      building = damaged.sync([folder], { exclude: [] }).then(() => void (building = null));
    });
    const result = await search('apples', damaged, () => building);
    assert.ok(result?.type === 'passages');
    assert.deepEqual([result.passages.map((passage) => passage.file.path), result.note], [['a.txt'], undefined]);
    assert.deepEqual(waitedFor, ['Waiting for the index to be built']);
  });

  test('does not wait where something is found, but says that the index is still being built', async () => {
    const { store, search, waitedFor } = await openRoom();
    const result = await search('pears', store(), () => Promise.withResolvers<void>().promise);
    assert.ok(result?.type === 'passages');
    assert.deepEqual([result.passages.map((passage) => passage.file.path), result.note, waitedFor], [['b.txt'], NOTE, []]);
  });

  test('that waits ends with its run', async () => {
    const { store, search } = await openRoom();
    const abort = new AbortController();
    const searching = search('plums', store(), () => {
      queueMicrotask(() => abort.abort());
      return Promise.withResolvers<void>().promise;
    }, abort.signal);
    await assert.rejects(Promise.resolve(searching), { name: 'AbortError' });
  });

  test('says which files are read again, where it found out that their store is damaged', async () => {
    const { file, store, search } = await openRoom();
    writeFileSync(file, 'garbage '.repeat(2_000));
    const damaged = store();
    let unread = 0;
    damaged.onDamaged(() => (unread = 2));
    const result = await search('apples', damaged, () => null, new AbortController().signal, () => unread);
    assert.deepEqual(result, { type: 'passages', passages: [], note: '2 files are still being read; what they say may be missing here.' });
  });

  test('says nothing of building where nothing is built', async () => {
    const { store, search } = await openRoom();
    const result = await search('plums', store(), () => null);
    assert.deepEqual(result, { type: 'passages', passages: [] });
  });
});
