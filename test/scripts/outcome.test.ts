import assert from 'node:assert/strict';
import { judge } from '../../scripts/testing/outcome.ts';
import type { TestEvent } from '../../scripts/testing/recorder.ts';
import type { SkipRule } from '../../scripts/testing/skips.ts';

suite('npm test', () => {
  const passed: TestEvent = { type: 'passed', title: 'adds' };
  const failed: TestEvent = { type: 'failed', title: 'divides' };
  const skipped: TestEvent = { type: 'skipped', title: 'draws' };
  const end: TestEvent = { type: 'end' };
  const allow: SkipRule = () => null;
  const refuse: SkipRule = () => 'not in the list';

  test('counts what tests recorded', () => {
    const outcome = judge({ name: 'unit', problem: 'ended with 1', events: [passed, failed, skipped, end], mayBeEmpty: false }, allow);
    assert.deepEqual(outcome, { passed: 1, failed: ['unit: divides'], skipped: ['unit: draws'] });
  });

  test('takes a skip that the list does not name for a failure', () => {
    const outcome = judge({ name: 'unit', problem: null, events: [passed, skipped, end], mayBeEmpty: false }, refuse);
    assert.deepEqual(outcome, { passed: 1, failed: ['unit: draws (skipped: not in the list)'], skipped: [] });
  });

  test('takes tests that died for a failure, whatever they ended with', () => {
    for (const [problem, why] of [
      ['ended with SIGKILL', 'ended with SIGKILL'],
      [null, 'no end recorded'],
    ] as const) {
      const outcome = judge({ name: 'host', problem, events: [passed], mayBeEmpty: false }, allow);
      assert.deepEqual(outcome, { passed: 1, failed: [`host: the tests died (${why})`], skipped: [] });
    }
  });

  test('takes a bad end after good tests for a failure', () => {
    const outcome = judge({ name: 'host', problem: 'ended with 1', events: [passed, end], mayBeEmpty: false }, allow);
    assert.deepEqual(outcome.failed, ['host: ended with 1']);
  });

  test('takes a suite without tests for a failure, unless some were asked for by name', () => {
    const empty = { name: 'ui', problem: null, events: [end] };
    assert.deepEqual(judge({ ...empty, mayBeEmpty: false }, allow).failed, ['ui: there is no test']);
    assert.deepEqual(judge({ ...empty, mayBeEmpty: true }, allow).failed, []);
  });
});
