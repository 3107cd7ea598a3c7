import assert from 'node:assert/strict';
import { profile } from './profiler.ts';

const lines = (count: number, line: (index: number) => string | number) => Array.from({ length: count }, (_, index) => line(index)).join('\n');
const column = (name: string, cells: readonly (string | number)[]) => profile([`label,${name}`, ...cells.map((cell, index) => `row ${index},"${cell}"`)].join('\n'));

/** An article number of these digits and the one that checks them. */
function article(digits: number): string {
  const sum = [...String(digits)].toReversed().reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

suite('profile: figures', function () {
  this.timeout(30_000);

  test('amounts keep their cents, and the ends of a range differ in words', () => {
    const { printed, cell } = profile('g,amount\nA,12345678901.23\nB,12345678902.34\nA,12345678905.45\nB,12345678909.56\n');
    assert.deepEqual(
      ['Min', 'Mean', '50%', 'Max'].map((name) => cell('Numeric summary', 'amount', name)),
      [12345678901.23, 12345678904.645, 12345678903.895, 12345678909.56],
    );
    assert.deepEqual(['Min', 'Mean', 'Median', 'Max'].map((name) => cell('Columns', 'amount', name)), [12345678901.23, 12345678904.645, 12345678903.895, 12345678909.56]);
    assert.match(printed, /run from 12,345,678,901\.23 to 12,345,678,909\.56 with median 12,345,678,903\.895 and mean 12,345,678,904\.645/);
  });

  test('a mean beside a median has no more decimals than tell them apart', () => {
    assert.match(column('x', ['50.01', '49.97', '50.02']).printed, /with median 50\.01 and mean 50\./);
    assert.match(column('x', ['50.01', '49.96', '50.02']).printed, /with median 50\.01 and mean 49\.997/);
    assert.match(column('x', [...Array.from({ length: 999 }, () => 5), 6]).printed, /with median 5 and mean 5\.001/);
  });

  test('whole numbers are exact up to 2⁵³', () => {
    const { cell } = column('units', [999_999_999_999_999, 123_456_789_012_345, 7, 123_456_789_012_345]);
    assert.equal(cell('Columns', 'units', 'Min'), 7);
    assert.equal(cell('Columns', 'units', 'Max'), 999_999_999_999_999);
    assert.equal(cell('Columns', 'units', 'Most frequent'), '123456789012345 (2×)');
  });

  test('longer whole numbers are codes, whose first and last are exact', () => {
    const { cell } = column('x', ['9007199254740993', '98765432109876543210', '9007199254740992', '9007199254740991']);
    assert.equal(cell('Columns', 'x', 'Type'), 'identifier');
    assert.equal(cell('Columns', 'x', 'Min'), '9007199254740991');
    assert.equal(cell('Columns', 'x', 'Max'), '98765432109876543210');
  });

  test('a sum of money may have sixteen digits: its name tells it from a code', () => {
    const { cell } = column('amount', Array.from({ length: 8 }, (_, index) => 1_234_567_890_123_456 + 11 * index));
    assert.equal(cell('Columns', 'amount', 'Type'), 'integer');
    assert.deepEqual(['Min', 'Mean', 'Median', 'Max'].map((name) => cell('Columns', 'amount', name)), [1_234_567_890_123_456, 1_234_567_890_123_494.5, 1_234_567_890_123_494.5, 1_234_567_890_123_533]);
    assert.equal(column('card', [4_012_888_888_881_881, 4_012_888_888_881_881, 4_222_222_222_222_222]).cell('Columns', 'card', 'Type'), 'identifier');
  });

  test('a quantile between two values has no noise of binary fractions', () => {
    assert.equal(column('x', ['0.1', '0.2']).cell('Numeric summary', 'x', '50%'), 0.15);
    const { cell } = column('x', ['1234567.123456', '1234567.123458', '1234567.123459', '1234567.123461']);
    assert.deepEqual(['25%', '50%', '75%'].map((name) => cell('Numeric summary', 'x', name)), [1234567.1234575, 1234567.1234585, 1234567.1234595]);
  });

  const identifiers: [string, string, readonly (string | number)[]][] = [
    ['by name', 'ean13', Array.from({ length: 6 }, (_, index) => 4006381333931 + 1100 * index)],
    ['by name, though a number is there twice', 'GTIN', [4006381333931, 4006381333931, 4006381335031]],
    ['by their digit that checks the others', 'artikel', Array.from({ length: 12 }, (_, index) => article(400638133393 + 17 * (index % 6)))],
    ['by their length', 'imported', Array.from({ length: 6 }, (_, index) => 353_879_234_252_633 + 7_919 * index)],
    ['by counting on from an offset', 'x', Array.from({ length: 30 }, (_, index) => 410_001 + index)],
  ];
  for (const [what, name, cells] of identifiers) {
    test(`codes are known ${what}: exact ends, no mean`, () => {
      const { cell, printed, charts } = column(name, cells);
      assert.equal(cell('Columns', name, 'Type'), 'identifier');
      assert.equal(cell('Columns', name, 'Min'), Math.min(...cells.map(Number)));
      assert.equal(cell('Columns', name, 'Max'), Math.max(...cells.map(Number)));
      for (const table of ['Columns', 'Numeric summary']) assert.equal(cell(table, name, 'Mean'), null);
      assert.doesNotMatch(printed, /mean|runs from/);
      assert.deepEqual(charts, []);
    });
  }

  test('what counts up need not be an identifier', () => {
    const { cell } = profile(`k,temp\n${lines(24, (index) => `k${index + 1},${20 + index}`)}`);
    assert.equal(cell('Columns', 'temp', 'Type'), 'integer');
    assert.equal(cell('Columns', 'temp', 'Mean'), 31.5);
  });

  test('no “A to B” and no “from A to B” has one text for two values', () => {
    for (const [low, step] of [[1e9, 1], [1e14, 1], [123456, 0.25], [53.43, 0.0001], [0.5, 1e-9], [-7e6, 3], [1000, 0.1], [1e-9, 1e-14]] as const) {
      for (const name of ['price', 'amount']) {
        const cell = (index: number) => (low + step * ((index * 7) % 10)).toPrecision(15);
        const { printed } = profile(
          `day,g,${name},other\n${lines(40, (index) => `2024-0${1 + Math.floor(index / 10)}-1${index % 10},${'ab'[index % 2]},${cell(index)},${cell(index * 3 + 1)}`)}`,
        );
        const ranges = [...printed.matchAll(/(?:from|usual|`) (\S+?)(?: \([^)]*\))? to ([^\s;.]+(?:\.\d[^\s;,]*)?)/g)];
        assert(ranges.length >= 2, printed);
        for (const [text, a, b] of ranges) assert.notEqual(a, b?.replace(/[.,]$/, ''), `${text} in ${printed}`);
      }
    }
  });

  test('all figures of a distribution are told apart', () => {
    const { printed } = column('price', [...Array.from({ length: 4 }, () => 1_000_000), ...Array.from({ length: 4 }, () => 1_000_001)]);
    assert.match(printed, /from 1,000,000 to 1,000,001 with median 1,000,000\.5 and mean 1,000,000\.5/);
  });

  test('means that are close have as many decimals as tell them apart', () => {
    assert.match(column('x', ['46.2', '46.2', '46.203333']).printed, /with median 46\.2 and mean 46\.201111\./);
    assert.match(column('x', [...Array.from({ length: 8 }, () => '46.2'), '46.3']).printed, /with median 46\.2 and mean 46\.21\./);
    assert.match(column('x', [...Array.from({ length: 98 }, () => '46.2'), '46.3']).printed, /with median 46\.2 and mean 46\.201: .* outside the usual 46\.2\./);
    assert.match(profile('g,score\nA,1.00001\nA,1.00002\nB,1.00004\nB,1.00005\nA,1.00001\nB,1.00006\n').printed, /: 1\.00005 on average for `B` \(3 rows\), 1\.000013 for `A`/);
  });

  test('moments that differ in seconds differ in words', () => {
    const { printed } = profile('at,n\n2024-05-01T10:00:05,1\n2024-05-01T10:00:20,2\n2024-05-01T10:00:50,4\n');
    assert.match(printed, /from 1 May 2024, 10:00:05 to 1 May 2024, 10:00:50/);
  });

  test('a value to look up is told with all its digits', () => {
    assert.match(column('t', [...Array.from({ length: 50 }, (_, index) => index % 9), 1_234_567]).printed, /far from all others: 1,234,567 \(row 51\)/);
  });
});
