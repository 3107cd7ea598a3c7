import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { repositories } from '../../bench/retrieval/asked.ts';

suite('questions for the ranking', () => {
  test('there are at least 60, and each has its answer in files that are there', () => {
    const all = repositories().flatMap(({ folder, queries }) => queries.map(({ query, relevant }) => ({ query, missing: relevant.filter((file) => !existsSync(path.join(folder, file))), relevant })));
    assert.ok(all.length >= 60, `${all.length}`);
    assert.deepEqual(all.filter(({ missing, relevant }) => missing.length > 0 || relevant.length === 0), []);
  });
});
