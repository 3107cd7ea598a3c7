import assert from 'node:assert/strict';
import { profile } from './profiler.ts';

/** A category and a number: one line more costs the same, however many there are. */
function table(rows: number, measure: string, sign = 1): string {
  return [`g,${measure}`, ...Array.from({ length: rows }, (_, row) => `${'ab'[row % 2]},${(sign * ((row * 7919) % 1000)) / 10}`)].join('\n');
}

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('\n');

suite('profile: cost', function () {
  this.timeout(90_000);

  for (const [what, measure, sign] of [['averaged', 'price', 1], ['negative', 'amount', -1], ['unknown', 'x', 1]] as const) {
    test(`twice the rows of a measure that is ${what} cost about twice the time, and little more than one that adds up`, () => {
      const half = profile(table(40_000, measure, sign)).seconds;
      const whole = profile(table(80_000, measure, sign)).seconds;
      const added = profile(table(80_000, 'qty')).seconds;
      assert(whole <= 2.6 * half, `${half} s, then ${whole} s`);
      assert(whole <= 3 * added, `${added} s for a sum, ${whole} s`);
      assert(whole < 3, `${whole} s`);
    });
  }

  const inputs: [string, string, string][] = [
    ['columns of one name', `${lines(12_000, () => 'a').replaceAll('\n', ',')}\n${lines(12_000, String).replaceAll('\n', ',')}`, 'data.csv'],
    ['a long run of blanks in a number', `g,v\n${lines(200, (index) => `a,${index % 17}`)}\na,(${' '.repeat(3_000)}x1`, 'data.csv'],
    ['a long run of blanks in a date', `g,v\n${lines(200, (index) => `a,2024-01-${10 + (index % 9)}`)}\na,2024-01-01 10:00${' '.repeat(90_000)}x1`, 'data.csv'],
    ['many broken numbers', `g,v\n${lines(60_000, (index) => `a,${index % 17}`)}\n${lines(5_000, (index) => `a,(${' '.repeat(33)}x${index}`)}`, 'data.csv'],
    ['a quote that is never closed', `a,b\n1,"x\n${lines(50_000, (index) => `${index},${index % 7}`)}`, 'data.csv'],
    ['many rows that are named total', `country,year,v\n${lines(8_000, (index) => `${index % 4 ? `c${index % 50}` : `R${index % 60} total`},${1960 + (index % 60)},${index % 977}.25`)}`, 'data.csv'],
    ['many totals of a few rows', `what${',n'.repeat(9)}\n${lines(20_000, (index) => (index % 3 === 2 ? `Subtotal${',2'.repeat(9)}` : `x${',1'.repeat(9)}`))}`, 'data.csv'],
    ['many names that begin as comments do', `id,n\n${lines(6_000, (index) => `#${index},${index}`)}\n${lines(20_000, (index) => `${index},${index}`)}`, 'data.csv'],
    ['lines that are drawn in part', lines(5, () => `${'-'.repeat(3_000)} of some ${'-'.repeat(9)}`), 'data.txt'],
    ['comments before what is no page', `${lines(90, () => '<!-- a -->')}\n<svg>`, 'data.html'],
    ['columns with names of their own', `date,unit,${lines(4_000, (index) => `new amount of ${index}`).replaceAll('\n', ',')}\n${lines(3, (row) => `2024-01-0${row + 1},k${row}${`,${row}`.repeat(4_000)}`)}`, 'data.csv'],
    ['a wide line above many short ones', `${'a,b,,'.repeat(30_000)}\n${lines(30_000, () => 'a,1')}`, 'data.csv'],
    ['many tables beside each other', `${lines(6, (row) => `${row ? `k${row},${row},,` : 'n,v,,'}`.repeat(2_000))}\n${lines(20_000, () => 'a,1')}`, 'data.csv'],
    ['records that share no names', lines(6_000, (index) => `{"k${index}":${index}}`), 'data.jsonl'],
  ];
  for (const [what, content, name] of inputs) {
    test(`ends soon: ${what}`, () => {
      const { seconds } = profile(content, name);
      assert(seconds < 6, `${seconds} s`);
    });
  }

  test('records that share no names are refused in one sentence', () => {
    assert.match(profile(lines(1_100, (index) => `{"k${index}":1}`), 'data.jsonl').printed, /does not look like a table: its 1,100 records have 1,100 different names/);
  });
});
