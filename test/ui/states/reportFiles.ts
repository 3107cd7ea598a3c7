/** Files of the kinds that people have, each in a few lines of code and always the same. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** Mulberry32: enough for data that must only look alive. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = generator(7);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const pick = <T>(...entries: readonly [T, ...T[]]): T => entries[Math.floor(random() * entries.length)] ?? entries[0];
const rows = (count: number, row: (index: number) => readonly unknown[], separator = ',') => Array.from({ length: count }, (_, index) => row(index).join(separator)).join('\n');
const table = (name: string, head: string, count: number, row: (index: number) => readonly unknown[]): ReportFile => ({ name, text: `${head}\n${rows(count, row)}\n` });
const day = (index: number, start = Date.UTC(2025, 0, 1)) => new Date(start + index * 86_400_000).toISOString().slice(0, 10);
const time = (index: number, minutes: number) => new Date(Date.UTC(2026, 2, 1) + index * minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const money = (value: number) => value.toFixed(2);

export const REPORT_FILES: readonly ReportFile[] = [
  table('sales.csv', 'order_id,date,region,product,quantity,unit_price,revenue', 900, (index) => {
    const [quantity, price] = [1 + Math.floor(random() * 9), pick(4.5, 12, 19.9, 49)];
    return [10_000 + index, day(Math.floor(index / 2.5)), pick('North', 'South', 'East', 'West'), pick('Lamp', 'Chair', 'Desk', 'Shelf'), quantity, price, money(quantity * price)];
  }),
  table('sensors.csv', 'timestamp,sensor,temperature_c,humidity_pct,battery_v', 1_440, (index) => [
    time(index, 15), pick('attic', 'cellar', 'yard'), money(12 + 6 * Math.sin(index / 15.3) + normal()), money(Math.min(100, Math.max(0, 60 - 10 * Math.sin(index / 15.3) + 4 * normal()))), money(3.7 - index / 4_000),
  ]),
  table('survey.csv', 'respondent,age_group,satisfaction (1-5),would_recommend,comment', 240, (index) => [
    `R${index + 1}`, pick('18-29', '30-44', '45-59', '60+'), Math.min(5, Math.max(1, Math.round(3.7 + normal()))), pick('yes', 'yes', 'yes', 'no'), random() < 0.3 ? pick('Good', '"Fine, thanks"', 'Too slow') : '',
  ]),
  table('visitors-by-month.csv', 'month,visitors', 42, (index) => [`${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, Math.round(2_000 + 25 * index + 700 * Math.sin((index * Math.PI) / 6) + 90 * normal())]),
  table('share-prices.csv', 'Date,Open,High,Low,Close,Volume', 500, (index) => {
    const open = 100 + index * 0.08 + 6 * Math.sin(index / 40);
    return [day(index), ...[open, open + 1.4, open - 1.2, open + normal() * 0.7].map(money), Math.round(1e6 + 2e5 * normal())];
  }),
  table('wide.csv', `id,${Array.from({ length: 60 }, (_, index) => `gene_${index + 1}`).join(',')}`, 80, (index) => [index + 1, ...Array.from({ length: 60 }, (_, column) => money(column / 10 + normal()))]),
  { name: 'tiny.csv', text: 'fruit,price\npear,3\napple,2.5\n' },
  table('only-text.csv', 'title,author,remark', 60, (index) => [`Volume ${index + 1} of the collected letters`, pick('A. Meyer', 'B. Sato', 'C. Diaz'), `Remark ${Math.floor(random() * 1e6)} on the binding`]),
  table('missing.csv', 'station,month,rain_mm,snow_cm', 300, (index) => [pick('Alm', 'Bucht', 'Tal'), `2025-${String((index % 12) + 1).padStart(2, '0')}`, random() < 0.3 ? pick('NA', '', '-') : money(60 * random()), random() < 0.7 ? '' : money(20 * random())]),
  table('ids.csv', 'customer_id,zip,phone,signup_year,plan', 400, (index) => [`C-${100_000 + index}`, String(10_115 + Math.floor(random() * 900)).padStart(5, '0'), `+49 30 ${Math.floor(1e6 + random() * 8e6)}`, 2018 + Math.floor(random() * 8), pick('free', 'free', 'team', 'business')]),
  table('places.csv', 'city,country,latitude,longitude,population,elevation_m', 120, (index) => [`City ${index + 1}`, pick('DE', 'FR', 'IT', 'ES'), (43 + 10 * random()).toFixed(5), (2 + 12 * random()).toFixed(5), Math.round(Math.exp(10 + 1.4 * normal())), Math.round(400 * random())]),
  {
    name: 'finance-with-totals.csv',
    text: `Ledger of the second quarter;;;\nAccount;April;May;June\n${['Rent', 'Wages', 'Energy', 'Travel', 'Software'].map((name, index) => `${name};${[0, 1, 2].map((month) => `${(index + 1) * 1_000 + month * 35},50`).join(';')}`).join('\n')}\nTotal;15.002,50;15.177,50;15.352,50\n`,
  },
  { name: 'access.log', text: `${Array.from({ length: 600 }, (_, index) => `10.0.0.${index % 40} - - [03/Nov/2026:12:${String(Math.floor(index / 10) % 60).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')} +0000] "GET /${pick('', 'docs', 'api/v1/threads')} HTTP/1.1" ${pick(200, 200, 200, 304, 404, 500)} ${Math.floor(400 + 9_000 * random())}`).join('\n')}\n` },
  table('races.csv', 'runner,club,time,place', 90, (index) => [`Runner ${index + 1}`, pick('TSV', 'ASC', 'LG'), `${Math.floor(38 + index / 4)}:${String((index * 13) % 60).padStart(2, '0')}`, index + 1]),
  table('budget-by-department.csv', 'department,year,budget_eur,spent_eur,share', 48, (index) => {
    const budget = 200_000 + 15_000 * (index % 8);
    const spent = budget * (0.8 + 0.3 * random());
    return [['Police', 'Schools', 'Roads', 'Parks', 'Culture', 'Health', 'Fire', 'Water'][index % 8], 2020 + Math.floor(index / 8), budget, Math.round(spent), `${Math.round((100 * spent) / budget)}%`];
  }),
  table('yes-no.csv', 'ticket,opened,closed,priority,is_resolved,hours_open', 350, (index) => {
    const hours = Math.max(0.5, 30 + 25 * normal());
    return [`T${index}`, `${day(Math.floor(index / 4))} 09:00`, `${day(Math.floor(index / 4) + Math.ceil(hours / 24))} 17:30`, pick('low', 'medium', 'high'), pick('true', 'true', 'false'), hours.toFixed(1)];
  }),
  table('countries.csv', 'Country,Continent,GDP (USD billion),Life expectancy,Internet users (%)', 70, (index) => [`Country ${index + 1}`, pick('Africa', 'Asia', 'Europe', 'Americas'), money(Math.exp(5 + 1.6 * normal())), money(72 + 6 * normal()), money(Math.min(99, 55 + 20 * normal()))]),
  { name: 'events.jsonl', text: `${Array.from({ length: 400 }, (_, index) => JSON.stringify({ at: new Date(Date.UTC(2026, 9, 1) + index * 5_400_000).toISOString(), user: `u${index % 37}`, event: pick('open', 'edit', 'save', 'close'), ms: Math.round(Math.exp(4 + normal())) })).join('\n')}\n` },
  table('long-names.csv', 'A column whose name is a whole sentence that somebody typed into a form,Another one that says in which of the many units it was measured (thousands of tonnes per year),kind', 60, () => [
    money(1_000 * random()), money(1e6 * random()), pick('A category with a name that has no end in sight either', 'Short', 'Another category with a rather long name'),
  ]),
  { name: 'german.csv', text: `Datum;Filiale;Umsatz;Kunden\n${rows(200, (index) => [day(index).split('-').reverse().join('.'), pick('Köln', 'Bonn', 'Aachen'), (900 + 300 * random()).toFixed(2).replace('.', ','), Math.round(40 + 20 * random())], ';')}\n` },
  table('constant.csv', 'batch,line,reading', 50, (index) => [index + 1, 'L1', 7]),
  { name: 'empty.csv', text: 'name,amount\n' },
];
