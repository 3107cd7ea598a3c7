import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationLimit } from '../../../../src/core/interpreter/operationLimit.ts';
import type { Output } from '../../../../src/core/types/output.ts';
import { closeRooms, openRoom, type Mode, type Room } from '../room.ts';

suite('profile: in a session', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  async function profile(room: Room, name: string, text: string, signal = new AbortController().signal) {
    const path = join(room.dir, name);
    writeFileSync(path, text);
    await room.session.put({ name, path, bytes: statSync(path).size });
    const outputs: Output[] = [];
    const outcome = await room.session.perform({ operation: 'profile', file: name }, { signal, advice: EDITOR_ADVICE, onOutput: (output) => outputs.push(output) });
    return { outcome, outputs };
  }

  for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
    test(`it gives findings, charts and tables in this order, ${mode}`, async function () {
      const room = await openRoom(this, mode);
      const text = ['n,price', ...Array.from({ length: 100 }, (_, index) => `${index % 9},${index * 1.5}`)].join('\n');
      const { outcome, outputs } = await profile(room, 'my orders.csv', text);

      assert.equal(outcome, 'ok');
      assert.deepEqual([...new Set(outputs.map((output) => output.type))], ['logs', 'image', 'table']);
      const [logs] = outputs;
      assert(logs?.type === 'logs' && logs.stream === 'stdout');
      assert.match(logs.text, /^\*\*`my orders\.csv` has 100 rows and 2 columns\*\*/);
      const images = outputs.flatMap((output) => (output.type === 'image' ? [output] : []));
      assert.match(images[0]?.title ?? '', /^Distribution of price$/);
      assert.match(images[0]?.file.mime ?? '', /^image\/(svg\+xml|png)$/);
      assert.equal(outputs.find((output) => output.type === 'table')?.title, 'Columns');
    });
  }

  const long = () => `a,b\n${'1,2\n'.repeat(3_000_000)}`;

  test('a stop ends it, and says nothing of variables', async function () {
    const room = await openRoom(this, 'unsandboxed');
    const stop = new AbortController();
    const profiled = profile(room, 'long.csv', long(), stop.signal);
    setImmediate(() => stop.abort());
    assert.equal((await profiled).outcome, 'stopped');
    assert.deepEqual((await room.run('1')).outcome, 'ok');
  });

  test('a table of a gigabyte has the time that the standard library needs for it', () => {
    assert.equal(operationLimit(120_000, 90_000_000), 120_000);
    assert(operationLimit(120_000, 1_000_000_000) > 600_000);
    assert.equal(operationLimit(120_000, 1_100_000_000), 720_000);
  });

  test('the time limit ends it with a sentence', async function () {
    const room = await openRoom(this, 'unsandboxed', { timeLimitMs: 300 });
    const { outcome, outputs } = await profile(room, 'long.csv', long());
    assert.equal(outcome, 'timed_out');
    const notice = outputs.find((output) => output.type === 'notice');
    assert.equal(notice?.notice.message, 'Stopped at the time limit of 0.3 seconds. The limit can be raised in Docent’s settings.');
  });
});
