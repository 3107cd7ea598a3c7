import assert from 'node:assert/strict';
import { profile } from './profiler.ts';

suite('profile: reading', function () {
  this.timeout(20_000);

  /** Names and rows as they were read. */
  function read(content: string | Buffer, name?: string) {
    const { tables, findings } = profile(content, name);
    const first = tables.find((table) => table.title === 'First rows');
    return { columns: first?.columns, rows: first?.rows, total: first?.totalRows, findings };
  }

  const forms: [string, string | Buffer, string][] = [
    ['commas', 'name,n\nAnn,1\nBob,2\n', 'comma-separated, UTF-8'],
    ['semicolons, whose numbers have commas', 'name;n\nAnn;1,5\nBob;2,5\n', 'semicolon-separated, UTF-8'],
    ['tabs', 'name\tn\nAnn\t1\nBob\t2\n', 'tab-separated, UTF-8'],
    ['pipes', 'name|n\nAnn|1\nBob|2\n', 'pipe-separated, UTF-8'],
    ['a byte order mark', '\ufeffname,n\nAnn,1\nBob,2\n', 'comma-separated, UTF-8'],
    ['UTF-16', Buffer.from('\ufeffname,n\r\nAnn,1\r\nBob,2\r\n', 'utf16le'), 'comma-separated, UTF-16'],
    ['UTF-16 without its mark', Buffer.from('name,n\nAnn,1\nBob,2\n', 'utf16le'), 'comma-separated, UTF-16'],
    ['Windows-1252', Buffer.from('name,n\nAnn\xe9,1\nBob,2\n', 'latin1'), 'comma-separated, Windows-1252 (guessed)'],
  ];
  for (const [what, content, described] of forms) {
    test(`reads ${what}`, () => {
      const { columns, rows, findings } = read(content);
      assert.deepEqual(columns, ['name', 'n']);
      assert.equal(rows?.length, 2);
      assert.match(String(rows?.[0]?.[0]), /^Anné?$/);
      assert(findings.at(-1)?.startsWith(`**Read as** ${described};`), findings.at(-1));
    });
  }

  test('says where a guess is changed: in the table as well as in code', () => {
    const { findings } = read(Buffer.from('name,n\nAnn\xe9,1\nBob,2\n', 'latin1'));
    assert.match(findings.join('\n'), /Windows-1252 is a guess; Open as Table, or profile\(path, encoding=…\) in code, reads it as another/);
  });

  test('keeps commas, quotes and line breaks within quotes', () => {
    const { rows } = read('name,note\nAnn,"one, ""two""\nthree"\nBob, "padded"\n');
    assert.deepEqual(rows, [['Ann', 'one, "two"\nthree'], ['Bob', 'padded']]);
  });

  test('a comma table whose cells have another delimiter is still one', () => {
    assert.deepEqual(read('name,tags\nAnn,a|b\nBob,c|d\n').columns, ['name', 'tags']);
  });

  test('rows with a wrong number of cells are left out, counted and named by their line', () => {
    const { rows, findings } = read('a,b,c\n1,2,3\n4,5\n"6\n6",7,8\n9,10,11,12\n13,14,15,\n');
    assert.deepEqual(rows, [['1', '2', '3'], ['6\n6', '7', '8'], ['13', '14', '15']]);
    assert.match(findings.join('\n'), /2 rows with a wrong number of cells are left out of all figures: lines 3, 6\./);
  });

  test('a table without a header gets names, and keeps its first row', () => {
    const { columns, total, findings } = read('1,2.5,x\n2,3.5,y\n3,4.5,z\n');
    assert.deepEqual(columns, ['Column 1', 'Column 2', 'Column 3']);
    assert.equal(total, 3);
    assert.match(findings.join('\n'), /first line holds values, no names/);
  });

  test('years may be names', () => {
    assert.deepEqual(read('country,2019,2020\nFR,1.5,2\nDE,3,4\n').columns, ['country', '2019', '2020']);
  });

  test('empty and repeated names are made unique', () => {
    const { columns, findings } = read('a,a,,a\n1,2,3,4\n5,6,7,8\n');
    assert.deepEqual(columns, ['a', 'a (2)', 'Column 3', 'a (3)']);
    assert.match(findings.join('\n'), /1 column without a name.*\n.*`a` names more than one column/);
  });

  test('lines above the table and a header repeated within it are left out', () => {
    const { columns, total, findings } = read('Sales of May\n\nname,n\nAnn,1\nname,n\nBob,2\n');
    assert.deepEqual([columns, total], [['name', 'n'], 2]);
    assert.match(findings.join('\n'), /1 line above the table is left out/);
    assert.match(findings.join('\n'), /1 row that repeats the header is left out/);
  });

  test('a header that is longer or shorter than the rows still names them', () => {
    assert.deepEqual(read('a,b,c,\n1,2,3\n4,5,6\n').columns, ['a', 'b', 'c']);
    assert.deepEqual(read('a,b\n1,2,x\n4,5,y\n').columns, ['a', 'b', 'Column 3']);
  });

  test('a quote that is never closed costs no rows', () => {
    const { rows, findings } = read('a,b\n1,x\n2,"open\n3,y\n4,z');
    assert.deepEqual(rows, [['1', 'x'], ['2', 'open'], ['3', 'y'], ['4', 'z']]);
    assert.match(findings.join('\n'), /a quote in line 3 is never closed/);
  });

  test('one column of numbers is a table', () => {
    assert.deepEqual(read('value\n1\n2\n4\n').columns, ['value']);
  });

  test('where many rows end early, their last cells are empty', () => {
    const { total, findings } = read(`a,b,c\n${'1,2,3\n4,5\n'.repeat(4)}`);
    assert.equal(total, 8);
    assert.match(findings.join('\n'), /4 rows end early: taken as empty cells/);
  });

  test('reads JSON records and JSON lines, with all their keys', () => {
    const records = '[{"a":1,"b":"x"},{"a":2.5,"c":true,"d":{"e":1}}]';
    const rows = [['1', 'x', '', ''], ['2.5', '', 'true', '1']];
    assert.deepEqual(read(records, 'data.json').rows, rows);
    const lines = read('{"a":1,"b":"x"}\n\n{"a":2.5,"c":true,"d":{"e":1}}\n', 'data.jsonl');
    assert.deepEqual([lines.columns, lines.rows], [['a', 'b', 'c', 'd.e'], rows]);
  });

  test('every row is read, however many', () => {
    const rows = Array.from({ length: 45_000 }, (_, index) => `${index},${index % 7}`);
    const { cell, printed } = profile(['n,rest', ...rows].join('\n'));
    assert.match(printed, /has 45,000 rows and 2 columns/);
    assert.equal(cell('Numeric summary', 'rest', 'Count'), 45_000);
  });

  const refused: [string, string | Buffer, string, string][] = [
    ['an empty file', '', 'data.csv', 'data.csv is empty: there is nothing to profile.'],
    ['blank lines', '\n \n', 'data.csv', 'data.csv is empty: there is nothing to profile.'],
    ['only a header', 'a,b\n', 'data.csv', 'data.csv has only a header (2 columns) and no rows: there is nothing to profile.'],
    [
      'prose',
      'This is a letter,\nnot a table.\nIt goes on, and on, for lines.\n',
      'data.csv',
      'data.csv does not look like a table: no comma, semicolon, tab or | divides its lines into columns.',
    ],
    [
      'bytes',
      Buffer.from([0x99, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 9]),
      'data.csv',
      'data.csv is a binary file, not a table of text: export the data as CSV and analyse that file.',
    ],
    ['a damaged workbook', 'PK\x03\x04', 'data.xlsx', 'data.xlsx is a damaged ZIP archive (File is not a zip file): unpack it yourself and analyse the file in it.'],
    ['broken JSON', '[{"a":', 'data.json', 'data.json is not valid JSON: Expecting value: line 1 column 7 (char 6).'],
    ['other JSON', '[1, [2]]', 'data.json', 'data.json does not look like a table: entry 1 is not a record of named values.'],
  ];
  for (const [what, content, name, sentence] of refused) {
    test(`refuses ${what} in one sentence`, () => {
      const { printed, tables, charts } = profile(content, name);
      assert.equal(printed, `${sentence}\n`);
      assert.deepEqual([...tables, ...charts], []);
    });
  }
});
