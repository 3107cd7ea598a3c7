import assert from 'node:assert/strict';
import { extname } from 'node:path';
import { kindOf } from '../../../../src/core/knowledge/read/kinds.ts';
import type { Section } from '../../../../src/core/knowledge/read/kind.ts';
import { toCitation } from '../../../../src/core/types/citation.ts';
import { placeWithin } from '../../../../src/core/types/place.ts';
import { makeXlsx } from './makeXlsx.ts';
import { makeDocx, makeZip } from './makeZip.ts';
import { cleanUp, folderOf, openStore } from '../setup.ts';

/** A document as the index reads it. */
async function read(name: string, content: string | Buffer): Promise<readonly Section[]> {
  const bytes = Buffer.from(content);
  const kind = kindOf(extname(name));
  kind.check(bytes.subarray(0, 8192));
  return kind.extract(bytes, () => false);
}

const lines = async (name: string, content: string | Buffer) => (await read(name, content)).flatMap(({ lines }) => lines);

const odt = (body: string) => makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': `<office:document-content><office:body>${body}</office:body></office:document-content>` });

const cell = (type: string, source: unknown, outputs: readonly unknown[] = []) => ({ cell_type: type, source, outputs, metadata: {} });
const book = (...cells: readonly unknown[]) => JSON.stringify({ cells, metadata: {}, nbformat: 4 });

suite('formats', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  test('a workbook is read row by row, sheet by sheet, and each row knows where it is', async () => {
    const bytes = makeXlsx({ 'Q1': { A1: 'Name', B1: 'Fee', A2: 'Courier', B2: 4, B20: 'cellword' }, 'Notes &amp; more': { A1: 'last' }, 'Empty': {} });
    assert.deepEqual(await read('fees.xlsx', bytes), [
      { page: null, part: { kind: 'sheet', name: 'Q1', row: 1 }, lines: ['Name | Fee', 'Courier | 4'] },
      { page: null, part: { kind: 'sheet', name: 'Q1', row: 20 }, lines: [' | cellword'] },
      { page: null, part: { kind: 'sheet', name: 'Notes & more', row: 1 }, lines: ['last'] },
    ]);
    await assert.rejects(read('fees.xlsx', makeDocx('')), { message: /^is not a document of this kind/ });
    await assert.rejects(read('fees.xlsx', bytes.subarray(0, 900)), { message: 'is a damaged document' });
    await assert.rejects(read('fees.xlsx', makeXlsx({ Empty: {} })), { message: 'has no text' });
  });

  test('a text of OpenDocument: headings, lists, tables, notes, comments, headers', async () => {
    const bytes = makeZip({
      'content.xml': `<office:body><office:text><text:h text:outline-level="2">Refunds</text:h><text:p>Paid<text:s text:c="2"/>back<text:tab/>soon<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>footword</text:p></text:note-body></text:note>.</text:p>
        <text:list><text:list-item><text:p>first</text:p></text:list-item><text:list-item><text:p>second &amp; last</text:p></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>Fee</text:p></table:table-cell></table:table-row></table:table>
        <text:p>end<office:annotation><dc:creator>Eva</dc:creator><dc:date>2020</dc:date><text:p>commentword</text:p></office:annotation></text:p></office:text></office:body>`,
      'styles.xml': '<office:master-styles><style:header><text:p>headword</text:p></style:header></office:master-styles>',
    });
    assert.deepEqual(await lines('a.odt', bytes), [
      '## Refunds', '', 'Paid  back\tsoon.', '', '- first', '- second & last', '', 'Name | Fee | Fee', '', 'end', '', 'Note: footword', '', 'Comment by Eva: commentword', '', 'Header or footer: headword',
    ]);
  });

  test('a text of OpenDocument with boxes, pictures, charts and equations keeps their words apart; one with a password is named', async () => {
    const box = '<draw:frame><draw:text-box><text:p>boxed</text:p><text:p>twice</text:p></draw:text-box></draw:frame>';
    const picture = '<draw:frame><draw:image/><svg:title>A bridge</svg:title></draw:frame>';
    const body = `<office:text><text:p>outer${box}most</text:p><text:p>before${picture}after</text:p><text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>都</text:p></office:text>`;
    const parts = {
      'content.xml': `<office:body>${body}</office:body>`,
      'Object 1/content.xml': '<office:chart><chart:chart><chart:title><text:p>Fees by month</text:p></chart:title><table:table><table:table-cell><text:p>12</text:p></table:table-cell></table:table></chart:chart></office:chart>',
      'Object 2/content.xml': '<math><semantics><mi>E</mi><annotation encoding="StarMath 5.0">E = m c^2</annotation></semantics></math>',
    };
    assert.deepEqual((await lines('a.odt', makeZip(parts))).filter(Boolean), ['outermost', 'boxed', 'twice', 'before A bridge after', '東京都', 'Chart: Fees by month', 'Equation: E = m c^2']);
    const locked = makeZip({ 'content.xml': 'Rk9v', 'META-INF/manifest.xml': '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>' });
    for (const name of ['a.odt', 'a.ods', 'a.odp']) await assert.rejects(read(name, locked), { message: 'is protected with a password: save it without one' });
  });

  test('rows of a sheet are counted through empty ones, however many there are', async () => {
    const row = (text: string, times = 1) => `<table:table-row table:number-rows-repeated="${times}"><table:table-cell>${text && `<text:p>${text}</text:p>`}</table:table-cell></table:table-row>`;
    const sheet = (rows: string) => odt(`<table:table table:name="Q1">${rows}</table:table>`);
    const places = async (rows: string) => (await read('a.ods', sheet(rows))).map(({ part, lines }) => [part?.kind === 'sheet' ? part.row : null, ...lines]);
    assert.deepEqual(await places(row('head') + row('', 499) + row('below') + row('', 1_048_000)), [[1, 'head'], [501, 'below']]);
    assert.deepEqual(await places(row('twice', 2) + row('', 1_048_000)), [[1, 'twice', 'twice']]);
  });

  test('a book whose chapters may not be copied is named', async () => {
    const book = (locked: string) => makeZip({
      'META-INF/container.xml': '<rootfile full-path="OEBPS/book.opf"/>',
      'OEBPS/book.opf': '<item id="a" href="one%20two.xhtml"/><itemref idref="a"/>',
      'OEBPS/one two.xhtml': '<p>chapter</p>',
      'META-INF/encryption.xml': `<enc:CipherReference URI="${locked}"/>`,
    });
    assert.deepEqual(await lines('a.epub', book('OEBPS/font.otf')), ['chapter']);
    await assert.rejects(read('a.epub', book('OEBPS/one%20two.xhtml')), { message: 'is protected against copying' });
  });

  test('slides and sheets of OpenDocument', async () => {
    const slides = odt('<draw:page><text:p>one</text:p></draw:page><draw:page><text:p>two</text:p><presentation:notes><text:p>said</text:p></presentation:notes></draw:page>');
    assert.deepEqual(await read('a.odp', slides), [{ page: 1, lines: ['one'] }, { page: 2, lines: ['two', '', 'Notes: said'] }]);
    const rows = '<table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row><table:table-row><table:table-cell><text:p>cellword</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>';
    assert.deepEqual(await read('a.ods', odt(`<table:table table:name="Q1">${rows}</table:table>`)), [{ page: null, part: { kind: 'sheet', name: 'Q1', row: 10 }, lines: ['cellword'] }]);
  });

  test('a book, chapter by chapter', async () => {
    const bytes = makeZip({
      'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      'OEBPS/book.opf': '<manifest><item id="b" href="second%20part.xhtml"/><item id="a" href="first.xhtml"/><item id="x" href="gone.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="x"/><itemref idref="b"/></spine>',
      'OEBPS/first.xhtml': '<html><head><style>p{}</style></head><body><h1>Begin&shy;ning</h1><p>It was\n a <b>dark</b>&nbsp;night.</p></body></html>',
      'OEBPS/second part.xhtml': '<html><body><p>The end.</p></body></html>',
    });
    assert.deepEqual(await read('a.epub', bytes), [{ page: null, headed: true, lines: ['# Beginning', '', 'It was a dark night.', '', 'The end.'] }]);
  });

  test('rich text, in its code pages, without pictures and styles', async () => {
    const rtf = `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Mincho;}}{\\stylesheet{\\s0 Normal;}}{\\info{\\title Hidden}}{\\*\\generator X;}
\\pard Gr\\'f6\\'dfe \\u8364? 5\\par {\\f1 \\'ef\\'f0\\'e0\\'e2\\'ee}\\par {\\f2 \\'83\\'66}\\par{\\pict\\wmetafile8 abcdef0123}a\\cell b\\cell\\row last}`;
    assert.deepEqual(await lines('a.rtf', Buffer.from(rtf, 'latin1')), ['Größe € 5', 'право', 'デ', 'a | b', 'last']);
    await assert.rejects(read('a.rtf', 'plain'), { message: /^is not a document of this kind/ });
  });

  test('a message: who, when, about what, its text whatever it is wrapped in, and what is attached', async () => {
    const message = [
      'From: =?iso-8859-1?Q?Eva_M=FCller?= <eva@example.com>', 'To: Ada <ada@example.com>', 'Subject: =?utf-8?B?R3LDtsOfZQ==?=', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '',
      '--b', 'Content-Type: text/html; charset=shift_jis', 'Content-Transfer-Encoding: quoted-printable', '', '<style>p{}</style><p>=83f=81[=83^</p><p>two</p>',
      '--b', 'Content-Type: application/pdf; name="offer.pdf"', 'Content-Disposition: attachment; filename="offer.pdf"', 'Content-Transfer-Encoding: base64', '', 'JVBERg==', '--b--', '',
    ].join('\r\n');
    assert.deepEqual((await lines('a.eml', message)).filter(Boolean), ['From: Eva Müller <eva@example.com>', 'To: Ada <ada@example.com>', 'Subject: Größe', 'データ', 'two', 'Attached: offer.pdf']);
  });

  test('a web page is its text, on the lines of its source; a template is left as it is written', async () => {
    const page = '<title>Fees</title>\n<style>.x{color:red}</style><script>\nvar scriptword = 1\n</script><h1>Htmlword</h1>\n<p title=x>caf&eacute; &amp;\nbar <img alt="a map">\n';
    assert.deepEqual(await lines('a.html', page), ['Fees', '', '', '# Htmlword', 'café &', 'bar a map']);
    const template = '<p *ngIf="open">{{ total }}</p>\n';
    assert.deepEqual(await lines('a.html', template), [template.trim()]);
  });

  test('a notebook is read cell by cell, with what it printed and without its pictures', async () => {
    const picture = { output_type: 'display_data', data: { 'image/png': 'iVBOR'.repeat(16_000), 'text/plain': ['<Figure>'] } };
    const source = book(cell('markdown', ['# Quarterly churn\n', 'text']), cell('code', 'def churn_rate(df):\n    return 1', [picture, { output_type: 'stream', text: ['printed\n'] }]), cell('raw', ''));
    assert.deepEqual(await read('a.ipynb', source), [
      { page: 1, lines: ['# Quarterly churn', 'text'] },
      { page: 2, lines: ['def churn_rate(df):', '    return 1', '<Figure>', 'printed'] },
      { page: 3, lines: [] },
    ]);
    assert.deepEqual(await lines('a.ipynb', '<<<<<<< HEAD\nzebra'), ['<<<<<<< HEAD', 'zebra']);
  });

  test('a notebook of before 2014 is read cell by cell, too', async () => {
    const worksheets = [{ cells: [{ cell_type: 'heading', level: 2, source: ['Churn'] }, { cell_type: 'code', input: ['x = 1\n', 'x'], outputs: [{ output_type: 'pyout', text: ['1'] }] }] }, { cells: [cell('markdown', 'more')] }];
    assert.deepEqual(await read('a.ipynb', JSON.stringify({ worksheets, nbformat: 3 })), [
      { page: 1, lines: ['## Churn'] },
      { page: 2, lines: ['x = 1', 'x', '1'] },
      { page: 3, lines: ['more'] },
    ]);
  });

  test('a mailbox is read message by message, each below its subject', async () => {
    const message = (subject: string, body: string) => `From eva@example.org Mon Jun 01 04:28:28 2009\r\nFrom: Eva <eva@example.org>\r\nSubject: ${subject}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n\r\n`;
    const mails = message('=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'caf=C3=A9\r\nFrom here on it is one message.') + message('Fees', 'four euros');
    for (const bytes of [mails, mails.replaceAll('\r', '')]) {
      assert.deepEqual((await read('a.mbox', bytes)).map(({ headed, lines }) => [headed, ...lines.filter(Boolean)]), [
        [true, '# Grüße', 'From: Eva <eva@example.org>', 'Subject: Grüße', 'café', 'From here on it is one message.'],
        [true, '# Fees', 'From: Eva <eva@example.org>', 'Subject: Fees', 'four euros'],
      ]);
    }
    await assert.rejects(read('a.mbox', 'no mail'), { message: /^is not a message/ });
  });

  test('a page that was saved with its pictures is its text', async () => {
    const page = 'From: <Saved by Blink>\nSubject: Fees\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<h1>Fees</h1><p>four=20euros</p>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n';
    assert.deepEqual((await lines('a.mhtml', page)).slice(-3), ['# Fees', '', 'four euros']);
  });

  test('words are whole, whatever says where they may be broken or how they are spoken', async () => {
    assert.deepEqual(await lines('a.html', '<p>Donau&shy;dampf\u00adschiff <ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>都'), ['Donaudampfschiff 東京都']);
    assert.deepEqual(await lines('a.docx', makeDocx('<w:p><w:r><w:t>Donau\u00addampf</w:t></w:r></w:p>')), ['Donaudampf']);
    assert.deepEqual(await lines('a.rtf', '{\\rtf1\\ansi Donau\\-dampf}'), ['Donaudampf']);
  });

  const unread: Readonly<Record<string, string>> = {
    'a.doc': 'is in the format of before 2007: save it as .docx',
    'a.ppt': 'is in the format of before 2007: save it as .pptx',
    'a.xls': 'is in the format of before 2007: save it as .xlsx',
    'a.msg': 'is a message of Outlook: save it as .eml',
    'a.zip': 'is an archive: unpack it so that its files are read',
    'a.one': 'is a notebook of OneNote: export it as .docx',
  };
  for (const [name, message] of Object.entries(unread)) {
    test(`${name} is named with what its user can do, and read where it is text`, async () => {
      await assert.rejects(read(name, Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])), { message });
      assert.deepEqual(await lines(name, 'zebra'), ['zebra']);
    });
  }

  test('a document that is called otherwise than it is says what to call it', async () => {
    await assert.rejects(read('a.doc', '{\\rtf1 zebra}'), { message: 'is in another format than its name says: rename it to .rtf' });
    await assert.rejects(read('a.xls', makeXlsx({ Q1: { A1: 'zebra' } })), { message: 'is in another format than its name says: rename it to .xlsx' });
  });

  test('what is found is cited by sheet and row, cell, slide or heading', async () => {
    const body = ['<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Refunds</w:t></w:r></w:p>', '<w:p><w:r><w:t>headedword</w:t></w:r></w:p>'].join('');
    const folder = folderOf({
      'fees.xlsx': makeXlsx({ Q1: { A1: 'Name', A2: 'cellword', A3: 'other' } }),
      'book.ipynb': book(cell('code', 'one'), cell('code', 'churnword')),
      'talk.odp': odt('<draw:page><text:p>slideword</text:p></draw:page>'),
      'terms.docx': makeDocx(body),
    });
    const store = openStore();
    assert.deepEqual((await store.sync([folder], { exclude: [] })).leftOut, []);
    const cited = async (query: string) => {
      const [passage] = await store.search(query, { limit: 1 });
      assert.ok(passage, query);
      const citation = toCitation({ ...passage, number: 1 });
      return `${citation.file.path}, ${placeWithin({ ...citation, lines: { start: citation.lines.start, end: citation.lines.start } })}`;
    };
    assert.deepEqual(await Promise.all(['cellword', 'churnword', 'slideword', 'headedword'].map(cited)), [
      'fees.xlsx, sheet Q1, row 1', 'book.ipynb, cell 2', 'talk.odp, slide 1', 'terms.docx, “Refunds”',
    ]);
  });
});
