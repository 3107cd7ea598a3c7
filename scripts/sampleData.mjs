// Writes the CSV files of sample-workspace/: always the same bytes, for each number comes from one seeded generator.
// sample-workspace/data/README.md says what they hold; what this script prints at the end is what that page must say.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SAMPLE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'sample-workspace');
const FIRST_DAY = '2024-10-01';
const LAST_DAY = '2026-09-30';
/** The stops of all days make data.csv; those from here on are written out one by one, about 60,000. */
const FIRST_STOP_DAY = '2026-05-01';
const CLOSED = /-(12-25|12-26|01-01)$/;

// --- random numbers ---------------------------------------------------------------------------------------------------------

/** Mulberry32: 32 bits of state are plenty for data that must only look alive. */
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = generator(20261);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const exponential = (mean) => -mean * Math.log(1 - random());

/** One of the entries, each `[value, weight]`. */
function pick(entries) {
  let rest = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries[0])[0];
}

// --- the town ---------------------------------------------------------------------------------------------------------------

/** Orders a day at the start, growth a year, how slow its streets are, mean metres between two stops. */
const DEPOTS = [
  { name: 'Harbour', opened: FIRST_DAY, orders: 96, growth: 0.16, slow: 0.9, metres: 620, riders: 5 },
  { name: 'Mill', opened: FIRST_DAY, orders: 70, growth: 0.07, slow: 0.8, metres: 880, riders: 4 },
  { name: 'Station', opened: FIRST_DAY, orders: 118, growth: -0.05, slow: 1.25, metres: 480, riders: 5 },
  { name: 'Orchard', opened: '2025-03-03', orders: 84, growth: 0.2, slow: 0.7, metres: 1040, riders: 4 },
];

/** Net price in cents before the rise of 1 October 2025, and how often it is ordered by month, January first. */
const PRODUCTS = [
  { name: 'Rye sourdough', cents: 540, months: [9, 9, 8, 8, 7, 7, 7, 7, 8, 9, 9, 9] },
  { name: 'Country loaf', cents: 460, months: [6, 6, 6, 7, 7, 8, 8, 8, 7, 6, 6, 6] },
  { name: 'Seed loaf', cents: 590, months: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5] },
  { name: 'Spelt tin', cents: 520, months: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4] },
  { name: 'Oat rolls', cents: 390, months: [3, 3, 4, 5, 6, 7, 8, 8, 6, 4, 3, 3] },
  { name: 'Winter fruit loaf', cents: 750, months: [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 10] },
];
const PRICE_RISE = { from: '2025-10-01', factor: 1.04 };
const TAX_BASIS_POINTS = 700;

const SLOTS = [['06:30', 4], ['07:00', 7], ['07:30', 9], ['08:00', 8], ['08:30', 6], ['09:00', 4], ['09:30', 3]];
/** Monday first. */
const WEEKDAYS = [0.78, 0.86, 0.92, 0.97, 1.12, 1.45, 0.9];
const LATE_AFTER_MIN = 15;
/** At this delay an order is cancelled, so no delivered stop has more. */
const GIVEN_UP_AFTER_MIN = 90;

const days = [];
for (let t = Date.parse(FIRST_DAY); t <= Date.parse(LAST_DAY); t += 86_400_000) days.push(new Date(t).toISOString().slice(0, 10));

/** Temperature: a year's wave and noise that lasts some days. Rain falls on two days in five. */
function weatherOfAllDays() {
  let noise = 0;
  return new Map(days.map((day) => {
    noise = 0.75 * noise + 2 * normal();
    const yearDay = (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000;
    const temp = 10.5 - 8.5 * Math.cos((2 * Math.PI * (yearDay - 20)) / 365) + noise;
    const rain = random() < 0.4 ? Math.min(exponential(4.5), 32) : 0;
    const sky = rain > 0.2 ? (temp < 1 ? 'snow' : 'rain') : random() < 0.45 ? 'clear' : 'cloudy';
    return [day, { temp, rain, sky }];
  }));
}

/** As services/orders/src/tax.ts does: one rounding, half to even. */
function withTax(net) {
  const scaled = net * TAX_BASIS_POINTS;
  const whole = Math.floor(scaled / 10_000);
  const rest = scaled - whole * 10_000;
  return net + whole + (rest > 5_000 || (rest === 5_000 && whole % 2 === 1) ? 1 : 0);
}

function ordersOn(day, depot, weather) {
  const age = (Date.parse(day) - Date.parse(depot.opened)) / 86_400_000;
  // A new depot is found by its customers within about four months.
  const known = depot.opened === FIRST_DAY ? 1 : 1 - 0.65 * Math.exp(-age / 60);
  const weekday = WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7];
  const month = Number(day.slice(5, 7));
  const season = month === 8 ? 0.84 : month === 12 ? 1.14 : 1 + 0.05 * Math.cos((2 * Math.PI * (month - 1)) / 12);
  const rain = 1 + Math.min(weather.rain, 15) * 0.006; // who sees rain orders in
  return Math.round(depot.orders * (1 + (depot.growth * age) / 365) * known * weekday * season * rain * (1 + 0.06 * normal()));
}

function makeStop(day, depot, weather, load) {
  const month = Number(day.slice(5, 7)) - 1;
  const product = pick(PRODUCTS.map((p) => [p, p.months[month]]));
  const loaves = pick([[1, 50], [2, 34], [3, 11], [4, 5]]);
  const price = Math.round(product.cents * (day >= PRICE_RISE.from ? PRICE_RISE.factor : 1));
  const trouble = depot.slow * load * (1 + Math.min(weather.rain, 20) / 12 + (weather.sky === 'snow' ? 1.4 : 0));
  const behind = random() < Math.min(0.16 * trouble, 0.85) ? Math.round(exponential(7 + 3 * trouble)) : 0;
  const delay = Math.min(behind, GIVEN_UP_AFTER_MIN);
  // One customer in five rates; each quarter of an hour costs about a star.
  const rating = random() < 0.2 ? Math.max(1, Math.min(5, Math.round(4.7 - delay / 15 + 0.5 * normal()))) : null;
  return {
    day, depot: depot.name, slot: pick(SLOTS), product: product.name, loaves, cents: withTax(price * loaves), delay, rating,
    rider: `R${DEPOTS.indexOf(depot) + 1}${1 + Math.floor(random() * depot.riders)}`,
    metres: Math.round(depot.metres * (0.55 + 0.9 * random()) * (1 + 0.12 * normal() ** 2)),
  };
}

// --- data.csv and the big file ----------------------------------------------------------------------------------------------

const sum = (list, of) => list.reduce((total, entry) => total + of(entry), 0);
const mean = (list, of) => sum(list, of) / list.length;
const fixed = (value, digits) => (value === null ? '' : value.toFixed(digits));

function mostFrequent(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}

function dayRow(day, depot, weather, stops) {
  const ratings = stops.flatMap(({ rating }) => rating ?? []);
  return {
    date: day, depot: depot.name, weather: weather.sky, temp_c: fixed(weather.temp, 1), rain_mm: fixed(weather.rain, 1),
    orders: stops.length, loaves: sum(stops, (s) => s.loaves), revenue_eur: fixed(sum(stops, (s) => s.cents) / 100, 2),
    distance_km: fixed(sum(stops, (s) => s.metres) / 1000, 1), late: stops.filter((s) => s.delay > LATE_AFTER_MIN).length,
    avg_delay_min: fixed(mean(stops, (s) => s.delay), 1),
    rating: fixed(ratings.length < 8 ? null : mean(ratings, (r) => r), 2), // fewer say nothing about a day
    top_product: mostFrequent(stops.map((s) => s.product)),
  };
}

/** What a profile should find, all before the stops that are written out, so that those add up to data.csv's rows. */
function addOddities(rows) {
  const slip = rows.find((r) => r.date === '2025-06-14' && r.depot === 'Harbour');
  slip.revenue_eur = fixed(Number(slip.revenue_eur) * 10, 2);
  for (const row of rows) {
    if (row.date === '2025-11-19' || row.date === '2025-11-20') row.temp_c = '-99.0';
    if (row.date >= '2025-02-10' && row.date <= '2025-02-16') row.rain_mm = '';
  }
  const twice = (r) => r.depot === 'Mill' && r.date >= '2026-02-03' && r.date <= '2026-02-05';
  return rows.flatMap((row) => (twice(row) ? [row, row] : [row]));
}

function town() {
  const weather = weatherOfAllDays();
  const rows = [];
  const stops = [];
  for (const day of days.filter((d) => !CLOSED.test(d))) {
    for (const depot of DEPOTS.filter(({ opened }) => day >= opened)) {
      const today = weather.get(day);
      const orders = ordersOn(day, depot, today);
      const load = orders / (depot.orders * 1.1);
      const made = Array.from({ length: orders }, () => makeStop(day, depot, today, load));
      rows.push(dayRow(day, depot, today, made));
      if (day >= FIRST_STOP_DAY) stops.push(...made.sort((a, b) => (a.slot < b.slot ? -1 : a.slot > b.slot ? 1 : 0)));
    }
  }
  return { rows: addOddities(rows), stops };
}

function stopRow({ day, depot, slot, rider, product, loaves, metres, cents, delay, rating }, index) {
  return { stop: 410_001 + index, date: day, slot, depot, rider, product, loaves, distance_m: metres, amount_eur: fixed(cents / 100, 2), delay_min: delay, rating: rating ?? '' };
}

function csv(rows) {
  return [Object.keys(rows[0]), ...rows.map(Object.values)].map((cells) => `${cells.join(',')}\n`).join('');
}

// --- the broken file --------------------------------------------------------------------------------------------------------

const SUPPLIES = ['Rye flour, whole', 'Wheat flour 550', 'Spelt flour', 'Sunflower seeds', 'Crème fraîche', 'Käse, grated', 'Baking paper 40×60', 'Oat flakes'];
const SUPPLIERS = ['Upper Weir Mills', 'Café Noisette Wholesale', 'Süderfeld Dairy', '“Golden Ear” Grain'];
const NOTES = ['', '', '', '', 'paid', 'paid', 'short by one sack', 'price agreed by phone – see mail', 'invoice in €'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BROKEN_ROWS = 180;

const quoteCell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The same day as three clerks would write it. */
function writeDate(iso, style) {
  const [y, m, d] = iso.split('-');
  return style === 'dots' ? `${d}.${m}.${y}` : style === 'words' ? `${Number(d)} ${MONTHS[m - 1]} ${y}` : iso;
}

/** An export that was joined from several, edited by hand and saved by an old spreadsheet program. `facts` counts what is wrong. */
function broken() {
  const header = 'invoice,date,supplier,item,quantity,amount,note,amount';
  const lines = [header];
  const facts = { rows: 0, dots: 0, words: 0, iso: 0, missingQuantity: 0, missingAmount: 0, thousands: 0, short: 0, long: 0, newline: 0, total: 0 };
  for (let n = 1; n <= BROKEN_ROWS; n++) {
    const style = pick([['iso', 6], ['dots', 3], ['words', 1]]);
    const date = writeDate(days[Math.floor(((n - 1) / BROKEN_ROWS) * days.length)], style);
    const quantity = 1 + Math.floor(random() * 60);
    const cents = quantity * (900 + Math.floor(random() * 3600));
    const value = (cents / 100).toFixed(2);
    const grouped = value.replace(/\B(?=(\d{3})+\.)/g, ',');
    const noQuantity = n % 23 === 0 ? pick([['NA', 1], ['-', 1], ['?', 1], ['', 1]]) : null;
    const noAmount = n % 31 === 0 ? pick([['NA', 1], ['-', 1], ['?', 1]]) : null;
    const note = n % 37 === 0 ? 'delivered in two parts,\nsecond half "next week"' : pick(NOTES.map((text) => [text, 1]));
    const cells = [`INV-${String(n).padStart(4, '0')}`, date, pick(SUPPLIERS.map((s) => [s, 1])), pick(SUPPLIES.map((s) => [s, 1])), noQuantity ?? String(quantity), noAmount ?? grouped, note, noAmount ?? value];
    if (n % 45 === 0) cells.length = 6; // cut off after the first amount
    if (n % 50 === 0) cells.push('checked', 'twice');
    lines.push(cells.map(quoteCell).join(','));
    if (n === 90) lines.push(header); // where the second export was appended
    if (n === 120) lines.push('');

    facts.rows++;
    facts[style]++;
    facts.missingQuantity += noQuantity === null ? 0 : 1;
    facts.missingAmount += noAmount === null ? 0 : 1;
    facts.thousands += noAmount === null && grouped.includes(',') ? 1 : 0;
    facts.short += cells.length < 8 ? 1 : 0;
    facts.long += cells.length > 8 ? 1 : 0;
    facts.newline += cells.some((cell) => cell.includes('\n')) ? 1 : 0;
    facts.total += noAmount === null ? cents : 0;
  }
  return { text: `${lines.join('\n')}\n`, facts: { ...facts, total: facts.total / 100 } };
}

/** Windows-1252 is Latin-1 but for a few places, of which these texts use four. */
function windows1252(text) {
  const special = { '€': 0x80, '“': 0x93, '”': 0x94, '–': 0x96 };
  return Buffer.from(Array.from(text, (char) => special[char] ?? char.codePointAt(0)));
}

// ----------------------------------------------------------------------------------------------------------------------------

const { rows, stops } = town();
const invoices = broken();
const files = {
  'data.csv': Buffer.from(csv(rows)),
  'data/stops-2026-summer.csv': Buffer.from(csv(stops.map(stopRow))),
  'data/broken.csv': windows1252(invoices.text),
};
mkdirSync(path.join(SAMPLE, 'data'), { recursive: true });
for (const [name, bytes] of Object.entries(files)) {
  writeFileSync(path.join(SAMPLE, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
console.log({ rows: rows.length, stops: stops.length, noRating: rows.filter((r) => r.rating === '').length, noRain: rows.filter((r) => r.rain_mm === '').length, broken: invoices.facts });
