import assert from 'node:assert/strict';
import { xlsx } from '../../../../src/core/knowledge/read/workbook.ts';
import { makeXlsx } from './makeXlsx.ts';

const relations = (...targets: readonly string[]) =>
  `<Relationships>${targets.map((each) => each.split(' ')).map(([id, type, target]) => `<Relationship Id='${id}' Type="http://schemas/${type}" Target="${target}"/>`).join('')}</Relationships>`;
const text = (words: string) => `<a:p><a:r><a:t>${words}</a:t></a:r></a:p>`;
const anchor = (row: number, content: string) => `<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>${row}</xdr:row></xdr:from>${content}</xdr:twoCellAnchor>`;

async function read(bytes: Buffer): Promise<readonly string[]> {
  return (await xlsx.extract(bytes, () => false)).map(({ part, lines, lost }) => [part?.kind === 'sheet' ? `${part.name}!${part.row}` : '', ...lines, ...(lost ? [lost] : [])].join(' / '));
}

suite('What a workbook holds beside its cells', () => {
  test('comments, conversations, text in shapes, charts, diagrams and headers are found in their rows', async () => {
    const bytes = makeXlsx(
      { Fees: { A1: 'Name', A2: 'Courier' } },
      {
        'xl/worksheets/_rels/sheet1.xml.rels': relations('r1 comments ../comments1.xml', 'r2 threadedComment ../threadedComments/t1.xml', 'r3 drawing /xl/drawings/drawing1.xml'),
        'xl/comments1.xml': `<comments><authors><author>Eva &amp; Ada</author></authors><commentList><comment ref="B7" authorId="0"><text><r><t>Eva &amp; Ada:</t></r><r><t xml:space="preserve">
too dear</t></r></text></comment><comment ref="D8" authorId="1"><text><t>plainly said</t></text></comment><comment ref="C9" authorId="0"><text><t>[Threaded comment] Your version of Excel…</t></text></comment></commentList></comments>`,
        'xl/threadedComments/t1.xml': '<ThreadedComments><threadedComment ref="C9" personId="{1}"><text>why so?</text></threadedComment></ThreadedComments>',
        'xl/persons/person.xml': '<personList><person displayName="Okonkwo" id="{1}"/></personList>',
        'xl/drawings/drawing1.xml': `<xdr:wsDr>${anchor(4, text('boxword'))}${anchor(11, '<c:chart r:id="c1"/>')}${anchor(20, '<dgm:relIds r:dm="d1"/>')}</xdr:wsDr>`,
        'xl/drawings/_rels/drawing1.xml.rels': relations('c1 chart ../charts/chart1.xml', 'd1 diagramData ../diagrams/data1.xml'),
        'xl/charts/chart1.xml': `<c:chart><c:title>${text('Fees by month')}</c:title><c:ser><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache></c:ser></c:chart>`,
        'xl/diagrams/data1.xml': `<dgm:pt>${text('smartword')}</dgm:pt>`,
        'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row></sheetData><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Confidential &amp;P</oddHeader></headerFooter></worksheet>',
      },
    );
    assert.deepEqual(await read(bytes), [
      'Fees!1 / Name', 'Fees!7 / Comment by Eva & Ada: too dear', 'Fees!8 / Comment: plainly said', 'Fees!9 / Comment by Okonkwo: why so?', 'Fees!5 / Text: boxword',
      'Fees!12 / Chart: Fees by month, North', 'Fees!21 / Diagram: smartword', 'Fees!1 / Header: Confidential',
    ]);
  });

  test('what an archive may hold is counted once, though a sheet is looked through twice', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `S${index + 1}`);
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData><headerFooter><oddHeader>Page</oddHeader></headerFooter>${' '.repeat(3_900_000)}</worksheet>`;
    const bytes = makeXlsx(Object.fromEntries(names.map((name) => [name, {}])), Object.fromEntries(names.map((_, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet])));
    assert.deepEqual(await read(bytes), names.flatMap((name) => [`${name}!1 / 7`, `${name}!1 / Header: Page`]));
  });

  test('a sheet that is a chart alone, or that is broken, costs nothing but itself', async () => {
    const book = { Chart: {}, Broken: { A1: 'lost' }, Fees: { A1: 'cellword', A2: 45000 } };
    const chartsheet = {
      'xl/_rels/workbook.xml.rels': relations('rId1 chartsheet chartsheets/sheet1.xml', 'rId2 worksheet worksheets/sheet2.xml', 'rId3 worksheet worksheets/sheet3.xml', 'rIdS sharedStrings sharedStrings.xml').replaceAll(
        'http://schemas/', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'),
      'xl/chartsheets/sheet1.xml': '<chartsheet/>',
      'xl/chartsheets/_rels/sheet1.xml.rels': relations('r1 drawing ../drawings/drawing1.xml'),
      'xl/drawings/drawing1.xml': text('on the chart'),
    };
    assert.deepEqual(await read(makeXlsx(book, chartsheet)), ['Chart!1 / Text: on the chart', 'Broken!1 / lost', 'Fees!1 / cellword / 45000']);
    const broken = { ...chartsheet, 'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>999</v></c></row></sheetData></worksheet>' };
    assert.deepEqual(await read(makeXlsx(book, broken)), ['Chart!1 / Text: on the chart', ' / has a sheet that can’t be read: Broken', 'Fees!1 / cellword / 45000']);
  });

  test('a long sheet is read as far as it is kept, whatever follows; cells without an address follow each other', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `<row><c t="inlineStr"><is><t>word${index}</t></is></c><c r="AB${index + 1}"><v>7</v></c><c><v>${index}</v></c></row>`);
    const long = `<worksheet><sheetData>${rows.join('')}<row>broken <<${'<row/>'.repeat(12_000_000)}`;
    const lines = (await xlsx.extract(makeXlsx({ Data: {} }, { 'xl/worksheets/sheet1.xml': long }), () => false)).flatMap((section) => section.lines);
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [2000, `word0${' | '.repeat(27)}7 | 0`, `word1999${' | '.repeat(27)}7 | 1999`]);
  });

  test('a day is a day, and an hour an hour', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/></cellXfs></styleSheet>';
    const cell = (address: string, style: number, value: number) => `<c r="${address}" s="${style}"><v>${value}</v></c>`;
    const sheet = `<worksheet><sheetData><row r="1">${cell('A1', 1, 45000)}${cell('B1', 2, 0.354166666666666)}${cell('C1', 3, 45000.3541666666)}</row></sheetData></worksheet>`;
    const styled = relations('rId1 worksheet worksheets/sheet1.xml', 'rIdT styles styles.xml').replaceAll('http://schemas/', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/');
    assert.deepEqual(await read(makeXlsx({ Days: {} }, { 'xl/styles.xml': styles, 'xl/worksheets/sheet1.xml': sheet, 'xl/_rels/workbook.xml.rels': styled })), ['Days!1 / 2023-03-15 | 08:30 | 2023-03-15 08:30']);
  });
});
