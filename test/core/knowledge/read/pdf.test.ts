import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pdf } from '../../../../src/core/knowledge/read/pdf.ts';
import { makePdf } from './makePdf.ts';
import { cleanUp, folderOf, openStore } from '../setup.ts';

const handbook = makePdf([
  ['Handbook', '', 'Every rider checks the brakes', 'before the first tour.', '', 'Helmets are provided.'],
  ['Holidays', '', 'Ask two weeks before', 'your holiday begins.'],
]);

suite('PDF', function () {
  // Real files, threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  teardown(cleanUp);

  test('its text comes by page, in lines and paragraphs', async () => {
    assert.deepEqual(await pdf.extract(handbook, () => false), [
      { page: 1, lines: ['Handbook', '', 'Every rider checks the brakes', 'before the first tour.', '', 'Helmets are provided.'] },
      { page: 2, lines: ['Holidays', '', 'Ask two weeks before', 'your holiday begins.'] },
    ]);
  });

  test('a passage knows its page, and its title belongs to it', async () => {
    const folder = folderOf({ 'docs/handbook.pdf': handbook, 'notes.md': 'nothing of interest' });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    const [best] = await store.search('when do I ask for a holiday?', { limit: 3 });
    assert.ok(best);
    assert.deepEqual([best.file.path, best.page, best.lines, best.focus], ['docs/handbook.pdf', 2, { start: 7, end: 10 }, { start: 7, end: 10 }]);
    assert.equal((await store.text(join(folder.path, 'docs', 'handbook.pdf')))?.split('\n')[8], 'Ask two weeks before');
  });

  test('one that is damaged, empty or no PDF is left out with its reason, and the rest is indexed', async () => {
    const folder = folderOf({
      'broken.pdf': Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(500, 'x')]),
      'fine.pdf': handbook,
      'notes.pdf': 'only a text',
      'scan.pdf': makePdf([[]]),
    });
    const store = openStore();
    const report = await store.sync([folder], { exclude: [] });
    assert.deepEqual(report.leftOut, [
      { path: 'broken.pdf', reason: 'is a damaged PDF' },
      { path: 'notes.pdf', reason: 'is not a PDF, whatever its name says' },
      { path: 'scan.pdf', reason: 'has pages without text, as scans have' },
    ]);
    assert.equal(report.added, 1);
  });

  test('reading ends between pages when it is stopped', async () => {
    let pages = 0;
    const sections = await pdf.extract(makePdf(Array<string[]>(50).fill(['text'])), () => pages++ >= 3);
    assert.equal(sections.length, 3);
  });
});
