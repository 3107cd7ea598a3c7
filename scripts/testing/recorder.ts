import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** One line of a results file. A file without `end` is of tests that died. */
export type TestEvent = { readonly type: 'passed' | 'failed' | 'skipped'; readonly title: string } | { readonly type: 'end' };

/** The variable that names the results file. */
export const RESULTS = 'DOCENT_TEST_RESULTS';

/** Mocha's usual report for people, and each test as a line of JSON for the count over all suites. */
export class Recorder extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[RESULTS];
    if (!file) return;
    const record = (event: TestEvent) => appendFileSync(file, `${JSON.stringify(event)}\n`);
    // A failed hook is reported as `fail`, too.
    runner.on('pass', (test) => record({ type: 'passed', title: test.fullTitle() }));
    runner.on('fail', (test) => record({ type: 'failed', title: test.fullTitle() }));
    runner.on('pending', (test) => record({ type: 'skipped', title: test.fullTitle() }));
    runner.on('end', () => record({ type: 'end' }));
  }
}
