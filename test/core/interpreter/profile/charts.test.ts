import assert from 'node:assert/strict';
import { profile } from './profiler.ts';

const ROWS = Array.from({ length: 400 }, (_, index) => {
  const day = new Date(Date.UTC(2023, 0, 1 + index)).toISOString().slice(0, 10);
  return `${day},${['North & <South>', 'East'][index % 2]},${100 + index + (index % 7) * 5},$${(index + ((index * 31) % 97)) * 1_000}`;
});
const TABLE = ['day,region,units,revenue', ...ROWS].join('\n');
const TITLES = [
  'Monthly total of revenue',
  'Monthly total of units',
  'Distribution of revenue',
  'Distribution of units',
  'Total of revenue by region',
  'Correlation of units and revenue, r = 0.97',
  'Most frequent values of region',
];

suite('profile: charts', function () {
  this.timeout(60_000);

  test('they are SVG, whatever Python has', () => {
    const { charts } = profile(TABLE);
    assert.deepEqual(charts.map((chart) => chart['text/plain']), TITLES);
    for (const [index, chart] of charts.entries()) {
      const svg = chart['image/svg+xml'] ?? '';
      assert(svg.includes(`<title>${TITLES[index]}</title>`));
      assert.match(svg, /<(polyline|rect x|circle)/);
    }
  });

  test('a trend shows its highest and lowest period, and dates below', () => {
    const svg = profile(TABLE).charts[0]?.['image/svg+xml'] ?? '';
    for (const text of ['>Jan 2023<', '>revenue ($)<', '>day<']) assert(svg.includes(text), text);
    assert.match(svg, />\$[\d.]+M</);
    assert.equal(svg.match(/font-weight="600" fill="#b4481e"/g)?.length, 2);
  });

  test('names from the file are escaped', () => {
    const svg = profile(TABLE).charts[4]?.['image/svg+xml'] ?? '';
    assert(svg.includes('>North &amp; &lt;South&gt;</text>'));
    const control = profile(`a\u0001b,c\n${'1,2\n3,4\n5,5\n'.repeat(9)}`).charts[0]?.['image/svg+xml'] ?? '';
    assert(control.includes('Distribution of a b'), control);
  });

  test('no two bars, and no two names in a sentence, have one label', () => {
    const name = 'A name of which the beginning is long and one and the same ';
    const { charts, printed } = profile(`g,amount\n${[1, 2, 3].map((number) => `${name}${number},${1_000_000 + number}\n${name}${number},${1_000_000 - number}\n${name}${number},${number}`).join('\n')}`);
    const svg = charts.find((chart) => chart['text/plain'].includes(' by g'))?.['image/svg+xml'] ?? '';
    const texts = [...svg.matchAll(/<text [^>]*fill="#24292f"[^>]*>([^<]*)</g)].map(([, text]) => text).slice(1);
    assert.equal(texts.length, 6);
    assert.equal(new Set(texts).size, 6, texts.join('\n'));
    const [, names = ''] = /\*\*Most frequent\*\*: `g` (.*)\./.exec(printed) ?? [];
    assert.equal(new Set(names.match(/`[^`]*`/g)).size, 3, names);
  });

  test('labels below an axis do not touch', () => {
    for (const { 'image/svg+xml': svg = '' } of profile(TABLE).charts) {
      const below = [...svg.matchAll(/<text x="([\d.]+)" y="304.0" text-anchor="middle"[^>]*>([^<]*)</g)];
      assert(below.length >= 2);
      for (const [index, [, x, label]] of below.entries()) {
        const next = below[index + 1];
        const half = (text: string | undefined) => ((text?.length ?? 0) * 6.7) / 2;
        if (next) assert(Number(next[1]) - Number(x) > half(next[2]) + half(label), `${label} and ${next[2]}`);
      }
    }
  });

  test('a few rows that have names give the value of each', () => {
    const { charts } = profile('fruit,price\npear,3\napple,2.5\nplum,4\n');
    assert.deepEqual(charts.map((chart) => chart['text/plain']), ['price by fruit']);
    for (const text of ['>pear<', '>apple<', '>plum<', '>2.5<']) assert(charts[0]?.['image/svg+xml']?.includes(text), text);
  });

  test('what is the same throughout has no picture, and nothing has two', () => {
    const even = Array.from({ length: 48 }, (_, row) => `2024-${String((row % 12) + 1).padStart(2, '0')}-01,k${row % 8},${(row * 7) % 11}`);
    const titles = (text: string) => profile(text).charts.map((chart) => chart['text/plain']);
    assert.deepEqual(titles(['day,kind,n', ...even].join('\n')).filter((title) => /rows|frequent/.test(title)), []);
    const years = Array.from({ length: 60 }, (_, row) => `C-${row},${2018 + ((row * row) % 7)}`);
    assert.deepEqual(titles(['customer_id,signup_year', ...years].join('\n')), ['Yearly number of rows']);
  });

  test('means have no more decimals than tell them apart, and a label stands beside the axis', () => {
    const rows = Array.from({ length: 99 }, (_, row) => `${['a', 'b', 'c'][row % 3]},${(20 + ((row * 7) % 13) / 7).toFixed(2)}`);
    const svg = profile(['sensor,temperature', ...rows].join('\n')).charts.find((chart) => chart['text/plain'].startsWith('Mean of'))?.['image/svg+xml'] ?? '';
    assert.doesNotMatch(svg, /\d\.\d{8}/);
    const falling = profile(`day,n\n${Array.from({ length: 31 }, (_, row) => `2024-01-${String((row % 31) + 1).padStart(2, '0')},${9_000 - row * 11}`).join('\n')}`);
    const line = falling.charts[0]?.['image/svg+xml'] ?? '';
    const [, x = '0', label = ''] = /<text x="([\d.]+)"[^>]*fill="#b4481e">([^<]*)</.exec(line) ?? [];
    const [, axis = '0'] = /<text x="([\d.]+)"[^>]*text-anchor="end"/.exec(line) ?? [];
    assert.ok(Number(x) - (label.length * 7.3) / 2 > Number(axis), `${label} at ${x} beside ${axis}`);
  });

  test('rows are counted from zero, in whole numbers, and a long title ends as it does', () => {
    const days = Array.from({ length: 40 }, (_, index) => `2024-01-${String(1 + Math.floor(index / 5) * 3).padStart(2, '0')},${['a', 'b'][index % 2]}`);
    const { charts } = profile(['day,kind', ...days, '2024-01-01,a'].join('\n'));
    const svg = charts.find((chart) => chart['text/plain'].includes('number of rows'))?.['image/svg+xml'] ?? '';
    const marks = [...svg.matchAll(/text-anchor="end"[^>]*>([^<]*)</g)].map(([, mark]) => mark ?? '');
    assert.deepEqual(marks, ['0', '5', '10', '15', '20']);
    const name = 'a quantity of which the name has many words';
    const long = profile([`${name},${name} too`, ...Array.from({ length: 50 }, (_, index) => `${index},${index + (index % 7) * 3}`)].join('\n')).charts;
    const title = long.map((chart) => /font-weight="600" fill="#24292f">(Correlation[^<]*)</.exec(chart['image/svg+xml'] ?? '')?.[1]).find(Boolean);
    assert.match(title ?? '', /^Correlation of .*…?.*, r = 0\.\d\d$/);
    assert((title ?? '').length < 64, title);
  });

  test('texts alone give bars, and a table without either gives none', () => {
    const texts = profile('city,name\nRome,a\nOslo,b\nRome,c\nOslo,d\n').charts;
    assert.deepEqual(texts.map((chart) => chart['text/plain']), ['Most frequent values of city']);
    assert.deepEqual(profile('a,b\nx,y\nz,w\n').charts, []);
  });
});
