import Mocha from 'mocha';
import { Recorder } from './recorder.ts';

/** The variable with the text that titles must contain. */
export const GREP = 'DOCENT_TEST_GREP';

/** The variable with titles of tests or suites that are left out, as a list in JSON. */
export const LEAVE_OUT = 'DOCENT_TEST_LEAVE_OUT';

/** Runs test files; resolves with the number of failures. `timeout` in milliseconds is the limit of one test. */
export async function runMocha(files: readonly string[], timeout: number): Promise<number> {
  const grep = process.env[GREP];
  const mocha = new Mocha({ ui: 'tdd', timeout, reporter: Recorder, ...(grep && { fgrep: grep }) });
  const leftOut: readonly string[] = JSON.parse(process.env[LEAVE_OUT] ?? '[]');
  if (leftOut.length > 0) mocha.grep(new RegExp(`^(?:${leftOut.map(escaped).join('|')})`)).invert();
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run(resolve));
}

/** Node 22, which runs the tests under Wine, has no `RegExp.escape()`. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
