import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { profileCode } from '../../../../src/core/types/shipped.ts';
import { closeRooms, openRoom } from '../room.ts';

suite('profile: in a session', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  test('the shipped code gives findings, charts and tables in this order', async function () {
    const room = await openRoom(this, 'unsandboxed');
    const path = join(room.dir, 'my orders.csv');
    writeFileSync(path, ['n,price', ...Array.from({ length: 100 }, (_, index) => `${index % 9},${index * 1.5}`)].join('\n'));
    await room.session.put({ name: 'my orders.csv', path, bytes: statSync(path).size });
    const { outcome, outputs } = await room.run(profileCode('my orders.csv'));

    assert.equal(outcome, 'ok');
    assert.deepEqual([...new Set(outputs.map((output) => output.type))], ['logs', 'image', 'table']);
    const [logs] = outputs;
    assert(logs?.type === 'logs' && logs.stream === 'stdout');
    assert.match(logs.text, /^\*\*`my orders\.csv` has 100 rows and 2 columns\*\*/);
    const images = outputs.flatMap((output) => (output.type === 'image' ? [output] : []));
    assert.match(images[0]?.title ?? '', /^Distribution of price \((SVG|PNG)\)$/);
    assert.match(images[0]?.file.mime ?? '', /^image\/(svg\+xml|png)$/);
    assert.equal(outputs.find((output) => output.type === 'table')?.title, 'Columns');
  });
});
