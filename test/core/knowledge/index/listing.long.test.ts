import assert from 'node:assert/strict';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '../../../../src/core/knowledge/index/database.ts';
import { indexed } from '../../../../src/core/knowledge/index/indexed.ts';
import { writeChanges, type Change } from '../../../../src/core/knowledge/index/rows.ts';
import { DEFAULT_CHUNKING, type StoreFileRow } from '../../../../src/core/types/vectorStore.ts';
import { openStoresRoom } from '../../../api/support/storesRoom.ts';
import { cleanUp, openKnowledge, tempFolder } from '../setup.ts';

const FILES = 50_000;
/** So long may nothing else happen on the thread that asks: far above what is measured on a machine at rest. In milliseconds. */
const HELD = 1_000;

suite('a store of 50,000 files', function () {
  this.timeout(300_000);
  teardown(cleanUp);

  const shown = (index: number) => (index < 5_000 ? `flat/file${index}.ts` : `packages/pkg${index % 200}/src/module${Math.floor(index / 200) % 25}/file${index}.ts`);

  /** How long it took, how long the thread that asked could do nothing else, and what it had to do. In milliseconds. */
  async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number; readonly held: number; readonly cpu: number }> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const cpu = process.threadCpuUsage();
    const began = performance.now();
    const result = await work();
    const ms = performance.now() - began;
    // What held it up to the very end is counted after it.
    await setTimeout(5);
    delay.disable();
    return { result, ms, held: delay.max / 1e6, cpu: process.threadCpuUsage(cpu).user / 1e3 };
  }

  /** @param atOnce what is far too long, in milliseconds */
  async function folders(atOnce: number, list: (folder: string) => Promise<{ readonly folders: readonly unknown[]; readonly files: readonly unknown[]; readonly more: number }>) {
    await list('');
    for (const [folder, expected] of [['', [2, 0, 0]], ['packages', [200, 0, 0]], ['packages/pkg7/src', [25, 0, 0]], ['flat', [0, 500, 4_500]]] as const) {
      const { result, ms, held, cpu } = await timed(() => list(folder));
      assert.deepEqual([result.folders.length, result.files.length, result.more], expected);
      console.log(`      ${folder || 'the top'}: ${ms.toFixed(0)} ms, held up ${held.toFixed(0)} ms, ${cpu.toFixed(0)} ms of its own work`);
      assert.ok(ms < atOnce, `${folder} took ${ms} ms`);
      assert.ok(held < HELD, `${folder} held the thread up for ${held} ms`);
    }
  }

  test('that are indexed is looked into at once, off the thread that asks', async () => {
    const dir = tempFolder();
    const db = openDatabase(join(dir, 'big.db'));
    const change = (index: number): Change => {
      const row = { path: `/project/${shown(index)}`, shown: shown(index), size: 9, mtime: 1, hash: `${index}`, reason: index % 100 === 0 ? 'is binary' : null, secrets: [], attributes: null };
      return { row, text: indexed(row.shown, [{ lines: { start: 1, end: 1 }, page: null, text: `export const name${index} = ${index};`, overlap: 0 }]) };
    };
    for (let from = 0; from < FILES; from += 1_000) writeChanges(db, Array.from({ length: 1_000 }, (_, index) => change(from + index)));
    db.close();
    const store = openKnowledge(dir).knowledge.store('big');
    await folders(1_000, (folder) => store.list(folder, 500));
  });

  test('that were uploaded is looked into in small steps', async () => {
    const room = await openStoresRoom();
    try {
      const { id: storeId } = await room.client.vectorStores.create({ name: 'Big' });
      const row = (index: number): StoreFileRow => ({
        storeId, fileId: `file-${index}`, status: 'completed', error: null, attributes: { path: shown(index), hash: `${index}` }, chunking: DEFAULT_CHUNKING, bytes: 9, createdAt: 1,
      });
      for (let from = 0; from < FILES; from += 5_000) await room.docent.vectorStores.restoreFiles(Array.from({ length: 5_000 }, (_, index) => row(from + index)));
      await folders(20_000, (folder) => room.docent.vectorStores.files.inFolder(storeId, folder, 500));
    } finally {
      await room.close();
    }
  });
});
