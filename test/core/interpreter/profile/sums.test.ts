import assert from 'node:assert/strict';
import { profile, type Profile } from './profiler.ts';

/** What can't be told of figures that don't add up, whatever it is worded like. */
const SUM = /\b(hourly|daily|weekly|monthly|yearly) total\b|\btotal of\b|\bleads\b|\blast is\b/i;

/** All that a reader sees in words: findings and the titles of charts and tables. */
function words({ printed, charts, tables }: Profile): string {
  return [printed, ...charts.map((chart) => chart['text/plain']), ...tables.map(({ title }) => title)].join('\n');
}

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Two months of days in two groups, the second of which has half as much more. */
function table(name: string, value: (row: number) => number | string): Profile {
  const rows = Array.from({ length: 120 }, (_, row) => {
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(row / 2))).toISOString().slice(0, 10);
    return `${day},${'AB'[row % 2]},"${value(row)}"`;
  });
  return profile(['date,g', ...rows].join('\n').replace('date,g', `date,g,"${name}"`));
}

/** Repeats after 60 rows, in no order, and is larger in the second group. */
const scattered = (low: number, high: number) => (row: number) => Math.round((low + (high - low) * (0.6 * (((row * 37) % 60) / 60) + 0.4 * (row % 2))) * 10) / 10;
const whole = (low: number, high: number) => (row: number) => Math.round(scattered(low, high)(row));
const money = (row: number) => `€${scattered(10, 90)(row)}`;

suite('profile: sums', function () {
  this.timeout(60_000);

  const added: [string, (row: number) => number | string][] = [
    ['revenue', scattered(10, 90)],
    ['qty', whole(1, 7)],
    ['number of orders', whole(10, 90)],
    ['orders', whole(1900, 2100)],
    ['totalSales', scattered(10, 90)],
    ['Gesamtumsatz', scattered(10, 90)],
    ['Bestellmenge', whole(10, 90)],
    ['quantité', whole(10, 90)],
    ['importe', scattered(10, 90)],
    ['fatturato', scattered(10, 90)],
    ['faturamento', scattered(10, 90)],
    ['omzet', scattered(10, 90)],
    ['Сумма заказа', scattered(10, 90)],
    ['月間売上', scattered(10, 90)],
    ['매출', scattered(10, 90)],
    ['x', money],
  ];
  for (const [name, value] of added) {
    test(`are told of a flow: ${name}`, () => {
      const profiled = table(name, value);
      assert.match(words(profiled), /daily total went/);
      assert.match(words(profiled), /Total of .* by g/);
    });
  }

  const averaged: [string, (row: number) => number | string][] = [
    ['Favor', whole(39, 43)],
    ['x', scattered(10, 90)],
    ['x', (row) => `€${(row % 60) / 60}`],
    ['x', (row) => `€${1 + (row % 5)}`],
    ['x', (row) => `€${whole(1950, 2050)(row)}`],
    ['amount %', scattered(10, 90)],
    ['revenue', (row) => `${scattered(10, 90)(row)}%`],
    ['price paid', money],
    ['units in stock', whole(10, 90)],
    ['revenue share', scattered(10, 90)],
    ['sales rank', whole(10, 90)],
    ['avg_income', scattered(10, 90)],
    ['cost per unit', money],
    ['account balance', money],
    ['sales of the month', whole(10, 90)],
    ['Umsatzanteil', scattered(10, 90)],
    ['Stückpreis', money],
    ['Lagerbestand', whole(10, 90)],
    ['prix de vente', money],
    ['saldo', money],
    ['part de marché des ventes', scattered(10, 90)],
    ['precio medio', money],
    ['Vermögen', money],
    ['revenue per user', scattered(10, 90)],
    ['qty_on_hand', whole(10, 90)],
    ['unitCost', money],
    ['Ø Umsatz', scattered(10, 90)],
    ['bill_length_mm', scattered(10, 90)],
    ['Days since last order', whole(10, 90)],
    ['sales_lag7', scattered(10, 90)],
    ['new_cases_smoothed', scattered(10, 90)],
    ['средняя сумма', scattered(10, 90)],
    ['売上単価', money],
    ['seed', whole(1, 64)],
    ['elo', whole(1200, 2100)],
    ['population', whole(1000, 9000)],
    ['probability', (row) => (row % 60) / 60],
    ['satisfaction', whole(1, 5)],
  ];
  for (const [name, value] of averaged) {
    test(`are means instead: ${name}, ${value(7)}`, () => {
      const profiled = table(name, value);
      assert.doesNotMatch(words(profiled), SUM);
      assert.match(words(profiled), /daily mean of 120 rows went/);
      assert.match(words(profiled), /Mean of .* by g/);
    });
  }

  const named: [string, (row: number) => number | string, string][] = [
    ['season', whole(2015, 2019), 'year'],
    ['founded', whole(2015, 2019), 'year'],
    ['founded', (row) => `${whole(2015, 2019)(row)}.0`, 'year'],
    ['Season', whole(1, 9), 'integer'],
    ['month', whole(1, 12), 'integer'],
    ['Stunde', whole(0, 23), 'integer'],
    ['congress', whole(80, 117), 'integer'],
    ['district', whole(1, 53), 'integer'],
    ['customer_id', whole(10, 90), 'identifier'],
    ['CustomerID', whole(10, 90), 'identifier'],
    ['userid', whole(10, 90), 'identifier'],
    ['number', whole(10, 90), 'identifier'],
    ['Order No.', whole(10, 90), 'identifier'],
    ['Kundennummer', whole(10, 90), 'identifier'],
    ['numéro de client', whole(10, 90), 'identifier'],
  ];
  for (const [name, value, type] of named) {
    test(`and means are told of nothing that names: ${name}, ${value(7)}`, () => {
      const profiled = table(name, value);
      assert.equal(profiled.cell('Columns', name, 'Type'), type);
      assert.equal(profiled.cell('Columns', name, 'Mean'), null);
      assert.doesNotMatch(words(profiled), SUM);
      assert.doesNotMatch(words(profiled), /differs by|\bmean\b/i);
      assert.doesNotMatch(profiled.printed, /\b[12],\d{3}\b/);
    });
  }

  test('a share that differs by group is told with its rows', () => {
    const { printed } = profile('g,Primary %\nA,40.1\nA,41\nB,50\nB,62\nA,39\nB,55\n');
    assert.match(printed, /`Primary %` differs by `g`\*\*: 55\.7% on average for `B` \(3 rows\), 40% for `A` \(3 rows\)/);
  });

  test('years run from one to another, without separators', () => {
    assert.match(profile('g,season\nA,2015\nB,2016\nA,2018\nB,2019\nC,2017\nA,2015\n').printed, /from 2015 to 2019 \(`season`\)/);
    const { printed, cell } = profile('g,founded\nA,2015\nB,2016\nA,2018\nB,2019\nC,2017\nA,2015\n');
    assert.match(printed, /`founded` 2015 to 2019/);
    assert.equal(cell('Columns', 'founded', 'Max'), 2019);
  });

  test('counts so far give the last value of each month', () => {
    const rows = ['01-10,10', '01-20,20', '02-10,40', '02-20,80', '03-10,160', '03-20,320', '03-31,400'].map((row) => `2024-${row}`);
    for (const name of ['total_cases', 'cases_total', 'cumulative sales', 'Umsatz kumuliert', 'ventes cumulées']) {
      const profiled = profile([`date,${name}`, ...rows.toReversed()].join('\n'));
      assert.match(profiled.printed, /the monthly last value went from 20 \(Jan 2024\) to 400 \(Mar 2024\), 20 times as much/);
      assert.doesNotMatch(words(profiled), SUM);
    }
  });

  test('an amount that stands in each row of an order or of a day is not added up', () => {
    const items = (beginning: (row: number) => string) => lines(60, (row) => `${beginning(Math.floor(row / 3))},${'xy'[row % 2]},${100 + ((Math.floor(row / 3) * 37) % 91)}`);
    for (const [name, value] of [['order_id', (order: number) => `${1000 + order}`], ['day', (day: number) => `2024-05-${10 + day}`]] as const) {
      const profiled = profile(`${name},item,amount\n${items(value)}`);
      assert.match(words(profiled), /Mean of amount by item/);
      assert.doesNotMatch(words(profiled), SUM);
    }
  });

  test('counts so far of several groups are not added up, and a total that falls is', () => {
    const running = table('total_cases', (row) => (row + 1) * (row % 2 === 0 ? 10 : 1));
    assert.doesNotMatch(words(running), SUM);
    // 60 days of 2 rows: 2 and 60 more in the group that has 20 a day, the half of it in the other.
    assert.match(running.printed, /daily last value of all `g` together went from 12 /);
    assert.match(words(table('total_amount', scattered(10, 90))), /daily total went/);
  });

  test('what is the same in all rows of a group is not counted for each of them', () => {
    const profiled = table('budget amount', (row) => (row % 2 === 0 ? 500 : 800));
    assert.doesNotMatch(words(profiled), SUM);
  });

  test('no text of any report adds up what can’t be added', () => {
    const values = [...averaged, ...named];
    // A generator of pairs of the above in all kinds of tables; the steps share no divisor with the number of kinds.
    for (let seed = 1; seed <= 24; seed++) {
      const [a, b] = [values[(seed * 7) % values.length], values[(seed * 11 + 3) % values.length]] as const;
      assert(a && b);
      const rows = Array.from({ length: 60 + seed }, (_, row) => {
        const day = new Date(Date.UTC(2020, 0, 1 + row * ((seed % 5) + 1))).toISOString().slice(0, 10);
        const start = seed % 3 === 0 ? '' : `${day},`;
        return `${start}${'ABC'[(row * seed) % 3]},${row % 2 === 0 ? 'yes' : 'no'},"${a[1](row + seed)}","${b[1](row * 3)}"`;
      });
      const profiled = profile([`${seed % 3 === 0 ? '' : 'date,'}g,flag,"${a[0]}","${b[0]} "`, ...rows].join('\n'));
      assert.doesNotMatch(words(profiled), SUM, `${a[0]} and ${b[0]}`);
    }
  });
});
