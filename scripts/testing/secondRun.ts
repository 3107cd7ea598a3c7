import type { TestEvent } from './recorder.ts';

/** Of the files that one process took those in which something failed; all of them where it died, or can't say which. */
export function filesAgain(files: readonly string[], first: readonly TestEvent[]): readonly string[] {
  const failed = first.flatMap((event) => (event.type === 'failed' ? [event.file] : []));
  return failed.length > 0 && failed.every((file) => files.includes(file)) ? files.filter((file) => failed.includes(file)) : files;
}

/** What counts of files that ran, and of which some ran twice: of those the second run, with the tests that failed in the first alone named as unsteady. */
export function afterSecondRun(first: readonly TestEvent[], second: readonly TestEvent[]): readonly TestEvent[] {
  const titles = (events: readonly TestEvent[], type: 'passed' | 'failed') => events.flatMap((event) => (event.type === type ? [event.title] : []));
  const [still, passed] = [titles(second, 'failed'), titles(second, 'passed')];
  const twice = new Set(second.flatMap((event) => ('file' in event ? [event.file] : [])));
  const once = first.filter((event) => event.type !== 'failed' && 'file' in event && !twice.has(event.file));
  // A run that failed itself may not have come to all: then what it does not name has not passed.
  const verdict = (title: string): 'unsteady' | 'failed' => (still.length === 0 || passed.includes(title) ? 'unsteady' : 'failed');
  const others = first.flatMap((event) => (event.type === 'failed' && !still.includes(event.title) ? [{ ...event, type: verdict(event.title) }] : []));
  return [...once, ...second, ...others];
}
