import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { durations } from '../../scripts/testing/durations.ts';
import { judge } from '../../scripts/testing/outcome.ts';
import type { TestEvent } from '../../scripts/testing/recorder.ts';
import type { SkipRule } from '../../scripts/testing/skips.ts';
import { afterSecondRun, filesAgain } from '../../scripts/testing/secondRun.ts';
import { sideBySide, suitesOf, type Suite } from '../../scripts/testing/suites.ts';

suite('npm test', () => {
  const file = 'test/sum.test.ts';
  const passed: TestEvent = { type: 'passed', title: 'adds', file };
  const failed: TestEvent = { type: 'failed', title: 'divides', file };
  const skipped: TestEvent = { type: 'skipped', title: 'draws', file };
  const timed: TestEvent = { type: 'timed', file, ms: 250 };
  const end: TestEvent = { type: 'end' };
  const allow: SkipRule = () => null;
  const refuse: SkipRule = () => 'not in the list';

  test('counts what tests recorded', () => {
    const outcome = judge({ name: 'unit', problem: 'ended with 1', ms: 900, events: [passed, failed, skipped, timed, end], mayBeEmpty: false }, allow);
    const files = [{ file, ms: 250 }];
    assert.deepEqual(outcome, { name: 'unit', ms: 900, files, passed: 1, failed: ['unit: divides'], skipped: ['unit: draws'], unsteady: [] });
  });

  test('names what failed beside others and passed alone; what fails twice has failed', () => {
    const twice: TestEvent = { type: 'failed', title: 'halves', file };
    const events = afterSecondRun([passed, failed, twice, timed], [passed, { type: 'passed', title: 'divides', file }, twice, timed]);
    const outcome = judge({ name: 'ui', problem: 'ended with 1', ms: 900, events: [...events, end], mayBeEmpty: false }, allow);
    assert.deepEqual([outcome.passed, outcome.failed, outcome.unsteady, outcome.files.length], [2, ['ui: halves'], ['ui: divides'], 1]);
  });

  test('runs only those files again in which something failed, and what the others were found to be stays', () => {
    const other = 'test/product.test.ts';
    const first: readonly TestEvent[] = [{ type: 'passed', title: 'multiplies', file: other }, { type: 'timed', file: other, ms: 90 }, passed, failed, timed];
    assert.deepEqual(filesAgain([other, file], first), [file]);
    assert.deepEqual(filesAgain([other, file], [...first, { type: 'failed', title: 'both died', file: '' }]), [other, file]);
    const events = afterSecondRun(first, [passed, { type: 'passed', title: 'divides', file }, timed]);
    const outcome = judge({ name: 'ui', problem: null, ms: 900, events: [...events, end], mayBeEmpty: false }, allow);
    assert.deepEqual([outcome.passed, outcome.failed, outcome.unsteady, outcome.files.map(({ ms }) => ms)], [3, [], ['ui: divides'], [90, 250]]);
  });

  test('names no test as unsteady to which the second run did not come', () => {
    const died: TestEvent = { type: 'failed', title: 'a.test.ts died', file: '' };
    assert.deepEqual(afterSecondRun([failed, died], [died]), [died, failed]);
    assert.deepEqual(afterSecondRun([died], [passed]), [passed, { type: 'unsteady', title: 'a.test.ts died', file: '' }]);
  });

  test('takes a skip that the list does not name for a failure', () => {
    const outcome = judge({ name: 'unit', ms: 900, problem: null, events: [passed, skipped, end], mayBeEmpty: false }, refuse);
    assert.deepEqual([outcome.passed, outcome.failed, outcome.skipped], [1, ['unit: draws (skipped: not in the list)'], []]);
  });

  test('takes tests that died for a failure, whatever they ended with', () => {
    for (const [problem, why] of [
      ['ended with SIGKILL', 'ended with SIGKILL'],
      [null, 'no end recorded'],
    ] as const) {
      const outcome = judge({ name: 'host', ms: 900, problem, events: [passed], mayBeEmpty: false }, allow);
      assert.deepEqual([outcome.passed, outcome.failed, outcome.skipped], [1, [`host: the tests died (${why})`], []]);
    }
  });

  test('takes a bad end after good tests for a failure', () => {
    const outcome = judge({ name: 'host', ms: 900, problem: 'ended with 1', events: [passed, end], mayBeEmpty: false }, allow);
    assert.deepEqual(outcome.failed, ['host: ended with 1']);
  });

  test('takes a suite without tests for a failure, unless some were asked for by name', () => {
    const empty = { name: 'ui', ms: 900, problem: null, events: [timed, end] };
    assert.deepEqual(judge({ ...empty, mayBeEmpty: false }, allow).failed, ['ui: there is no test']);
    assert.deepEqual(judge({ ...empty, mayBeEmpty: true }, allow).failed, []);
  });

  test('tells the time of each suite, and the ten slowest files', () => {
    const suite = { passed: 1, failed: [], skipped: [], unsteady: [] };
    const files = Array.from({ length: 12 }, (_, index) => ({ file: `${index}.test.ts`, ms: 1_000 * index }));
    const lines = durations([{ ...suite, name: 'lint', ms: 8_000, files: [] }, { ...suite, name: 'unit', ms: 61_240, files: [...files, { file: '3.test.ts', ms: 20_000 }] }]);
    assert.deepEqual(lines.slice(0, 6), ['Suites:', '     8.0 s  lint', '    61.2 s  unit', 'Slowest test files:', '    23.0 s  3.test.ts', '    11.0 s  11.test.ts']);
    assert.deepEqual([lines.length, lines.at(-1)], [14, '     2.0 s  2.test.ts']);
  });

  test('runs beside a suite what says so, and the others one after the other', () => {
    const named = (name: string, beside = false): Suite => ({ name, kind: 'tests', args: [], beside, limit: 1 });
    const groups = (...suites: readonly Suite[]) => sideBySide(suites).map((group) => group.map(({ name }) => name));
    assert.deepEqual(groups(named('unit'), named('host', true), named('ui')), [['unit', 'host'], ['ui']]);
    assert.deepEqual(groups(named('host', true)), [['host']]);
  });

  test('leaves out what takes long, which test:long runs, with what looks at views in all themes', () => {
    const names = (length: 'short' | 'long') => suitesOf(length).map(({ name }) => name);
    assert.deepEqual(names('short').slice(0, 8), ['types', 'types-browser', 'lint', 'circles', 'python', 'build', 'unit', 'host']);
    assert.deepEqual(names('long').slice(0, 2), ['build', 'unit']);
    const files = (length: 'short' | 'long') => suitesOf(length).flatMap(({ args }) => args.filter((arg) => arg.endsWith('.test.ts')));
    assert.ok(files('short').length > 100 && files('short').every((file) => !file.endsWith('.long.test.ts')));
    const long = files('long').filter((file) => file.endsWith('.long.test.ts'));
    const looking = files('long').filter((file) => !long.includes(file));
    assert.ok(looking.includes('test/ui/models/keys.test.ts') && looking.every((file) => file.startsWith('test/ui/')), looking.join(' '));
    // The keys of the tests themselves have all other tests beside them.
    for (const file of long.filter((name) => !name.endsWith('quickInput.long.test.ts'))) assert.ok(files('short').includes(file.replace('.long.test.ts', '.test.ts')) || existsSync(file.replace('.long.test.ts', '.ts')), `${file} has a short sibling`);
  });
});
