import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What must come out of a folder that nobody has seen before. */
export interface Expected {
  readonly questions: readonly { readonly question: string; readonly file: string; readonly fact: string }[];
  readonly data: {
    readonly file: string;
    readonly rows: number;
    readonly columns: readonly { readonly name: string; readonly count: number; readonly mean: number; readonly min: number; readonly max: number }[];
  };
  /** What the Python file prints. */
  readonly printed: string;
}

const PLACES = 8;
const DAY_MS = 86_400_000;

/** Writes documents, source code and a Python file with invented names and random figures, and a table beside the folder. */
export function generate(folder: string): Expected {
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const places = invent(PLACES);
  const ferries = places.map((place) => ({ place, file: `docs/ferry-${place.toLowerCase()}.md`, time: clock() }));
  for (const { place, file, time } of ferries) {
    write(
      file,
      `# The ferry of ${place}\n\nIt has crossed the river for ${integer(20, 200)} years.\n\n## Timetable\n\nThe first ferry of ${place} leaves at ${time}. It takes ${integer(5, 90)} people.\n`,
    );
  }
  const tolls = places.map((place) => ({ place, file: `src/${place.toLowerCase()}Toll.ts`, cents: integer(100, 999) }));
  for (const { place, file, cents } of tolls) {
    write(file, `/** The toll of the bridge at ${place}, in cents. */\nexport function toll${place}(axles: number): number {\n  return ${cents} + 50 * axles;\n}\n`);
  }
  const [ferry, toll] = [pick(ferries), pick(tolls)];
  const figures = Array.from({ length: integer(3, 9) }, () => integer(10, 9_999));
  write('sum.py', `figures = [${figures.join(', ')}]\nprint("sum", sum(figures))\n`);
  return {
    questions: [
      { question: `When does the first ferry of ${ferry.place} leave?`, file: ferry.file, fact: ferry.time },
      { question: `How is the toll of ${toll.place} computed?`, file: toll.file, fact: `${toll.cents} + 50 * axles` },
    ],
    data: writeTable('../figures.csv', places, write),
    printed: `sum ${figures.reduce((sum, figure) => sum + figure)}`,
  };
}

function writeTable(file: string, places: readonly string[], write: (file: string, text: string) => void): Expected['data'] {
  const [count = '', price = ''] = invent(2).map((name) => name.toLowerCase());
  const start = Date.UTC(integer(2001, 2020), integer(0, 11), 1);
  const rows = Array.from({ length: integer(1_100, 2_000) }, (_, day) => ({
    date: new Date(start + day * DAY_MS).toISOString().slice(0, 10),
    place: pick(places),
    count: integer(0, 5_000),
    price: integer(100, 99_999) / 100,
  }));
  write(file, [`date,place,${count},${price}`, ...rows.map((row) => `${row.date},${row.place},${row.count},${row.price.toFixed(2)}`), ''].join('\n'));
  const column = (name: string, values: readonly number[]) => ({
    name,
    count: values.length,
    min: Math.min(...values),
    max: Math.max(...values),
    mean: values.reduce((sum, value) => sum + value) / values.length,
  });
  return { file, rows: rows.length, columns: [column(count, rows.map((row) => row.count)), column(price, rows.map((row) => row.price))] };
}

/** Names that no dictionary has, all different. */
function invent(count: number): readonly string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const name = Array.from({ length: 3 }, () => pick([...'bdfgklmnprstvz']) + pick([...'aeiou'])).join('');
    names.add(name[0]?.toUpperCase() + name.slice(1));
  }
  return [...names];
}

function clock(): string {
  return `${integer(10, 23)}:${integer(10, 59)}`;
}

/** Both ends included. */
function integer(min: number, max: number): number {
  return min + Math.floor(Math.random() * (max - min + 1));
}

function pick<T>(values: readonly T[]): T {
  const value = values[integer(0, values.length - 1)];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}
