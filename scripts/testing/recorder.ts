import { appendFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/**
 * One line of a results file. A file without `end` is of tests that died. `timed` tells how long a test file took, setups included; `unsteady` names
 * a test that failed beside others and passed alone.
 */
export type TestEvent =
  | { readonly type: 'passed' | 'failed' | 'skipped' | 'unsteady'; readonly title: string; readonly file: string }
  | { readonly type: 'timed'; readonly file: string; readonly ms: number }
  | { readonly type: 'end' };

/** The variable that names the results file. */
export const RESULTS = 'DOCENT_TEST_RESULTS';

/** The lines of a results file. */
export function parseEvents(text: string): readonly TestEvent[] {
  return text.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** Mocha's usual report for people, and each test as a line of JSON for the count over all suites. */
export class Recorder extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[RESULTS];
    if (!file) return;
    const record = (event: TestEvent) => appendFileSync(file, `${JSON.stringify(event)}\n`);
    const fileOf = ({ file = '' }: { readonly file?: string | undefined }) => path.relative(process.cwd(), file);
    // A failed hook is reported as `fail`, too.
    for (const [name, type] of [['pass', 'passed'], ['fail', 'failed'], ['pending', 'skipped']] as const) {
      runner.on(name, (test: Mocha.Test) => record({ type, title: test.fullTitle(), file: fileOf(test) }));
    }
    let start = 0;
    runner.on('suite', ({ parent }) => {
      if (parent?.root) start = performance.now();
    });
    runner.on('suite end', (suite) => {
      if (suite.parent?.root) record({ type: 'timed', file: fileOf(suite), ms: performance.now() - start });
    });
    runner.on('end', () => record({ type: 'end' }));
  }
}
