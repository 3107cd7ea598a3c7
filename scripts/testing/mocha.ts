import Mocha from 'mocha';
import { Recorder } from './recorder.ts';

/** The variable with the text that titles must contain. */
export const GREP = 'DOCENT_TEST_GREP';

/** Runs test files; resolves with the number of failures. `timeout` in milliseconds is the limit of one test. */
export async function runMocha(files: readonly string[], timeout: number): Promise<number> {
  const grep = process.env[GREP];
  const mocha = new Mocha({ ui: 'tdd', timeout, reporter: Recorder, ...(grep && { fgrep: grep }) });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run(resolve));
}
