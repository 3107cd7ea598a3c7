import assert from 'node:assert/strict';
import { ask, type Said } from './asker.ts';

/** Orders of three years: prices don't add up, each row has its own id, half of the notes are missing. */
const ROWS = Array.from({ length: 900 }, (_, n) => ({
  'Order ID': `R-${10_000 + n}`,
  'Order Date': new Date(Date.UTC(2022, 0, 3 + n)).toISOString().slice(0, 10),
  'Store Name': ['Harbour', 'Mill Road', 'R&D', 'Old Town'][n % 4] ?? '',
  'Product Category': ['Tea', 'Coffee', 'Books & Maps', 'Toys', 'Tea'][n % 5] ?? '',
  'Weight (kg)': ((n * 7919) % 400) / 10,
  'Net Price': `€${(100 + ((n * 613) % 9_900)) / 100}`,
  qty: 1 + ((n * 7_919) % 97) % 9,
  Returned: n % 11 === 0 ? 'yes' : 'no',
  Salesperson: ['Ann Lee', 'Bo', 'Cleo'][n % 3] ?? '',
  Note: n % 2 ? '' : `parcel ${n}, ${n % 50 === 0 ? 'fragile' : 'plain'}`,
}));
type Row = (typeof ROWS)[number];
const cell = (value: unknown) => (String(value).includes(',') ? `"${String(value)}"` : String(value));
const CSV = [Object.keys(ROWS[0] ?? {}).join(','), ...ROWS.map((row) => Object.values(row).map(cell).join(','))].join('\n');
const price = (row: Row) => Number(row['Net Price'].slice(1));

suite('profile: questions in other words', function () {
  this.timeout(60_000);
  const asked: [string, (said: Said) => void][] = [];
  const question = (text: string, check: (said: Said) => void) => void asked.push([text, check]);
  const rows = (text: string, keep: (row: Row) => boolean) =>
    question(text, (said) => {
      const number = ROWS.filter(keep).length;
      assert.ok(said.text.startsWith(`**${number} of 900 rows**`), `${text}, ${number} rows: ${said.text}`);
    });
  const says = (text: string, expected: RegExp) => question(text, (said) => assert.match(said.text, expected, `${text}: ${said.text}`));
  const top = (text: string, of: (row: Row) => number, number: number, sign: 1 | -1) =>
    question(text, (said) => {
      const expected = ROWS.map(of).sort((a, b) => sign * (a - b)).slice(0, number);
      const column = of === price ? 5 : 4;
      assert.deepEqual(said.table?.rows.map((row) => Number(String(row[column]).replace('€', ''))), expected, `${text}: ${said.text}`);
    });

  rows('orders in March 2023', (row) => row['Order Date'].startsWith('2023-03'));
  rows('orders between 1 March 2023 and 15 March 2023', (row) => row['Order Date'] >= '2023-03-01' && row['Order Date'] <= '2023-03-15');
  rows('orders from March 1st, 2023 to March 15, 2023', (row) => row['Order Date'] >= '2023-03-01' && row['Order Date'] <= '2023-03-15');
  rows('orders after 31.12.2023', (row) => row['Order Date'] > '2023-12-31');
  rows('how many orders in Q2 2023', (row) => row['Order Date'] >= '2023-04-01' && row['Order Date'] < '2023-07-01');
  rows('orders over 30 kg', (row) => row['Weight (kg)'] > 30);
  rows('rows heavier than 35', (row) => row['Weight (kg)'] > 35);
  rows('orders under €5', (row) => price(row) < 5);
  rows('product contains MAPS', (row) => row['Product Category'] === 'Books & Maps');
  rows('orders whose note contains "fragile"', (row) => row.Note.includes('fragile'));
  rows('rows where note starts with “parcel 1”', (row) => row.Note.startsWith('parcel 1'));
  rows('note does not contain fragile', (row) => row.Note !== '' && !row.Note.includes('fragile'));
  rows('order id = R-10042', (row) => row['Order ID'] === 'R-10042');
  rows('note is parcel 4, plain', (row) => row.Note === 'parcel 4, plain');
  rows('rows where note is missing', (row) => row.Note === '');
  rows('orders where note is not empty', (row) => row.Note !== '');
  rows('how many orders were returned?', (row) => row.Returned === 'yes');
  rows('percentage of orders not returned', (row) => row.Returned === 'no');
  rows("orders in the 'R&D' store", (row) => row['Store Name'] === 'R&D');
  top('show me the 5 heaviest orders', (row) => row['Weight (kg)'], 5, -1);
  top('the three cheapest rows', price, 3, 1);
  top('10 most expensive orders', price, 10, -1);
  top('top 4 orders by weight', (row) => row['Weight (kg)'], 4, -1);
  says('sort by net price descending', /^\*\*The 100 rows with the highest `Net Price`/);
  says('total quantity by store', /^\*\*Total `qty` by `Store Name`/);
  says('top 2 salespeople by qty', /^\*\*Top 2 `Salesperson` by total `qty`\*\*/);
  says('which 2 stores have the highest qty?', /^\*\*Top 2 `Store Name` by total `qty`/);
  says('most common product category', /^\*\*`Product Category` with the highest number of rows\*\*: `Tea` \(360, 40%\)/);
  says('what are the stores', /^\*\*4 different values of `Store Name`\*\*|^\*\*Number of rows by `Store Name`/);
  says('how many orders per store?', /^\*\*Number of rows by `Store Name`\*\*: `Harbour` \(225, 25%\)/);
  says('what percentage of qty comes from Harbour?', /^\*\*Total `qty`: [\d,]+\*\* \(\d+(\.\d)?% of all\), of 225 of 900 rows/);
  says('what was the best month for qty', /highest in \w+ 20\d\d/);
  says('range of weight', /^\*\*`Weight \(kg\)` goes from 0 to 39\.9\*\*/);
  says('when was the first order?', /^\*\*`Order Date` goes from 2022-01-03 to 2024-06-20\*\*/);
  says('last 5 rows', /the last 5 are shown/);
  says('how many columns are there?', /^\*\*10 columns\*\*: `Order ID`/);
  says('missing values', /^\*\*Missing values\*\*: `Note` \(450\)/);
  says('count by qty', /^\*\*Number of rows by `qty`\*\*/);
  // What was not understood is said, and never left out silently.
  says('total qty by store and category', /one kind of groups at a time: `Store Name`, or `Product Category`/);
  says('orders over 30', /^Which figure is to be over 30\?/);
  says('orders 12345', /called “12345”/);
  says('how much did Bo sell?', /^Which figure is meant\?/);
  says('standard deviation of weight', /“deviation” takes a language model/);

  test('are answered by the same figures, or it is said what of them is not understood', () => {
    const answers = ask(CSV, asked.map(([text]) => text));
    for (const [index, [, check]] of asked.entries()) check(answers[index] ?? assert.fail());
  });
});
