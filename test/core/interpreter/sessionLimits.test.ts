import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { measured } from '../../support/measured.ts';
import { closeRooms, openRoom, processesWith, until, type Mode, type Ran } from './room.ts';

const notices = ({ outputs }: Ran) => outputs.flatMap((output) => (output.type === 'notice' ? [output.notice.message] : []));

suite('The limits of a session as a whole, sandboxed', () => {
  teardown(closeRooms);

  test('what is in memory’s own file systems counts: writing ends at the limit', async function () {
    this.timeout(60_000);
    const { run } = await openRoom(this, 'sandboxed', { memoryMb: 512, timeLimitMs: 60_000 });
    for (const place of ['/tmp', '/dev/shm']) {
      const code = `import os\nwritten = 0\ntry:\n    for i in range(30):\n        with open("${place}/x%d" % i, "wb") as file:\n            for part in range(64): written += file.write(b"x" * (1 << 20))\nexcept OSError as error:\n    print(error.errno)\nfor i in range(30):\n    if os.path.exists("${place}/x%d" % i): os.remove("${place}/x%d" % i)\nprint(written >> 20)`;
      const { printed, outputs } = await run(code);
      const [errno, megabytes] = printed.trim().split('\n');
      assert.equal(errno, '28', JSON.stringify(outputs));
      assert.ok(Number(megabytes) <= 512, printed);
    }
    assert.equal((await run('print("fine")')).printed, 'fine\n');
  });

  test('the memory of all processes counts together', async function () {
    this.timeout(60_000);
    const { run } = await openRoom(this, 'sandboxed', { memoryMb: 512, timeLimitMs: 60_000 });
    const code = 'import os, time\nfor i in range(6):\n    if os.fork() == 0:\n        kept = bytearray(300 << 20)\n        for at in range(0, len(kept), 4096): kept[at] = 1\n        time.sleep(60)\n        os._exit(0)\ntime.sleep(50)';
    const { result, ms } = await measured(() => run(code));
    assert.equal(result.outcome, 'crashed');
    assert.deepEqual(notices(result), ['Python was ended: all its processes together took more than 512 MB of memory, the files in /tmp included. Its variables are gone; the next code starts with a fresh Python.']);
    assert.ok(ms < 20_000, `${ms} ms`);
    assert.equal((await run('print("fine")')).printed, 'fine\n');
  });
});

for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
  suite(`What code starts, ${mode}`, () => {
    teardown(closeRooms);
    setup(function () {
      if (process.platform !== 'linux') this.skip();
    });

    test('a few hundred processes are let in, and no more', async function () {
      this.timeout(60_000);
      const { run } = await openRoom(this, mode, { timeLimitMs: 50_000 });
      const code = 'import os, time\nmade = 0\ntry:\n    for i in range(3000):\n        if os.fork() == 0:\n            time.sleep(60)\n            os._exit(0)\n        made += 1\nexcept BlockingIOError as error:\n    print(error)\nprint(made)';
      const ran = await run(code);
      assert.match(ran.printed, /Code may have 256 processes at once\n25\d\n$/);
      assert.match(notices(ran).join(), /^25\d processes that the code left running were ended with it\.$/);
      assert.equal((await run('print("fine")')).printed, 'fine\n');
    });

    test('the files in its folder count together: code that fills the disk is ended', async function () {
      this.timeout(60_000);
      const { run } = await openRoom(this, mode, { diskMb: 60, timeLimitMs: 50_000 });
      const few = 'import os\nfor i in range(5):\n    os.makedirs(f"kept/{i}", exist_ok=True)\n    with open(f"kept/{i}/x", "wb") as file: file.write(os.urandom(1 << 20))\nwith open("holes", "wb") as file: file.truncate(500 << 20)';
      assert.equal((await run(few)).outcome, 'ok');
      const many = 'import os, time\nfor i in range(200):\n    os.makedirs(f"more/{i}", exist_ok=True)\n    with open(f"more/{i}/x", "wb") as file: file.write(os.urandom(1 << 20))\n    time.sleep(0.05)\ntime.sleep(40)';
      const { result, ms } = await measured(() => run(many));
      assert.deepEqual(notices(result).slice(0, 1), ['Python was ended: the files in its folder took more than 60 MB of the disk. Its variables are gone; the next code starts with a fresh Python.']);
      assert.ok(ms < 30_000, `${ms} ms`);
      assert.equal((await run('import os, shutil\nshutil.rmtree("more")\nprint(len(os.listdir("kept")))')).printed, '5\n');
      const unnamed = 'import os, time\nkept = []\nfor i in range(80):\n    kept.append(open("x", "wb", buffering=0))\n    os.remove("x")\n    kept[-1].write(os.urandom(1 << 20))\ntime.sleep(40)';
      assert.match(notices(await run(unnamed))[0] ?? '', /^Python was ended: the files in its folder took more than 60 MB of the disk\./);
    });

    test('some thousand threads end Python', async function () {
      this.timeout(60_000);
      const { run } = await openRoom(this, mode, { timeLimitMs: 50_000 });
      const code = 'import threading, time\nthreading.stack_size(32768)\nfor i in range(2500): threading.Thread(target=time.sleep, args=(40,), daemon=True).start()\ntime.sleep(40)';
      assert.match(notices(await run(code))[0] ?? '', /^Python was ended: it had more than 2,000 threads at once\./);
      assert.equal((await run('print("fine")')).printed, 'fine\n');
    });

    test('what a piece of code leaves running ends with it', async function () {
      const { run } = await openRoom(this, mode);
      const seconds = randomInt(1e8, 1e9);
      const ran = await run(`import os, subprocess\nx = 1\nsubprocess.Popen(["sleep", "${seconds}"])\nif os.fork() == 0:\n    while True: pass\nprint("started")`);
      assert.equal(ran.outcome, 'ok');
      assert.deepEqual(notices(ran), ['2 processes that the code left running were ended with it.']);
      assert.ok(await until(() => processesWith(`sleep\u0000${seconds}`) === 0, 1_000));
      assert.deepEqual((await run('x')).outputs, [{ type: 'text', text: '1' }], 'the variables stay');
    });
  });
}
