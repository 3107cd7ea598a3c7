import assert from 'node:assert/strict';
import { ask, type Said } from './asker.ts';

/** Two years of days: amounts add up, prices don't, years and ids name. */
const ROWS = Array.from({ length: 720 }, (_, n) => ({
  date: new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10),
  region: ['North', 'South', 'East', 'New York'][n % 4] ?? '',
  product: 'ABC'[n % 3] ?? '',
  customer: `c${n % 360}`,
  units: (n % 7) + 1,
  unit_price: 10 + (n % 11) / 2,
  amount: 20 + ((n * 7) % 13) * 4 + (n % 4 === 3 ? 5 : 0),
}));
type Row = (typeof ROWS)[number];
const HEAD = Object.keys(ROWS[0] ?? {});
const CSV = [HEAD.join(','), ...ROWS.map((row) => Object.values(row).join(','))].join('\n');

const total = (rows: readonly Row[], of: (row: Row) => number) => Math.round(rows.reduce((sum, row) => sum + of(row), 0) * 1e6) / 1e6;
const where = (keep: (row: Row) => boolean) => ROWS.filter(keep);
const middle = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
};
const mean = (rows: readonly Row[], of: (row: Row) => number) => total(rows, of) / rows.length;
const by = <K>(rows: readonly Row[], key: (row: Row) => K, of: (those: readonly Row[]) => number) => {
  const groups = Map.groupBy(rows, key);
  return [...groups].map(([name, those]) => [name, of(those)] as const).sort(([, a], [, b]) => b - a);
};

suite('profile: questions that a table answers', function () {
  this.timeout(60_000);
  const asked: [string, (said: Said) => void][] = [];
  const question = (text: string, check: (said: Said) => void) => void asked.push([text, check]);
  const first = (said: Said) => said.table?.rows[0] ?? [];
  const figure = (text: string, value: number, rows: number) =>
    question(text, (said) => {
      assert.ok(Math.abs(Number(first(said)[0]) - value) < 1e-6 * Math.abs(value), `${text}: ${said.text}`);
      assert.equal(first(said).at(-1), rows, text);
    });
  const groups = (text: string, expected: readonly (readonly [unknown, number])[]) =>
    question(text, (said) => {
      const rows = said.table?.rows ?? [];
      assert.deepEqual(rows.map(([name]) => name).toSorted(), expected.map(([name]) => name).toSorted(), `${text}: ${said.text}`);
      for (const [name, value] of expected) assert.ok(Math.abs(Number(rows.find(([each]) => each === name)?.[1]) - value) < 1e-4 * Math.abs(value), `${text}: ${said.text}`);
    });
  const cannot = (text: string, reason: RegExp) =>
    question(text, (said) => {
      assert.equal(said.table, null, `${text}: ${said.text}`);
      assert.match(said.text, reason, text);
    });

  const north = where(({ region }) => region === 'North');
  figure('total amount', total(ROWS, ({ amount }) => amount), 720);
  figure('What is the sum of the amounts in the North?', total(north, ({ amount }) => amount), 180);
  figure('how much amount for product A since 2024', total(where(({ product, date }) => product === 'A' && date >= '2024'), ({ amount }) => amount), where(({ product, date }) => product === 'A' && date >= '2024').length);
  figure('average price in March 2024', mean(where(({ date }) => date.startsWith('2024-03')), ({ unit_price }) => unit_price), 31);
  figure('avg unit price where units are more than 5 and region is not New York', mean(where(({ units, region }) => units > 5 && region !== 'New York'), ({ unit_price }) => unit_price), where(({ units, region }) => units > 5 && region !== 'New York').length);
  figure('highest unit price', Math.max(...ROWS.map(({ unit_price }) => unit_price)), 720);
  figure('median amount between 2023-02-01 and 2023-02-28', middle(where(({ date }) => date.startsWith('2023-02')).map(({ amount }) => amount)), 28);
  question('how many rows in New York?', (said) => assert.deepEqual(said.table?.rows, [[180]]));
  question('how many rows where amount is at least 60', (said) => assert.deepEqual(said.table?.rows, [[where(({ amount }) => amount >= 60).length]]));
  question('how many products are there', (said) => assert.match(said.text, /^\*\*3 different values of `product`\*\*/));
  groups('total amount by region', by(ROWS, ({ region }) => region, (rows) => total(rows, ({ amount }) => amount)));
  groups('average unit price per product', by(ROWS, ({ product }) => product, (rows) => mean(rows, ({ unit_price }) => unit_price)));
  groups('top 2 regions by amount', by(ROWS, ({ region }) => region, (rows) => total(rows, ({ amount }) => amount)).slice(0, 2));
  groups('top 3 customers by units', by(ROWS, ({ customer }) => customer, (rows) => total(rows, ({ units }) => units)).slice(0, 3).map(([name, value]) => [name, value]));
  groups('max amount by region', by(ROWS, ({ region }) => region, (rows) => Math.max(...rows.map(({ amount }) => amount))));
  groups('number of orders by product in South', by(where(({ region }) => region === 'South'), ({ product }) => product, (rows) => rows.length));
  question('which region has the highest average unit price', (said) => {
    assert.equal(said.table?.rows.length, 1);
    assert.equal(first(said)[0], by(ROWS, ({ region }) => region, (rows) => mean(rows, ({ unit_price }) => unit_price))[0]?.[0]);
  });
  question('trend of amount', (said) => {
    assert.equal(said.charts, 1);
    assert.match(said.text, /monthly total/);
    assert.equal(first(said)[1], total(where(({ date }) => date.startsWith('2023-01')), ({ amount }) => amount));
  });
  question('unit price over time in the East', (said) => assert.match(said.text, /monthly mean.*180 of 720 rows where `region` is `East`/s));
  question('quarterly amount', (said) => assert.equal(said.table?.rows.length, 7));
  question('amount by year', (said) => assert.deepEqual(said.table?.rows.map(([year]) => String(year)), ['2023', '2024']));
  question('rows where amount > 60 and product is B', (said) => {
    const expected = where(({ amount, product }) => amount > 60 && product === 'B');
    assert.equal(said.table?.totalRows, expected.length);
    assert.deepEqual(said.table?.rows[0]?.map(String), Object.values(expected[0] ?? {}).map(String));
  });
  question('5 rows with the lowest amount', (said) => assert.deepEqual(said.table?.rows.map((row) => Number(row[6])), [20, 20, 20, 20, 20]));
  question('avg unit price by regoin', (said) => assert.equal(said.table?.rows.length, 4, said.text));

  // What is asked to be drawn is drawn, and not said to be passed over.
  for (const text of ['draw a bar chart of amount by region', 'graph of amount by region', 'plot amount by region']) {
    question(text, (said) => assert.deepEqual([said.table?.rows.length, said.charts, said.text.includes('passed over')], [4, 1, false], said.text));
  }
  question('a pie chart of amount by region', (said) => assert.match(said.text, /passed over: `pie`\./));

  // What is no sum is never made one, and what is not there is not passed over.
  question('total unit price by region', (said) => {
    assert.match(said.text, /Average `unit_price` by `region`.*does not add up: this is its average/s);
    assert.ok(Number(first(said)[1]) < 20);
  });
  cannot('why did the amount fall in March?', /“why” takes a language model/);
  cannot('correlation between amount and units', /takes a language model/);
  cannot('total profit by region', /Nothing in this table is called “profit”/);
  cannot('total amount in Berlin', /Nothing in this table is called “Berlin”/);
  cannot('amount by shop', /Nothing in this table is called “shop”/);
  cannot('total amount by region by month', /one kind of groups at a time/);
  cannot('what can you do?', /such as \*top 5 `region` by `amount`\*/);
  question('rows where amount is over 1000', (said) => assert.match(said.text, /^\*\*No row\*\* where `amount` is above 1,000; the table has 720 rows\.$/));

  test('each has its figure, counted anew by other means; what can’t be answered says why', () => {
    const answers = ask(CSV, asked.map(([text]) => text));
    for (const [index, [, check]] of asked.entries()) check(answers[index] ?? assert.fail());
  });

  test('counts so far are neither added up nor averaged, and years are no figures', () => {
    const cases = Array.from({ length: 400 }, (_, n) => `${new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)},${2020 + Math.floor(n / 366)},${n * 10 + (n % 3)}`).join('\n');
    const [added, trend, years] = ask(`date,season,total_cases\n${cases}`, ['sum of total cases', 'trend of total cases', 'average season']);
    assert.equal(added?.table, null);
    assert.match(added?.text ?? '', /count so far, which neither adds up nor averages/);
    assert.match(trend?.text ?? '', /last value/);
    assert.equal(years?.table, null);
  });

  test('no words in any order fail, and none adds up what does not add up', () => {
    const words = 'top 5 by total average amount region price month year trend where over 50 between 10 and 20 in North not March 2024 since rows how many most lowest customers per count median unit_price date units is A = > until before the highest'.split(' ');
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const questions = Array.from({ length: 400 }, () => Array.from({ length: 1 + next(9) }, () => words[next(words.length)]).join(' '));
    const answers = ask(CSV, questions);
    assert.equal(answers.length, questions.length);
    for (const [index, { text }] of answers.entries()) assert.doesNotMatch(text, /total `(unit_price|date)`/i, questions[index]);
  });
});
