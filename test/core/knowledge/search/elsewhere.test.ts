import assert from 'node:assert/strict';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFolderStores } from '../../../../src/core/knowledge/stores/folders/folderStores.ts';
import { inTime, NO_REMOTE } from '../../../../src/core/knowledge/remoteFiles.ts';
import { foundElsewhere } from '../../../../src/core/knowledge/search/elsewhere.ts';
import { milliseconds } from '../../../../src/core/limits/budget.ts';
import { toCitation, type Citation } from '../../../../src/core/types/citation.ts';
import { makePdf } from '../read/makePdf.ts';
import { cleanUp, folderOf, openKnowledge, openStore, put, tempFolder, WORKER } from '../setup.ts';

const CLIENT = 'export function refundOrder(order) {\n  const amount = totalOf(order);\n  return bank.transfer(order.customer, amount);\n}\n';

/** The best passage for a question, as an answer cites it. */
async function cited(store: ReturnType<typeof openStore>, question: string): Promise<Citation> {
  const [passage] = await store.search(question, { limit: 1 });
  assert.ok(passage);
  return toCitation({ ...passage, number: 1 });
}

suite('What was cited, in another file', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  test('is found where the file was renamed, and where the function was moved; a like function is not', async () => {
    const folder = folderOf({ 'src/client.js': CLIENT, 'src/other.js': 'export const one = 1;\n', 'src/like.js': CLIENT.replace('totalOf', 'halfOf').replace('bank', 'shop') });
    const store = openStore();
    const sync = () => store.sync([folder], { exclude: [] });
    await sync();
    const citation = await cited(store, 'refund order total of bank');
    assert.equal(citation.file.path, 'src/client.js');
    assert.equal(await foundElsewhere(store, citation), null);

    renameSync(join(folder.path, 'src', 'client.js'), join(folder.path, 'src', 'refunds.js'));
    await sync();
    const renamed = await foundElsewhere(store, citation);
    assert.deepEqual([renamed?.file.path, renamed?.lines], ['src/refunds.js', citation.lines]);

    // The index does not know yet that it is gone from there, too.
    rmSync(join(folder.path, 'src', 'refunds.js'));
    assert.equal(await foundElsewhere(store, citation), null);

    put(join(folder.path, 'src', 'refunds.js'), 'export const two = 2;\n');
    put(join(folder.path, 'src', 'other.js'), `export const one = 1;\n\n${CLIENT.replaceAll(/^/gm, '  ')}`);
    await sync();
    const moved = await foundElsewhere(store, citation);
    assert.deepEqual([moved?.file.path, moved?.lines.start], ['src/other.js', citation.lines.start + 2]);

    put(join(folder.path, 'src', 'other.js'), 'export const one = 1;\n');
    await sync();
    assert.equal(await foundElsewhere(store, citation), null);
    assert.equal(await foundElsewhere(store, { ...citation, quote: 'export const two = 2;' }), null);
  });

  test('in a document it is found in the text that was indexed, which is what is shown', async () => {
    const folder = folderOf({ 'fees.pdf': makePdf([['Fees', '', 'A courier costs four euros and fifty cents.']]) });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    const citation = await cited(store, 'what does a courier cost?');
    renameSync(join(folder.path, 'fees.pdf'), join(folder.path, 'costs.pdf'));
    await store.sync([folder], { exclude: [] });
    put(join(folder.path, 'costs.pdf'), 'written anew just now');
    const found = await foundElsewhere(store, citation);
    assert.deepEqual([found?.file.path, found?.lines], ['costs.pdf', citation.lines]);
  });

  test('a window without a folder finds it in the file itself, in its encoding, wherever it lies', async () => {
    const folder = folderOf({ 'fees.txt': Buffer.from('first\nDie Größe der Gebühr\n', 'latin1') });
    const dir = tempFolder();
    const { knowledge } = openKnowledge(dir, WORKER, { ...NO_REMOTE, read: async () => Buffer.from('one\ntwo\nfar away\n') });
    const stores = createFolderStores({ folders: () => [], open: () => Promise.reject(new Error('There is none.')), nowhere: () => knowledge.store('nowhere') });
    const citation = { file: { id: join(folder.path, 'fees.txt'), path: 'fees.txt' }, quote: 'Die Größe der Gebühr', lines: { start: 1, end: 1 } };
    assert.deepEqual(await stores.locate({ citation, shown: null }), { found: { kind: 'moved', lines: { start: 2, end: 2 } }, encoding: 'windows-1252', page: null });
    const remote = { file: { id: '/vscode-vfs%3A%2F%2Fgithub/a/b.txt', path: 'b.txt' }, quote: 'far away', lines: { start: 3, end: 3 } };
    assert.deepEqual((await stores.locate({ citation: remote, shown: null })).found, { kind: 'same', lines: { start: 3, end: 3 } });
    assert.deepEqual(readdirSync(dir), [], 'No store is made for it.');
  });

  test('a file that is not on disk is waited for, but not for ever', async () => {
    assert.equal(await inTime(Promise.resolve('text'), null, milliseconds(5)), 'text');
    await assert.rejects(inTime(new Promise(() => undefined), null, milliseconds(5)), { message: 'nothing has answered within 0.005 seconds' });
  });
});
