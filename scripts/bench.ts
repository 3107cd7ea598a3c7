// npm run bench [-- NAME…] [--folder DIR] [--json]: lists the benchmarks, or runs the named ones.
import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { ROOT, SAMPLE } from './paths.ts';

/** What each file of bench/ exports. The figures' names end with their unit: `startMs`, `filesPerS`. */
interface Benchmark {
  readonly about: string;
  readonly run: (options: { readonly folder: string }) => Promise<Readonly<Record<string, number>>>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: SAMPLE }, json: { type: 'boolean', default: false } },
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
  const figures = await (await load(name)).run({ folder: path.resolve(values.folder) });
  if (values.json) console.log(JSON.stringify({ benchmark: name, ...figures }));
  else {
    console.log(`\n${name}`);
    for (const [key, value] of Object.entries(figures)) console.log(`  ${key.padEnd(28)} ${shown(value).padStart(14)}`);
  }
}
process.exit(0);

function shown(value: number): string {
  return value.toLocaleString('en', Number.isInteger(value) ? {} : { maximumSignificantDigits: 4 });
}
