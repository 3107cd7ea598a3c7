import type { TestEvent } from './recorder.ts';

/** What counts of files that ran twice: the second run, with the tests that failed in the first alone named as unsteady. */
export function afterSecondRun(first: readonly TestEvent[], second: readonly TestEvent[]): readonly TestEvent[] {
  const failures = (events: readonly TestEvent[]) => events.flatMap((event) => (event.type === 'failed' ? [event.title] : []));
  const still = failures(second);
  const unsteady = failures(first).filter((title) => !still.includes(title));
  return [...second, ...unsteady.map((title): TestEvent => ({ type: 'unsteady', title }))];
}
