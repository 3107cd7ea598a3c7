import assert from 'node:assert/strict';
import { newRows } from '../../../src/core/knowledge/stores/uploads/files.ts';
import { DEFAULT_CHUNKING } from '../../../src/core/types/vectorStore.ts';
import { tempDir } from '../../support/temp.ts';
import { openData } from '../../support/data.ts';

suite('files of vector stores, as rows', () => {
  test('a store that is deleted at the moment when files are put in says so', async () => {
    const dir = await tempDir();
    const { stores, storeFiles, close } = await openData(dir.path);
    const now = Date.now();
    await stores.add({ id: 'vs_1', name: '', description: '', metadata: {}, expiresAfterDays: null, createdAt: now, lastActiveAt: now, expired: false });
    const files = newRows('vs_1', [{ fileId: 'file-1', attributes: {}, chunking: DEFAULT_CHUNKING }]);
    await storeFiles.add(files, 'owner_1', null);
    await stores.delete('vs_1');
    await assert.rejects(storeFiles.add(files, 'owner_1', null), { code: 'store_missing', message: 'There is no vector store “vs_1”: it was deleted.' });
    await close();
    await dir.remove();
  });
});
