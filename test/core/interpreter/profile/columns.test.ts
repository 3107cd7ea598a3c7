import assert from 'node:assert/strict';
import { profile, type Profile } from './profiler.ts';

/** A column of these cells beside one that numbers them, so that it is a table. */
function column(cells: readonly string[], name = 'x'): Profile {
  const quoted = cells.map((cell, index) => `row ${index},"${cell.replaceAll('"', '""')}"`);
  return profile([`label,${name}`, ...quoted].join('\n'));
}

const typeOf = (cells: readonly string[], name = 'x') => column(cells, name).cell('Columns', name, 'Type');

suite('profile: columns', function () {
  this.timeout(20_000);

  const numbers: [string, string[], number, string][] = [
    ['plain', ['1.5', '2.5', '1e1'], 14, 'decimal'],
    ['thousands with commas', ['1,234.50', '12', '1,000,000'], 1_001_246.5, 'decimal'],
    ['thousands with points', ['1.234,50', '12', '1.000.000,5'], 1_001_247, 'decimal'],
    ['thousands with spaces', ['1 234', '12 000', '7'], 13_241, 'integer'],
    ['one comma, as in English', ['1,234', '2,000', '7'], 3_241, 'integer'],
    ['one comma, where others are decimal', ['1,234', '2,5', '7'], 10.734, 'decimal'],
    ['one point, where commas are decimal', ['1.234', '2,5', '7'], 1_243.5, 'decimal'],
    ['currencies', ['$1,200', '-$200.50', '($99.50)'], 900, 'amount ($)'],
    ['currencies behind', ['1.200,00 €', '-5,00 €', '5 €'], 1_200, 'amount (€)'],
    ['percentages', ['12%', '7.5 %', '-0.5%'], 19, 'percentage'],
    ['a real minus', ['−4', '+6', '8'], 10, 'integer'],
  ];
  for (const [what, cells, total, type] of numbers) {
    test(`reads numbers: ${what}`, () => {
      const { cell } = column(cells);
      assert.equal(cell('Columns', 'x', 'Type'), type);
      const mean = cell('Numeric summary', 'x', 'Mean');
      assert(typeof mean === 'number' && Math.abs(mean * cells.length - total) < total * 1e-8, `${mean}`);
    });
  }

  test('every marker of a missing value counts as one', () => {
    const markers = ['', 'NA', 'N/A', 'null', 'NULL', 'None', 'nan', '-', '?', '#N/A'];
    const { cell } = column([...markers, '4', '6']);
    assert.equal(cell('Columns', 'x', 'Missing'), markers.length);
    assert.equal(cell('Numeric summary', 'x', 'Mean'), 5);
  });

  const dates: [string, string[], string, string][] = [
    ['ISO', ['2024-02-29', '2023-12-01'], '2023-12-01', '2024-02-29'],
    ['ISO with time and zones, in UTC', ['2024-02-29T10:30:00Z', '2024-03-01 08:00:00.250+02:00'], '2024-02-29 10:30:00', '2024-03-01 06:00:00'],
    ['ISO with time and one zone, on its clock', ['2024-02-29T10:30:00+02:00', '2024-03-01 08:00:00.250+02:00'], '2024-02-29 10:30:00', '2024-03-01 08:00:00'],
    ['points', ['01.02.2024', '3.4.2024'], '2024-02-01', '2024-04-03'],
    ['day first, since one day is above 12', ['01/02/2024', '13/02/2024'], '2024-02-01', '2024-02-13'],
    ['month first, since one day is above 12', ['01/02/2024', '02/13/2024'], '2024-01-02', '2024-02-13'],
    ['words', ['5 Jan 2024', 'March 7, 2024', '9 Oct 2023'], '2023-10-09', '2024-03-07'],
    ['months', ['2024-05', '2024-07'], '2024-05-01', '2024-07-01'],
    ['twelve hours', ['1/31/2024 11:05 PM', '2/1/2024 12:15 AM'], '2024-01-31 23:05:00', '2024-02-01 00:15:00'],
  ];
  for (const [what, cells, first, last] of dates) {
    test(`reads dates: ${what}`, () => {
      const { cell } = column(cells);
      assert.deepEqual([cell('Columns', 'x', 'Min'), cell('Columns', 'x', 'Max')], [first, last]);
    });
  }

  test('dates that could be either are told', () => {
    assert.match(column(['03/04/2024', '05/06/2024']).printed, /`x` may be day\/month or month\/day: read as month\/day/);
  });

  test('a date that does not exist is no date', () => {
    assert.equal(typeOf(['2024-02-30', '2023-02-29']), 'text');
  });

  test('numbers that name things are no measures', () => {
    const range = Array.from({ length: 30 }, (_, index) => String(1000 + index));
    assert.equal(typeOf(range), 'identifier');
    assert.equal(typeOf(['7', '7', '9'], 'customerId'), 'identifier');
    assert.equal(typeOf(['00501', '10001', '00501'], 'place'), 'identifier');
    assert.equal(typeOf(['5', '3', '9']), 'integer');
    assert.equal(typeOf(['9007199254740993', '9007199254740992', '9007199254740991']), 'identifier');
  });

  test('tells texts apart', () => {
    assert.equal(typeOf(['yes', 'No', 'yes', 'no']), 'yes/no');
    assert.equal(typeOf(['red', 'blue', 'red', 'blue']), 'category');
    assert.equal(typeOf(['', '', 'NA']), 'empty');
    assert.equal(typeOf(['2001', '2002', '2003'], 'year'), 'year');
    assert.equal(typeOf(['2001', '2002', '2003'], 'years of service'), 'integer');
  });

  test('a few cells of another type are told and left out', () => {
    const { printed, cell } = column([...Array.from({ length: 19 }, (_, index) => String(index)), 'ask Ann']);
    assert.match(printed, /1 value of `x` can't be read as numbers \(`ask Ann`\): left out of its figures/);
    assert.equal(cell('Numeric summary', 'x', 'Mean'), 9);
    assert.equal(cell('Columns', 'x', 'Missing'), 0);
  });

  test('a column of texts and numbers is told', () => {
    assert.match(column(['1', '2', 'three', 'four']).printed, /`x` mixes texts with numbers \(50% of its values\)/);
  });

  test('distinct texts are counted up to a limit, and said to be more beyond it', () => {
    const { cell } = profile(['a,b', ...Array.from({ length: 100_500 }, (_, index) => `text-${index},${index % 3}`)].join('\n'));
    assert.match(String(cell('Columns', 'a', 'Distinct')), /^more than 10\d,\d{3}$/);
    assert.equal(cell('Columns', 'b', 'Distinct'), 3);
  });
});
