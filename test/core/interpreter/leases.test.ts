import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import assert from 'node:assert/strict';
import type { Interpreter } from '../../../src/core/interpreter/interpreter.ts';
import type { Release } from '../../../src/core/interpreter/leases.ts';
import type { Output } from '../../../src/core/types/output.ts';
import { closeRooms, openRoom, until } from './room.ts';

const never = new AbortController().signal;
/** Longer than any test here: what is idle ends for lack of room alone. */
const LONG = 3_600_000;

/** Takes a lease and runs code under it. */
async function runLeased(interpreter: Interpreter, threadId: string, code: string): Promise<{ outputs: readonly Output[]; release: Release }> {
  const release = await interpreter.lease(threadId, never);
  const outputs: Output[] = [];
  await interpreter.session(threadId).run(code, { signal: never, advice: EDITOR_ADVICE, unsandboxed: true, onOutput: (output) => outputs.push(output) });
  return { outputs, release };
}

async function runAndRelease(interpreter: Interpreter, threadId: string, code: string): Promise<readonly Output[]> {
  const { outputs, release } = await runLeased(interpreter, threadId, code);
  release();
  return outputs;
}

/** Whether something has happened once all that was due has; nothing that these tests expect not to happen needs more. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await until(() => true, 0, 10);
  return settled;
}

const alive = (interpreter: Interpreter, ...threadIds: string[]) => threadIds.filter((id) => interpreter.session(id).isAlive);

suite('The number of Python processes', () => {
  teardown(closeRooms);

  test('an idle process makes room, the least recently used one first, and its thread is told so', async function () {
    const { interpreter } = await openRoom(this, null, { maxProcesses: 2, idleMs: LONG });
    await runAndRelease(interpreter, 'a', 'x = 1');
    await runAndRelease(interpreter, 'b', 'x = 2');
    await runAndRelease(interpreter, 'a', 'x += 10');
    await runAndRelease(interpreter, 'c', 'x = 3');
    assert.deepEqual(alive(interpreter, 'a', 'b', 'c'), ['a', 'c']);
    assert.deepEqual(await runAndRelease(interpreter, 'a', 'x'), [{ type: 'text', text: '11' }]);

    const [notice, value] = await runAndRelease(interpreter, 'b', '"x" in globals()');
    assert.match(notice?.type === 'notice' ? notice.notice.message : '', /variables are gone/);
    assert.deepEqual(value, { type: 'text', text: 'False' });
    assert.deepEqual(alive(interpreter, 'a', 'b', 'c'), ['a', 'b']);
  });

  test('a process in use is never ended: others wait, first come, first served', async function () {
    const { interpreter } = await openRoom(this, null, { maxProcesses: 1, idleMs: LONG });
    const first = await runLeased(interpreter, 'a', 'x = 1');
    const order: string[] = [];
    const waiting = ['b', 'c', 'd'].map(async (threadId) => {
      const release = await interpreter.lease(threadId, never);
      order.push(threadId);
      release();
    });
    assert.equal(await isSettled(Promise.race(waiting)), false);
    assert.deepEqual(alive(interpreter, 'a'), ['a']);
    first.release();
    await Promise.all(waiting);
    assert.deepEqual(order, ['b', 'c', 'd']);
  });

  test('who has a process takes another lease on it at once, also while others wait', async function () {
    const { interpreter } = await openRoom(this, null, { maxProcesses: 1, idleMs: LONG });
    const first = await interpreter.lease('a', never);
    const other = interpreter.lease('b', never);
    const second = await interpreter.lease('a', never);
    first();
    assert.equal(await isSettled(other), false, 'the second lease still holds it');
    second();
    (await other)();
  });

  test('who stops waiting holds up nobody', async function () {
    const { interpreter } = await openRoom(this, null, { maxProcesses: 1, idleMs: LONG });
    const release = await interpreter.lease('a', never);
    const abort = new AbortController();
    const given = interpreter.lease('b', abort.signal);
    const next = interpreter.lease('c', never);
    abort.abort(new Error('stopped'));
    await assert.rejects(given, /stopped/);
    assert.equal(await isSettled(next), false);
    release();
    (await next)();
    await assert.rejects(interpreter.lease('b', abort.signal), /stopped/);
  });

  test('a lease given back twice is given back once', async function () {
    const { interpreter } = await openRoom(this, null, { maxProcesses: 1, idleMs: LONG });
    const release = await interpreter.lease('a', never);
    const again = await interpreter.lease('a', never);
    release();
    release();
    const other = interpreter.lease('b', never);
    assert.equal(await isSettled(other), false);
    again();
    (await other)();
  });

  test('an idle process ends after its time, one in use does not', async function () {
    const { interpreter } = await openRoom(this, null, { maxProcesses: 4, idleMs: 1 });
    const used = await runLeased(interpreter, 'used', 'x = 1');
    await runAndRelease(interpreter, 'idle', 'x = 1');
    assert(await until(() => !interpreter.session('idle').isAlive, 10_000));
    assert.deepEqual(alive(interpreter, 'used'), ['used']);
    used.release();
    assert(await until(() => !interpreter.session('used').isAlive, 10_000));
  });
});
