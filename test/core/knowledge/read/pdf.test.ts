import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pdf } from '../../../../src/core/knowledge/read/pdf.ts';
import { makeCjkPdf, makePages, makePdf } from './makePdf.ts';
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

  test('a word that is broken at the end of a line is whole again, and keeps a hyphen of its own', async () => {
    const pages = [
      ['A popular informa-', 'tion for well-', 'known and for long-', 'lasting, mixed-mode', 'and even mixed-', 'mode bicy-', 'cles.', 'From A-', 'B is a long trip, lasting hours. He re-', 'places the chain.'],
      ['Well, who has known? Re: places. A pop-', ''],
    ];
    assert.deepEqual((await pdf.extract(makePdf(pages), () => false)).map(({ lines }) => lines), [
      ['A popular information', 'for well-known', 'and for long-lasting,', 'mixed-mode', 'and even mixed-mode', 'bicycles.', 'From A-', 'B is a long trip, lasting hours. He replaces', 'the chain.'],
      ['Well, who has known? Re: places. A pop-'],
    ]);
  });

  test('lines of a page that is set wide are no paragraphs each', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => `(line ${index}) Tj ${index === 5 ? '0 -60' : '0 -26'} Td`);
    const [page] = await pdf.extract(makePages([{ content: `BT /F1 12 Tf 72 720 Td ${lines.join(' ')} ET` }]), () => false);
    assert.deepEqual(page?.lines, [...Array.from({ length: 6 }, (_, index) => `line ${index}`), '', ...Array.from({ length: 6 }, (_, index) => `line ${index + 6}`)]);
  });

  test('an accent that is set by itself belongs to its letter', async () => {
    const [page] = await pdf.extract(makePages([{ content: 'BT /F1 12 Tf 72 720 Td (A na\\200\\201ve M\\200uller) Tj ET' }]), () => false);
    assert.deepEqual(page?.lines, ['A naïve Müller']);
  });

  test('what is no accent stays: an apostrophe, the home of somebody in an address', async () => {
    const [page] = await pdf.extract(makePages([{ content: 'BT /F1 12 Tf 72 720 Td (It\\202s caf\\202e of Espa\\203na, a.org/\\203anna) Tj ET' }]), () => false);
    assert.deepEqual(page?.lines, ['It´s café of España, a.org/˜anna']);
  });

  test('what was filled into a form and written over a page is read, but no passwords', async () => {
    const annotations = [
      '/Subtype /Widget /FT /Tx /T (surname) /TU (Surname of the rider) /V (Okonkwo)',
      '/Subtype /Widget /FT /Tx /T (pin) /Ff 8192 /V (hunter2)',
      '/Subtype /Widget /FT /Tx /T (empty)',
      '/Subtype /Widget /FT /Btn /T (helmet) /V /Yes /AS /Yes /AP << /N << /Yes 5 0 R /Off 5 0 R >> >>',
      '/Subtype /Widget /FT /Btn /T (insured) /V /Off /AS /Off /AP << /N << /Yes 5 0 R /Off 5 0 R >> >>',
      '/Subtype /Widget /FT /Ch /Ff 131072 /T (size) /Opt [[(s) (Small)] [(l) (Large)]] /V (l)',
      '/Subtype /Text /T (Eva) /Contents (Ask for a signature.)',
      '/Subtype /FreeText /DA (/F1 12 Tf) /Contents (Approved)',
    ];
    const [page] = await pdf.extract(makePages([{ content: 'BT /F1 12 Tf 72 720 Td (Order) Tj ET', annotations }]), () => false);
    assert.deepEqual(page?.lines, ['Order', '', 'Comment by Eva: Ask for a signature.', 'Comment: Approved', 'Surname of the rider: Okonkwo', 'helmet: Yes', 'size: Large']);
  });

  test('a page that is broken costs itself, and is told', async () => {
    const text = (words: string) => ({ content: `BT /F1 12 Tf 72 720 Td (${words}) Tj ET` });
    assert.deepEqual(await pdf.extract(makePages([text('first'), text('second'), null]), () => false), [
      { page: 1, lines: ['first'] },
      { page: 2, lines: ['second'] },
      { page: 3, lines: [], lost: 'has pages that can’t be read: print it to a new PDF' },
    ]);
  });

  const cjk: Readonly<Record<string, readonly [hex: string, cmap: string, ordering: string, font: string, text: string]>> = {
    'Shift-JIS': ['834183438345', '90ms-RKSJ-H', 'Japan1', 'HeiseiMin-W3', 'アイウ'],
    'UTF-16 of Japanese': ['65e5672c8a9e', 'UniJIS-UTF16-H', 'Japan1', 'HeiseiMin-W3', '日本語'],
    'UTF-16 of Japanese, set downwards': ['65e5672c8a9e', 'UniJIS-UTF16-V', 'Japan1', 'HeiseiMin-W3', '日本語'],
    'GBK': ['cafdbeddbfe2', 'GBK-EUC-H', 'GB1', 'STSong-Light', '数据库'],
    'Big5': ['b8eaaec6ae77', 'ETen-B5-H', 'CNS1', 'MSung-Light', '資料庫'],
    'UTF-16 of Korean': ['b370c774d130', 'UniKS-UTF16-H', 'Korea1', 'HYSMyeongJo-Medium', '데이터'],
  };
  for (const [name, [hex, cmap, ordering, font, text]] of Object.entries(cjk)) {
    test(`a font whose characters are known by a map, ${name}`, async () => {
      const bytes = makeCjkPdf({ hex, cmap, ordering, font, latin: 'ABC 123' });
      const [page, ...others] = await pdf.extract(bytes, () => false);
      // Text that runs downwards stands beside the other.
      assert.deepEqual([page?.page, page?.lost, page?.lines.join(' '), others], [1, undefined, `ABC 123 ${text}`, []]);
    });
  }

  test('a font that does not tell its characters is named, not taken for a scan; what else is on the page is found', async () => {
    const lost = 'has text in a font that does not tell its characters: print it to a new PDF, or save it as .docx';
    const hex = '834183438345';
    const folder = folderOf({
      'unknown.pdf': makeCjkPdf({ hex, cmap: 'NoSuch-CMap-H', ordering: 'Japan1', font: 'HeiseiMin-W3' }),
      'numbered.pdf': makeCjkPdf({ hex, cmap: 'Identity-H', ordering: 'Identity', font: 'Subset' }),
      'mixed.pdf': makeCjkPdf({ hex, cmap: 'NoSuch-CMap-H', ordering: 'Japan1', font: 'HeiseiMin-W3', latin: 'ABC 123' }),
    });
    const store = openStore();
    const report = await store.sync([folder], { exclude: [] });
    assert.deepEqual(report.leftOut, ['mixed.pdf', 'numbered.pdf', 'unknown.pdf'].map((path) => ({ path, reason: lost })));
    assert.deepEqual((await store.search('abc', { limit: 5 })).map(({ file, text }) => [file.path, text]), [['mixed.pdf', 'ABC 123']]);
    assert.equal(await store.text(join(folder.path, 'mixed.pdf')), 'ABC 123');
  });
});
