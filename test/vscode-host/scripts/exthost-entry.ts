// VS Code loads this in the extension host as the tests; it runs the real ones (HOST_TESTS) with a console that writes to
// a file, which run-tests.ts shows. The host's own console is forwarded to the browser, where it mixes with the workbench's
// chatter; its methods can't be replaced, but the object can.
import { Console } from 'node:console';
import { appendFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

export async function run(): Promise<void> {
  const { HOST_TESTS = '', HOST_TESTS_REPORT = '' } = process.env;
  const report = new Writable({
    write(chunk, _encoding, done) {
      appendFileSync(HOST_TESTS_REPORT, chunk);
      done();
    },
  });
  globalThis.console = new Console({ stdout: report, stderr: report, colorMode: false });
  const tests = await import(pathToFileURL(HOST_TESTS).href);
  await (tests.run ?? tests.default.run)();
  writeFileSync(`${HOST_TESTS_REPORT}.ok`, ''); // The proof that the tests ran to their end; run-tests.ts says why it is needed.
}
