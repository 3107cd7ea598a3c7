import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { join } from 'node:path';
import { closeRooms, openRoom, processesWith, until, type Mode, type Ran } from './room.ts';

/** A child process, found by how long it sleeps: no other has this number. */
function createSleeper() {
  const seconds = randomInt(1e8, 1e9);
  const code = `import subprocess, sys\nsubprocess.Popen(["sleep", "${seconds}"])\nprint("started")\n`;
  return { code, lives: () => processesWith(`sleep\u0000${seconds}`) > 0 };
}

for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
  suite(`How code ends, ${mode}`, () => {
    teardown(closeRooms);

    test('the time limit interrupts and keeps the variables', async function () {
      const { run } = await openRoom(this, mode, { timeLimitMs: 500 });
      await run('x = 1');
      const loop = await run('print("begun")\nwhile True:\n    x += 1');
      assert.equal(loop.outcome, 'timed_out');
      assert.equal(loop.printed, 'begun\n');
      assertNotice(loop, 'time_limit', /0\.5 seconds.*variables are kept.*settings/);
      assert.equal((await run('import time; time.sleep(60)')).outcome, 'timed_out');
      assert.deepEqual((await run('x > 1000')).outputs, [{ type: 'text', text: 'True' }]);
    });

    test('an awaited task that was interrupted doesn’t come back', async function () {
      const { run } = await openRoom(this, mode, { timeLimitMs: 500 });
      assert.equal((await run('import asyncio\nasync def f():\n    await asyncio.sleep(1)\n    print("came back")\nawait f()')).outcome, 'timed_out');
      assert.equal((await run('await asyncio.sleep(0.6) or await asyncio.sleep(0.4)')).printed, '');
    });

    test('code that swallows the interrupt is killed, and the next has a fresh process', async function () {
      const { run } = await openRoom(this, mode, { timeLimitMs: 300 });
      const stubborn = await run('import time\nx = 1\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass');
      assert.equal(stubborn.outcome, 'timed_out');
      assertNotice(stubborn, 'time_limit', /variables are gone/);
      assert.deepEqual((await run('"x" in globals()')).outputs, [{ type: 'text', text: 'False' }]);
    });

    test('Stop ends Python and its children within a second', async function () {
      const { run } = await openRoom(this, mode);
      const abort = new AbortController();
      const sleeper = createSleeper();
      let stopped = 0;
      const ran = await run(`${sleeper.code}while True: pass`, abort.signal, () => {
        if (stopped) return;
        assert(sleeper.lives());
        stopped = performance.now();
        abort.abort();
      });
      assert.equal(ran.outcome, 'stopped');
      assertNotice(ran, 'stopped', /variables are gone/);
      assert(await until(() => !sleeper.lives(), 1_000 - (performance.now() - stopped)), 'a child lives on');
      assert(performance.now() - stopped < 1_000);
      assert.deepEqual((await run('"subprocess" in globals()')).outputs, [{ type: 'text', text: 'False' }]);
    });

    test('what is stopped before its turn doesn’t run', async function () {
      const { run } = await openRoom(this, mode);
      const abort = new AbortController();
      const first = run('import time; time.sleep(0.2)');
      const second = run('ran = True', abort.signal);
      abort.abort();
      assert.equal((await second).outcome, 'stopped');
      assert.equal((await first).outcome, 'ok');
      assert.deepEqual((await run('"ran" in globals()')).outputs, [{ type: 'text', text: 'False' }]);
    });

    test('what is stopped while Python starts doesn’t run', async function () {
      const { run } = await openRoom(this, mode);
      const abort = new AbortController();
      const ran = run('1', abort.signal);
      abort.abort();
      assert.deepEqual([(await ran).outcome, (await ran).outputs], ['stopped', []]);
    });

    test('a crash keeps what was printed, is reported and starts afresh', async function () {
      const { run } = await openRoom(this, mode);
      const fault = await run('x = 1\nprint("before")\nimport ctypes\nctypes.string_at(0)');
      assert.equal(fault.outcome, 'crashed');
      assert.match(fault.printed, /^before\nFatal Python error: Segmentation fault[^]+<cell 1>", line 4/);
      assertNotice(fault, 'python_crashed', /SIGSEGV.*variables are gone/);
      const exit = await run('import os\nprint("x" in globals())\nos._exit(3)');
      assert.equal(exit.outcome, 'crashed');
      assert.equal(exit.printed, 'False\n');
      assertNotice(exit, 'python_crashed', /exit code 3/);
      assert.deepEqual((await run('1 + 1')).outputs, [{ type: 'text', text: '2' }]);
    });

    test('a process that ended between two pieces of code is reported', async function () {
      const { run } = await openRoom(this, mode);
      const { outputs } = await run('import os, threading\nx = 1\nthreading.Timer(0.05, os._exit, [0]).start()');
      assert.deepEqual(outputs, []);
      const next: Ran[] = [];
      while (!next.at(-1)?.outputs.length) next.push(await run('import time\nfor _ in range(1): pass'));
      const last = next.at(-1)?.outputs.at(-1);
      assert(last?.type === 'notice');
      // It ends as it likes, perhaps in the middle of the code.
      assert.match(`${last.notice.code}: ${last.notice.message}`, /^python_(gone|crashed): .*variables are gone/);
    });

    test('memory that runs out is an exception, and the session lives on', async function () {
      if (process.platform !== 'linux') this.skip();
      const { run } = await openRoom(this, mode, { memoryMb: 512 });
      await run('kept = 1');
      const big = await run('bytearray(2 << 30)');
      assert.equal(big.outcome, 'exception');
      assert(big.outputs[0]?.type === 'exception' && big.outputs[0].name === 'MemoryError');
      const slow = await run('pile = []\nwhile True: pile.append(" " * 100_000 + str(len(pile)))');
      assert(slow.outputs[0]?.type === 'exception' && slow.outputs[0].name === 'MemoryError');
      assert.deepEqual((await run('del pile\nkept')).outputs, [{ type: 'text', text: '1' }]);
    });

    test('stop() and reset() end all, and what comes next runs', async function () {
      const { run, session, interpreter } = await openRoom(this, mode);
      for (const end of [session.stop, interpreter.reset]) {
        const sleeper = createSleeper();
        const running = run(`${sleeper.code}while True: pass`);
        assert(await until(sleeper.lives, 10_000));
        await end();
        assert.equal((await running).outcome, 'stopped');
        assert(await until(() => !sleeper.lives(), 1_000));
      }
      assert.deepEqual((await run('"sys" in globals()')).outputs, [{ type: 'text', text: 'False' }]);
    });

    test('delete() ends what runs and leaves nothing', async function () {
      const { run, session, work } = await openRoom(this, mode);
      let deleting: Promise<void> | null = null;
      const code = 'open("x.txt", "w").close()\nprint("begun")\nwhile True: pass';
      const { outcome } = await run(code, undefined, () => (deleting ??= session.delete()));
      await deleting;
      assert.equal(outcome, 'stopped');
      assert.equal(existsSync(work), false);
      assert.deepEqual((await run('import os; os.listdir("/mnt/data")')).outputs, [{ type: 'text', text: '[]' }]);
    });

    test('close() ends all, for good', async function () {
      const { run, interpreter } = await openRoom(this, mode);
      const sleeper = createSleeper();
      const running = run(`${sleeper.code}while True: pass`, undefined, () => void interpreter.close());
      assert.equal((await running).outcome, 'stopped');
      assert(await until(() => !sleeper.lives(), 1_000));
      await assert.rejects(run('1'), { code: 'interpreter_closed' });
    });

    test('Python doesn’t outlive Docent', async function () {
      await openRoom(this, mode);
      const sleeper = createSleeper();
      const code = JSON.stringify(`${sleeper.code}while True: pass`);
      const room = JSON.stringify(join(import.meta.dirname, 'room.ts'));
      // Another Docent, which runs code that never ends and is killed.
      const script = `
        import { openRoom } from ${room};
        const { run } = await openRoom({ skip() {} }, '${mode}');
        await run(${code}, undefined, (output) => console.log(output.text));`;
      const folder = mkdtempSync(join(tmpdir(), 'docent-host-'));
      const env = { ...process.env, TMPDIR: folder };
      const host = spawn(process.execPath, ['--input-type=module', '-e', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      await once(host.stdout, 'data');
      assert(sleeper.lives());
      host.kill('SIGKILL');
      assert(await until(() => !sleeper.lives(), 5_000), 'a child lives on');
      rmSync(folder, { recursive: true });
    });
  });
}

function assertNotice({ outputs }: Ran, code: string, message: RegExp): void {
  const last = outputs.at(-1);
  assert(last?.type === 'notice', `no notice: ${JSON.stringify(outputs)}`);
  assert.equal(last.notice.code, code);
  assert.match(last.notice.message, message);
}
