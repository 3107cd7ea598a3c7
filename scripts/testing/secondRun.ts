import type { TestEvent } from './recorder.ts';

/** What counts of files that ran twice: the second run, with the tests that failed in the first alone named as unsteady. */
export function afterSecondRun(first: readonly TestEvent[], second: readonly TestEvent[]): readonly TestEvent[] {
  const titles = (events: readonly TestEvent[], type: 'passed' | 'failed') => events.flatMap((event) => (event.type === type ? [event.title] : []));
  const [still, passed] = [titles(second, 'failed'), titles(second, 'passed')];
  const others = titles(first, 'failed').filter((title) => !still.includes(title));
  // A run that failed itself may not have come to all: then what it does not name has not passed.
  return [...second, ...others.map((title): TestEvent => ({ type: still.length === 0 || passed.includes(title) ? 'unsteady' : 'failed', title }))];
}
