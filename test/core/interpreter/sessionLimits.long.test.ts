import assert from 'node:assert/strict';
import { closeRooms, openRoom, until } from './room.ts';

suite('A thread that computes on after its code', () => {
  teardown(closeRooms);

  test('ends Python after some seconds, and the next code is told so', async function () {
    if (process.platform !== 'linux') this.skip();
    this.timeout(120_000);
    const { run, session } = await openRoom(this, null);
    const ran = await run('import threading\ndef work():\n    while True: pass\nthreading.Thread(target=work, daemon=True).start()\nprint("started")');
    assert.equal(ran.outcome, 'ok');
    assert.ok(await until(() => !session.isAlive, 90_000));
    const [notice] = (await run('1')).outputs;
    assert.ok(notice?.type === 'notice');
    assert.match(notice.notice.message, /^Python was ended since the last code: what its code had left running went on computing for 5 seconds/);
  });
});
