import { fuzz, startFuzzed, type Fuzzed } from './support/fuzz.ts';

suite('API: nothing that a client sends breaks it, for long', () => {
  let fuzzed: Fuzzed;
  suiteSetup(async () => {
    fuzzed = await startFuzzed();
  });
  suiteTeardown(() => fuzzed.api.close());

  for (const seed of [0, 1, 2, 3]) suite(`seed ${seed}`, () => fuzz(() => fuzzed, 2_500, seed));
});
