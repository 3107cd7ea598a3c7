import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { docx } from '../../../../src/core/knowledge/read/word.ts';
import { pptx } from '../../../../src/core/knowledge/read/presentation.ts';
import type { DocumentKind } from '../../../../src/core/knowledge/read/kind.ts';
import { makeDocx, makePptx, makeZip } from './makeZip.ts';
import { cleanUp, folderOf, openKnowledge, tempFolder } from '../setup.ts';

/** The sections of a document, as the index reads it. */
async function read(kind: DocumentKind, bytes: Buffer) {
  kind.check(bytes.subarray(0, 8192));
  return kind.extract(bytes, () => false);
}

const paragraph = (text: string, properties = '') => `<w:p w:rsidR="1"><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (...texts: readonly string[]) => `<w:tc><w:tcPr/>${texts.map((text) => paragraph(text)).join('')}</w:tc>`;

/** How files of before 2007 begin, and encrypted ones. */
const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

suite('Office documents', () => {
  teardown(cleanUp);

  test('a Word document is read by paragraphs, headings, lists and table rows', async () => {
    const body = [
      paragraph('Refunds', '<w:pStyle w:val="Heading2"/>'),
      '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>Paid </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>back</w:t><w:tab/><w:t>within 5 days &amp; nights,</w:t><w:br/><w:t>&#8364;&#x20;4 &lt;each&gt;.</w:t></w:r></w:p>',
      '<w:p><w:del><w:r><w:delText>struck out</w:delText></w:r></w:del></w:p>',
      paragraph('first', '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
      paragraph('second', '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
      `<w:tbl><w:tblPr/><w:tr>${cell('Name')}${cell('Fee', 'in euros')}</w:tr><w:tr>${cell('Courier')}${cell('4')}</w:tr></w:tbl>`,
      '<w:p/>',
      paragraph('The end.'),
    ].join('');
    assert.deepEqual(await read(docx, makeDocx(body)), [
      {
        page: null,
        headed: true,
        lines: ['## Refunds', '', 'Paid back\twithin 5 days & nights,', '€ 4 <each>.', '', '- first', '- second', 'Name | Fee in euros', 'Courier | 4', '', 'The end.'],
      },
    ]);
  });

  test('headings are known in any language, by what their styles are called within or based on', async () => {
    const style = (id: string, ...properties: readonly string[]) => `<w:style w:type="paragraph" w:styleId="${id}">${properties.join('')}</w:style>`;
    const styled = (id: string, text: string, more = '') => paragraph(text, `<w:pStyle w:val="${id}"/>${more}`);
    const bytes = makeZip({
      '_rels/.rels': '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document2.xml"/></Relationships>',
      'word/document2.xml': `<w:document><w:body>${[
        styled('berschrift1', 'Gebühren'), styled('Kapitel', 'Erstattung'), styled('Gliederung', 'Fristen'), styled('Inhalt', 'Inhalt'), styled('Kreis', 'Text'), paragraph('Anhang', '<w:outlineLvl w:val="2"/>'), styled('Heading3', 'Untitled'),
      ].join('')}</w:body></w:document>`,
      'word/styles.xml': `<w:styles>${[
        style('berschrift1', '<w:name w:val="heading 1"/>'), style('Kapitel', '<w:name w:val="Kapitel"/>', '<w:basedOn w:val="berschrift1"/>'), style('Gliederung', '<w:name w:val="x"/>', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        style('Inhalt', '<w:name w:val="TOC Heading"/>', '<w:basedOn w:val="berschrift1"/>', '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'), style('Kreis', '<w:basedOn w:val="Kreis"/>'),
      ].join('')}</w:styles>`,
      'word/footnotes2.xml': `<w:footnotes><w:footnote w:id="1">${paragraph('footword')}</w:footnote></w:footnotes>`,
    });
    const [{ lines = [] } = {}] = await read(docx, bytes);
    assert.deepEqual(lines.filter(Boolean), ['# Gebühren', '# Erstattung', '## Fristen', 'Inhalt', 'Text', '### Anhang', '### Untitled', 'Footnote: footword']);
  });

  test('words stay apart and whole: of boxes and tables within a paragraph, of equations, with hyphens, moved or with their sound', async () => {
    const run = (content: string) => `<w:r>${content}</w:r>`;
    const text = (words: string) => run(`<w:t xml:space="preserve">${words}</w:t>`);
    const box = (content: string) => run(`<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${content}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>${content}</mc:Fallback></mc:AlternateContent>`);
    const body = [
      `<w:p>${text('outer')}${box(paragraph('boxed') + paragraph('twice'))}${text('most')}</w:p>`,
      `<w:p>${text('before')}${run(`<w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr></w:tbl>`)}${text('after')}</w:p>`,
      `<w:tbl><w:tr><w:tc><w:p>${text('in a cell')}${box(paragraph('boxed'))}</w:p></w:tc>${cell('next')}</w:tr></w:tbl>`,
      `<w:p><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></w:p>`,
      `<w:p>${text('co')}${run('<w:noBreakHyphen/>')}${text('op')}${run('<w:cr/>')}${text('next line')}</w:p>`,
      `<w:p><w:moveFrom>${text('elsewhere')}</w:moveFrom>${text('here')}</w:p>`,
      `<w:p>${run('<w:ruby><w:rt><w:r><w:t>とうきょう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東京</w:t></w:r></w:rubyBase></w:ruby>')}${text('都')}</w:p>`,
    ].join('');
    const [{ lines = [] } = {}] = await read(docx, makeDocx(body));
    assert.deepEqual(lines.filter(Boolean), ['boxed', 'twice', 'outermost', 'before', 'a | b', 'after', 'in a cell boxed | next', 'E=mc²', 'co-op', 'next line', 'here', '東京都']);
  });

  test('a presentation is read by slides, in the order in which they are shown', async () => {
    const shape = (...texts: readonly string[]) => `<p:sp><p:txBody>${texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`;
    assert.deepEqual(await read(pptx, makePptx([shape('Welcome') + shape('Who we are', 'Where'), shape('Fees'), ''])), [
      { page: 1, lines: ['Welcome', '', 'Who we are', '', 'Where'] },
      { page: 2, lines: ['Fees'] },
      { page: 3, lines: [] },
    ]);
  });

  test('what stands around and beside the text of a Word document is read, once, and says what it is', async () => {
    const bytes = makeZip({
      'word/document.xml': paragraph('bodyword') + '<mc:AlternateContent><mc:Choice>' + paragraph('boxword') + '</mc:Choice><mc:Fallback>' + paragraph('boxword') + '</mc:Fallback></mc:AlternateContent>',
      'word/footnotes.xml': `<w:footnotes><w:footnote w:type="separator" w:id="-1">${paragraph('')}</w:footnote><w:footnote w:id="1">${paragraph('footword')}</w:footnote></w:footnotes>`,
      'word/endnotes.xml': `<w:endnotes><w:endnote w:id="1">${paragraph('endword')}</w:endnote></w:endnotes>`,
      'word/comments.xml': `<w:comments><w:comment w:id="1" w:author="Eva &amp; Ada">${paragraph('commentword')}</w:comment><w:comment w:id="2">${paragraph('second')}</w:comment></w:comments>`,
      'word/header1.xml': paragraph('headword'),
      'word/header2.xml': paragraph('headword'),
      'word/footer1.xml': paragraph('footerword'),
      'word/charts/chart1.xml': '<c:chart><c:title><a:p><a:r><a:t>chartword</a:t></a:r></a:p></c:title><c:ser><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache><c:numCache><c:v>42</c:v></c:numCache></c:ser></c:chart>',
      'word/diagrams/data1.xml': '<dgm:pt><a:p><a:r><a:t>smartword</a:t></a:r></a:p></dgm:pt>',
    });
    const [{ lines = [] } = {}] = await read(docx, bytes);
    assert.deepEqual(lines.filter(Boolean), [
      'bodyword', 'boxword', 'Footnote: footword', 'Endnote: endword', 'Comment by Eva & Ada: commentword', 'Comment: second',
      'Header: headword', 'Footer: footerword', 'Chart: chartword', 'North', 'Diagram: smartword',
    ]);
  });

  test('a slide is read with its notes, comments, charts and diagrams', async () => {
    const text = (word: string) => `<a:p><a:r><a:t>${word}</a:t></a:r></a:p>`;
    const relation = (type: string, target: string) => `<Relationship Id="x" Type="http://schemas/${type}" Target="${target}"/>`;
    const bytes = makeZip({
      'ppt/presentation.xml': '<p:sldIdLst><p:sldId id="1" r:id="r1"/><p:sldId id="2" r:id="r2"/></p:sldIdLst>',
      'ppt/_rels/presentation.xml.rels': '<Relationship Id="r1" Target="slides/slide1.xml"/><Relationship Id="r2" Target="/ppt/slides/slide2.xml"/>',
      'ppt/slides/slide1.xml': text('first'),
      'ppt/notesSlides/notesSlide1.xml': text('unnamed note') + text('1'),
      'ppt/slides/slide2.xml': text('slideword'),
      'ppt/slides/_rels/slide2.xml.rels': ['notesSlide ../notesSlides/notesSlide7.xml', 'comments ../comments/c1.xml', 'chart ../charts/c1.xml', 'diagramData ../diagrams/d1.xml', 'hyperlink http://[::bad'].map((each) => relation(...(each.split(' ') as [string, string]))).join(''),
      'ppt/notesSlides/notesSlide7.xml': text('noteword') + text('2'),
      'ppt/comments/c1.xml': '<p:cm><p:text>remark &amp; answer</p:text></p:cm>',
      'ppt/charts/c1.xml': text('chartword'),
      'ppt/diagrams/d1.xml': text('smartword'),
    });
    assert.deepEqual((await read(pptx, bytes)).map(({ page, lines }) => [page, ...lines.filter(Boolean)]), [
      [1, 'first', 'Notes: unnamed note'],
      [2, 'slideword', 'Notes: noteword', 'Comment: remark & answer', 'Chart: chartword', 'Diagram: smartword'],
    ]);
  });

  const whole = makeDocx(paragraph('word '.repeat(100)));
  const broken: Readonly<Record<string, readonly [DocumentKind, Buffer, RegExp]>> = {
    'cut short': [docx, whole.subarray(0, -30), /^is a damaged document$/],
    'with bytes changed': [docx, Buffer.concat([whole.subarray(0, 100), Buffer.alloc(120, 255), whole.subarray(220)]), /^is a damaged document$/],
    'that are another archive': [docx, makeZip({ 'a.txt': 'a' }), /^is not a document of this kind/],
    'that are text': [pptx, Buffer.from('plain words'), /^is not a document of this kind/],
    'with a password': [docx, Buffer.concat([OLD, Buffer.from('EncryptedPackage', 'utf16le')]), /^is protected with a password: save it without one$/],
    'of before 2007, whatever they are called': [docx, OLD, /^is in the format of before 2007: save it as \.docx$/],
    'with a picture alone': [docx, makeDocx('<w:p><w:r><w:drawing/></w:r></w:p>'), /^has no text$/],
    'that would fill the memory': [docx, makeDocx(`<w:p><w:r><w:t>${'a'.repeat(70 * 1024 * 1024)}</w:t></w:r></w:p>`), /^holds more than 64 MB once it is unpacked$/],
    'whose slides would together': [pptx, makePptx(Array.from({ length: 8 }, () => 'a'.repeat(9 * 1024 * 1024))), /^holds more than 64 MB once it is unpacked$/],
  };
  for (const [what, [kind, bytes, message]] of Object.entries(broken)) {
    test(`documents ${what} are left out with a reason`, async () => {
      await assert.rejects(read(kind, bytes), { message });
    });
  }

  test('tags without an end are passed over at once, however many there are', async () => {
    const bytes = makeDocx('<'.repeat(20 * 1024 * 1024) + paragraph('zebra'));
    assert.deepEqual(await read(docx, bytes), [{ page: null, headed: true, lines: ['zebra'] }]);
  });

  test('a row of very many cells and paragraphs is read at once', async () => {
    const many = 60_000;
    const bytes = makeDocx(`<w:tbl><w:tr><w:tc>${paragraph('a').repeat(many)}</w:tc>${cell('b').repeat(many)}${cell()}</w:tr></w:tbl>`);
    const [section] = await read(docx, bytes);
    assert.equal(section?.lines[0], `${'a '.repeat(many)}${'| b '.repeat(many)}|`);
  }).timeout(10_000);

  test('an archive whose names and texts are as Windows has them', async () => {
    const text = `\ufeff<w:document>${paragraph('wörd')}</w:document>`;
    assert.deepEqual(await read(docx, makeZip({ 'a.xml': '', 'word\\document.xml': paragraph('zebra') })), [{ page: null, headed: true, lines: ['zebra'] }]);
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) assert.deepEqual(await read(docx, makeZip({ 'a.xml': '', 'word/document.xml': bytes })), [{ page: null, headed: true, lines: ['wörd'] }]);
  });

  test('an archive with a comment', async () => {
    const bytes = makeZip({ 'a.xml': '', 'word/document.xml': paragraph('zebra') }, 'PK, so to speak');
    assert.deepEqual(await read(docx, bytes), [{ page: null, headed: true, lines: ['zebra'] }]);
  });

  test('they are found in a workspace, also in an index of before they could be read', async () => {
    const folder = folderOf({ 'docs/fees.docx': makeDocx(paragraph('A courier costs four euros.')), 'talk.pptx': makePptx(['<a:p><a:r><a:t>Zebras</a:t></a:r></a:p>']) });
    const dir = tempFolder();
    const { knowledge } = openKnowledge(dir);
    const before = knowledge.store('test');
    await before.sync([folder], { exclude: [] });
    await knowledge.close();
    const db = new DatabaseSync(join(dir, 'test.db'));
    db.exec("UPDATE files SET reason = 'is binary', hash = NULL; DELETE FROM chunks; DELETE FROM words; ALTER TABLE files DROP COLUMN secrets; ALTER TABLE chunks DROP COLUMN part; ALTER TABLE files DROP COLUMN renamed; DROP INDEX files_of_module; DROP INDEX files_of_shown; ALTER TABLE files DROP COLUMN module; ALTER TABLE files DROP COLUMN names; DROP TABLE links; DROP TABLE commits; PRAGMA user_version = 2");
    db.close();

    const store = openKnowledge(dir).knowledge.store('test');
    assert.deepEqual((await store.sync([folder], { exclude: [] })).leftOut, []);
    const found = async (query: string) => (await store.search(query, { limit: 5 })).map(({ file, page, text }) => [file.path, page, text]);
    assert.deepEqual(await found('courier'), [['docs/fees.docx', null, 'A courier costs four euros.']]);
    assert.deepEqual(await found('zebras'), [['talk.pptx', 1, 'Zebras']]);
  });
});
