/** Skips a test, or in a setup all of a suite's, that is about what Windows has not; test/skips.json tells which and why. */
export function skipOnWindows(context: Mocha.Context): void {
  if (process.platform === 'win32') context.skip();
}
