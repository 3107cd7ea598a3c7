import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openRoom } from '../../room.ts';
import { ALL, useOwnEnvironment } from '../support/ownEnvironment.ts';

suite('Docent’s own environment', function () {
  this.timeout(180_000);
  const room = useOwnEnvironment();

  test('is made of a folder of wheels, says before what that is, and has its libraries', async function () {
    const { base, wheels, own, make, options } = room();
    make(...ALL);
    const plan = await own.plan(base, wheels, options());
    assert.deepEqual(plan.packages.map(({ name }) => name).sort(), [...ALL].sort());
    for (const { version, from, bytes } of plan.packages) assert.deepEqual([version, from, (bytes ?? 0) > 300], ['9.1', 'this machine', true]);
    assert.equal(own.program(), null, 'nothing is installed before somebody has agreed');
    const steps: string[] = [];
    await own.install(plan, wheels, { ...options(), onProgress: ({ what }) => steps.push(what) });
    assert.deepEqual([steps.length, steps.at(-1)], [ALL.length + 1, 'Installing']);
    const python = own.program();
    assert.ok(python);
    const { interpreter, run } = await openRoom(this, null, { python });
    const state = await interpreter.probe();
    assert(state.kind !== 'unavailable');
    assert.deepEqual([...state.python.libraries].sort(), [...ALL].sort());
    assert.deepEqual((await run('import pandas, pyarrow; pandas.version')).outputs, [{ type: 'text', text: "'9.1'" }]);
    await own.remove();
    assert.equal(existsSync(own.folder), false);
    assert.equal(own.program(), null);
  });

  test('a Python that makes no environments is named', async () => {
    const { folder, wheels, own, options } = room();
    await assert.rejects(own.plan({ executable: join(folder, 'nowhere'), version: '3.9.1', libraries: [] }, wheels, options()), {
      code: 'environment_failed',
      action: 'configurePython',
      message: /^Python 3\.9\.1 \(.*nowhere\) can’t make virtual environments/,
    });
  });
});
