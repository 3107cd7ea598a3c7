import assert from 'node:assert/strict';
import { profile } from './profiler.ts';

/** Two years of orders, two a month: 100 a month more each month, the double in each December. */
function twoYears(): string {
  const rows = Array.from({ length: 24 }, (_, month) => {
    const date = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    const total = (1000 + 100 * month) * (month % 12 === 11 ? 2 : 1);
    return [`${date}-01,North,${total / 4},${total / 40}`, `${date}-28,South,${(total * 3) / 4},${(total * 3) / 40}`];
  });
  return ['day,region,revenue,units', ...rows.flat()].join('\n');
}

suite('profile: findings', function () {
  this.timeout(20_000);

  test('of more columns than a line lists, the others are counted, also a single one', () => {
    const told = (columns: number) => {
      const names = Array.from({ length: columns }, (_, place) => `reading_${'abcdefgh'[place]}`);
      const rows = Array.from({ length: 40 }, (_, row) => names.map((_name, place) => ((row * (place + 3)) % 37) / 2).join(','));
      return /\*\*Ranges\*\*:.*$/m.exec(profile([names.join(','), ...rows].join('\n'), 'readings.csv').printed)?.[0] ?? '';
    };
    assert.match(told(6), /`reading_f` 0 to \d+\.$/);
    assert.match(told(7), /`reading_f` 0 to \d+; and 1 more column\.$/);
    assert.match(told(8), /; and 2 more columns\.$/);
  });

  test('a messy table is told as it is', () => {
    const { printed, rows } = profile(
      `Order;Date;Shop;Price;Qty
1;05.01.2024;North;"1.200,50 €";2
2;06.01.2024;south;80,00 €;1
3;07.01.2024;South;79,50 €;NA
4;08.01.2024;North;-5,00 €;3
4;08.01.2024;North;-5,00 €;3
5;09.01.2024;South;;7
`,
      'messy.csv',
    );
    // All by hand. The prices 1200.5, 80, 79.5, -5 and -5 add up to 1350, their squared distances from 270 to 1,089,470.5.
    assert.equal(
      printed,
      `**\`messy.csv\` has 6 rows and 5 columns**, from 5 January 2024 to 9 January 2024 (\`Date\`).

- **\`Price\` has no clear direction**: the daily mean of 5 rows went from €1,200 (5 Jan 2024) to −€5 (8 Jan 2024); highest on 5 Jan 2024 (€1,200), lowest on 8 Jan 2024 (−€5).
- **Worth a check**:
  - \`Shop\` has more than one spelling for probably the same: \`south\` / \`South\`.
  - 1 row repeats an earlier one.
- **Most frequent**: \`Shop\` \`North\` (50%), \`South\` (33.3%) and \`south\` (16.7%).
- **\`Price\`** runs from −€5 to €1,200 with median €79.5 and mean €270.
- **Missing values**: \`Price\` 1 (16.7%) and \`Qty\` 1 (16.7%); 3 columns are complete.
- **Ranges**: \`Qty\` 1 to 7.
- **\`Qty\` has no clear direction**: the daily total went from 2 (5 Jan 2024) to 7 (9 Jan 2024), 3.5 times as much; highest on 9 Jan 2024 (7), lowest on 6 Jan 2024 (1).
- **Columns**: identifier \`Order\`; date \`Date\`; category \`Shop\`; amount (€) \`Price\`; integer \`Qty\`.
- **Read as** semicolon-separated, UTF-8; thousands separators in \`Price\`; decimal commas in \`Price\`; all rows were read.
`,
    );
    assert.deepEqual(rows('Numeric summary').slice(1), [
      ['Price', 5, 270, 521.8885178, -5, -5, 79.5, 80, 1200.5],
      ['Qty', 5, 3.2, 2.28035085, 1, 2, 3, 3, 7],
    ]);
    assert.deepEqual(rows('Missing values'), [['Price', 1, 16.67], ['Qty', 1, 16.67]]);
  });

  test('a trend is told with its ends, its change and its highest and lowest month', () => {
    const [trend] = profile(twoYears()).findings;
    assert.equal(
      trend,
      '**`revenue` tends to rise**: the monthly total went from 1,000 (Jan 2023) to 6,600 (Dec 2024), 6.6 times as much; ' +
        'highest in Dec 2024 (6,600), lowest in Jan 2023 (1,000).',
    );
  });

  test('what can be added up is told as a whole first, and each value after it', () => {
    assert.match(profile(twoYears()).printed, /\*\*`revenue`\*\* adds up to 57,000; its values run from 250 to 4,950 with median/);
    const mean = profile(['day,temperature', ...Array.from({ length: 30 }, (_, day) => `2024-01-${String(day + 1).padStart(2, '0')},${day % 7}`)].join('\n'));
    assert.match(mean.printed, /\*\*`temperature`\*\* runs from 0 to 6/);
  });

  test('a measure that falls steadily is told of where the main ones stay level', () => {
    const rows = Array.from({ length: 30 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')},${12 + (day % 3)},${60 + (day % 4)},${(3.7 - day / 100).toFixed(2)},${day % 5}`);
    const { printed, charts } = profile(['day,temperature,humidity,battery_v,level', ...rows].join('\n'));
    assert.match(printed, /\*\*`battery_v` falls steadily\*\*/);
    assert.ok(charts.some((chart) => chart['text/plain'] === 'Daily mean of battery_v'));
  });

  test('months are told as months, and what is left out of weeks as a week', () => {
    const months = Array.from({ length: 30 }, (_, month) => `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')},${month}`);
    assert.match(profile(['month,visits', ...months].join('\n')).printed, /, from January 2022 to June 2024 \(`month`\)\./);
    const days = Array.from({ length: 150 }, (_, day) => `${new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)},${(day * 7) % 31}`);
    assert.match(profile(['day,visits', ...days].join('\n')).printed, /highest in the week of \d+ \w{3} 2025 .* the week of 30 Dec 2024 .*left out/);
  });

  test('values that occur equally often are counted, not listed', () => {
    const rows = Array.from({ length: 48 }, (_, row) => `d${row % 8},${(row * 7) % 11}`);
    assert.match(profile(['department,score', ...rows].join('\n')).printed, /\*\*Most frequent\*\*: `department` has 8 values, each in 6 rows\./);
  });

  test('a mean is of what its range is of', () => {
    const rows = Array.from({ length: 50 }, (_, row) => `${row % 9},x`);
    assert.match(profile(['t,n', ...rows, '4000,x'].join('\n')).printed, /\*\*`t`\*\* (?:adds up to [\d,]+; its values run|runs) from 0 to 8, without 1 far value, with median/);
  });

  test('the first rows are as many as there are, however the file is read', () => {
    const rows = Array.from({ length: 42 }, (_, month) => `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')},${2_000 + ((month * 71) % 900)}`);
    assert.equal(profile(['month,visitors', ...rows].join('\n')).rows('First rows').length, 10);
  });

  test('a season is told', () => {
    const { printed } = profile(twoYears());
    assert.match(printed, /\*\*`revenue` has a season\*\*: December is usually strongest \(\d+% above the trend\)/);
  });

  test('a month that has only begun is not compared', () => {
    const { findings, charts } = profile(`${twoYears()}\n2025-01-01,North,1,1\n2025-01-02,North,1,1`);
    assert.match(findings[0] ?? '', /to 6,600 \(Dec 2024\)/);
    assert.doesNotMatch(charts[0]?.['image/svg+xml'] ?? '', /Jan 2025/);
  });

  test('a pattern of the week is told', () => {
    const rows = Array.from({ length: 60 }, (_, index) => {
      const day = new Date(Date.UTC(2024, 0, 1 + index));
      return `${day.toISOString().slice(0, 10)},${day.getUTCDay() === 6 ? 300 : 100 + (index % 3)}`;
    });
    assert.match(profile(['day,visits', ...rows].join('\n')).printed, /`visits` follows the week\*\*: Saturday is usually strongest/);
  });

  test('where things lie has no trend', () => {
    const rows = Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}-01,${(53 + index / 100).toFixed(2)},${(8 + (index % 3) / 100).toFixed(2)},${index % 5}`);
    const { printed } = profile(['opened,latitude,longitude,riders', ...rows].join('\n'));
    assert.doesNotMatch(printed, /`(?:latitude|longitude)` (?:rises|falls|stays|rose|fell|went|has)/);
    assert.match(printed, /`riders`/);
    const walk = Array.from({ length: 36 }, (_, month) => `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${month % 12 === 6 ? 60 : 50}`);
    assert.doesNotMatch(profile(['day,latitude', ...walk].join('\n')).printed, /`latitude` has a season/);
  });

  test('what belongs together and who leads is told', () => {
    const { printed } = profile(twoYears());
    assert.match(printed, /\*\*`revenue` and `units` say the same\*\* \(correlation r = 1\.00\)/);
    assert.match(printed, /\*\*`South` leads `revenue` by `region`\*\*: 42,750 of 57,000 \(75%\); last is `North` with 25%/);
  });

  test('noise is not taken for a finding', () => {
    const rows = Array.from({ length: 200 }, (_, index) => `${['a', 'b'][index % 2]},${(index * 7919) % 101},${(index * 104729) % 97}`);
    const { printed } = profile(['group,temperature,score', ...rows].join('\n'));
    assert.match(printed, /No two numbers are strongly related/);
    assert.doesNotMatch(printed, /differs by|leads/);
  });

  test('what one row alone makes belong together is told as that', () => {
    const rows = Array.from({ length: 60 }, (_, index) => `${(index * 37) % 11},${(index * 53) % 13}`);
    assert.match(profile(['wins,losses', ...rows, '900,850'].join('\n')).printed, /`wins` and `losses` seem related because of one row alone\*\*: r = (0\.99|1\.00) with it, −?0\.[0-2]\d* without\./);
    const together = Array.from({ length: 60 }, (_, index) => `${index % 11},${(index % 11) + (index % 3)}`);
    assert.match(profile(['wins,losses', ...together, '900,850'].join('\n')).printed, /`wins` and `losses` rise and fall together/);
  });

  test('what one row alone hides is told without it', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${(index * 7) % 30},${2 * ((index * 7) % 30) + (index % 3)}`);
    const { printed } = profile(['wins,losses', ...rows, '60,10'].join('\n'));
    assert.match(printed, /`wins` and `losses` rise and fall together\*\* \(correlation r = 1\.00 without one row, 0\.5\d with it\)/);
    assert.doesNotMatch(printed, /because of one row/);
  });

  const odd: [string, string, RegExp][] = [
    ['duplicate rows', 'a,b\n1,x\n1,x\n2,y\n', /1 row repeats an earlier one/],
    ['constant and empty columns', 'a,b,c\n1,x,\n2,x,\n3,x,NA\n', /`b` has one value only\.\n.*`c` has no values(?![\s\S]*Missing values)/],
    [
      'few negative values',
      ['price,n', ...Array.from({ length: 99 }, (_, index) => `${index + 1},x`), '-3,x'].join('\n'),
      /`price` is negative in 1 of 100 rows \(lowest −3\)/,
    ],
    [
      'few negative values in several columns',
      ['a,b,c', ...Array.from({ length: 99 }, (_, index) => `${index + 1}.5,${index + 2}.5,${((index * 7) % 31) + 1}.5`), '-3.5,-1.5,-2.5'].join('\n'),
      /\*\*Worth a check\*\*: `a`, `b` and `c` are negative in few of their rows\./,
    ],
    [
      'a placeholder',
      ['t,n', ...Array.from({ length: 50 }, (_, index) => `${index % 9},x`), '-999,x', '-999,x'].join('\n'),
      /−999 stands 2 times in `t`, far from all else/,
    ],
    [
      'a slip',
      ['t,n', ...Array.from({ length: 50 }, (_, index) => `${index % 9},x`), '4000,x'].join('\n'),
      /`t` has 1 value far from all others: 4,000 \(row 51\)/,
    ],
    ['spellings', 'c,n\nRed,1\nred,2\nRed,3\nred,4\n', /more than one spelling for probably the same: `Red` \/ `red`/],
    ['several currencies', 'p,n\n$5,a\n€6,b\n$7,c\n', /`p` has values in \$ and €/],
  ];
  for (const [what, content, sentence] of odd) {
    test(`oddities are told: ${what}`, () => {
      const { printed, rows } = profile(content);
      assert.match(printed, sentence);
      assert(rows('Oddities').length > 0);
    });
  }

  test('names and values that look like Markdown stay text', () => {
    const { findings } = profile('`a`,*b*\n1,<b>\n2,<b>\n3,[x](y)\n4,[x](y)\n');
    assert(findings.some((finding) => finding.includes('`*b*` `<b>` (50%) and `[x](y)` (50%)')), findings.join('\n'));
    assert(findings.some((finding) => finding.includes('`` `a` ``')), findings.join('\n'));
  });
});
