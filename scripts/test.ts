// npm test [-- SUITE…] [-- --grep TEXT]: runs every suite, or the named ones, and ends with one line of counts. With --long, which
// npm run test:long gives, it runs the files *.long.test.ts instead.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FAILURES, HAS_KIT } from './paths.ts';
import { durations } from './testing/durations.ts';
import { runCheck, runTests, type Outcome } from './testing/outcome.ts';
import { skipRule } from './testing/skips.ts';
import { sideBySide, suitesOf, type Suite } from './testing/suites.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' }, long: { type: 'boolean', default: false } } });
const suites = suitesOf(values.long ? 'long' : 'short');
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
rmSync(FAILURES, { recursive: true, force: true });

// Tests in VS Code run what was built.
const wanted = new Set(positionals.some((name) => name === 'host' || name === 'ui') ? [...positionals, 'build'] : positionals);
const chosen = suites.filter(({ name }) => wanted.size === 0 || wanted.has(name));
const isCheck = ({ kind, beside }: Suite) => kind === 'check' && !beside;
// Checks use one core each; tests come when they are done.
const outcomes: Outcome[] = await Promise.all(chosen.filter(isCheck).map(runCheck));
// On Linux the continuous integration installs all tools; elsewhere some do not exist.
const maySkip = skipRule(process.env.CI === 'true' && process.platform === 'linux');
for (const group of sideBySide(chosen.filter((suite) => !isCheck(suite)))) {
  // What one of them prints is shown at once; the others' words come when they have ended.
  const run = (suite: Suite, index: number) => (suite.kind === 'check' ? runCheck(suite) : runTests(suite, index === 0 ? 'shown' : 'gathered', values.grep, maySkip));
  outcomes.push(...(await Promise.all(group.map(run))));
}

const failed = outcomes.flatMap((outcome) => outcome.failed);
const unsteady = outcomes.flatMap((outcome) => outcome.unsteady);
const skipped = outcomes.flatMap((outcome) => outcome.skipped);
console.log();
for (const line of durations(outcomes)) console.log(line);
for (const title of skipped) console.log(`skipped  ${title}`);
for (const title of unsteady) console.log(`unsteady ${title} (passed when run once more)`);
for (const title of failed) console.log(`FAILED   ${title}`);
if (!HAS_KIT) console.log('The UI tests are for Linux x64.');
console.log(`${outcomes.reduce((sum, { passed }) => sum + passed, 0)} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exit(failed.length > 0 ? 1 : 0);
