import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createKnowledge } from '../../../../../src/core/knowledge/knowledge.ts';
import { memoryLog } from '../../../../support/log.ts';
import { cleanUp, folderOf, openKnowledge, tempFolder, WORKER } from '../../setup.ts';

suite('a store on a network file system', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  test('is read and written by its two threads without shared memory, also one that was made with it', async () => {
    const dir = tempFolder();
    const folder = folderOf({ 'a.md': 'quincebrook', 'b.md': 'medlarbrook' });
    const local = openKnowledge(dir).knowledge;
    await local.store('test').sync([folder], { exclude: [] });
    await local.close();
    const knowledge = createKnowledge({ dir, worker: WORKER, journal: () => 'rollback', log: memoryLog() });
    const store = knowledge.store('test');
    const [found, report] = await Promise.all([store.search('quincebrook', { limit: 1 }), store.sync([folder], { exclude: [] })]);
    assert.equal(found[0]?.file.path, 'a.md');
    assert.equal(report.unchanged, 2);
    // A journal may still stand there while what was moved is put in order.
    assert.deepEqual(readdirSync(dir).filter((name) => /-(?:wal|shm)$/.test(name)), []);
    await knowledge.close();
  });
});
