import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ALL, useOwnEnvironment } from '../support/ownEnvironment.ts';

suite('Docent’s own environment, at length', function () {
  this.timeout(180_000);
  const room = useOwnEnvironment();

  test('is made from the package index that pip is set up with; what had arrived when it was stopped is not fetched again', async () => {
    const { base, own, make, options, serveIndex } = room();
    make(...ALL);
    const { fetched, host } = await serveIndex();
    const plan = await own.plan(base, null, options());
    assert.deepEqual(new Set(plan.packages.map(({ from }) => from)), new Set([host]));
    assert.ok(plan.packages.every(({ bytes }) => (bytes ?? 0) > 300));
    fetched.length = 0;
    const stop = new AbortController();
    const stopped = own.install(plan, null, {
      ...options(stop.signal),
      onProgress({ done }) {
        if (done === 3) stop.abort();
      },
    });
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.equal(own.program(), null);
    assert.equal(own.isBegun(), true);
    const first = [...fetched];
    assert.equal(first.length, 3);
    fetched.length = 0;
    await own.install(plan, null, { ...options(), onProgress: () => undefined });
    assert.ok(own.program());
    for (const file of first) assert.ok(!fetched.includes(file), `${file} was fetched again`);
  });

  test('goes without what is not there for this Python, and says so; without pandas it is not made', async () => {
    const { base, wheels, own, make, options } = room();
    make(...ALL.filter((name) => name !== 'duckdb' && name !== 'pyarrow'));
    const { leftOut, packages } = await own.plan(base, wheels, options());
    assert.deepEqual(leftOut, ['duckdb', 'pyarrow']);
    assert.equal(packages.length, ALL.length - 2);
    rmSync(join(wheels, 'pandas-9.1-py3-none-any.whl'));
    await assert.rejects(own.plan(base, wheels, options()), {
      code: 'environment_failed',
      message: 'The environment could not be made: No matching distribution found for pandas',
      action: 'showLog',
    });
  });
});
