// npm run bench [-- NAME…] [--folder DIR] [--against DIR] [--trees DIR --queries FILE] [--json]: lists the benchmarks, or runs the named ones.
import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { ROOT, SAMPLE } from './paths.ts';

/** What each file of bench/ exports. The figures' names end with their unit: `startMs`, `filesPerS`. */
interface Benchmark {
  readonly about: string;
  readonly run: (options: { readonly folder: string; readonly against: string | null; readonly trees?: string; readonly queries?: string }) => Promise<Readonly<Record<string, number>>>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: SAMPLE }, against: { type: 'string' }, trees: { type: 'string' }, queries: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const names = globSync('bench/*.ts', { cwd: ROOT }).map((file) => path.basename(file, '.ts')).sort();
const load = (name: string): Promise<Benchmark> => import(path.join(ROOT, 'bench', `${name}.ts`));
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(1);
}
if (positionals.length === 0) {
  for (const name of names) console.log(`${name.padEnd(12)} ${(await load(name)).about}`);
  process.exit(0);
}

await build('production');
for (const name of positionals) {
  try {
    show(name, await (await load(name)).run({ folder: path.resolve(values.folder), against: values.against ?? null, trees: values.trees, queries: values.queries }));
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
process.exit();

function show(name: string, figures: Readonly<Record<string, number>>): void {
  if (values.json) return console.log(JSON.stringify({ benchmark: name, ...figures }));
  console.log(`\n${name}`);
  for (const [key, value] of Object.entries(figures)) {
    const text = value.toLocaleString('en', Number.isInteger(value) ? {} : { maximumSignificantDigits: 4 });
    console.log(`  ${key.padEnd(32)} ${text.padStart(14)}`);
  }
}
