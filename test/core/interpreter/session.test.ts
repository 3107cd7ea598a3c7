import assert from 'node:assert/strict';
import type { Output } from '../../../src/core/types/output.ts';
import { closeRooms, openRoom, type Mode } from './room.ts';

/** What one stream gave without another between it, however many pieces it came in. */
function joined(outputs: readonly Output[]): readonly Output[] {
  return outputs.reduce<Output[]>((before, output) => {
    const last = before.at(-1);
    if (last?.type !== 'logs' || output.type !== 'logs' || last.stream !== output.stream) return [...before, output];
    return [...before.slice(0, -1), { ...last, text: last.text + output.text }];
  }, []);
}

for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
  suite(`A session, ${mode}`, () => {
    teardown(closeRooms);

    test('keeps variables, shows the last expression and hides it behind a semicolon', async function () {
      const { run } = await openRoom(this, mode);
      assert.deepEqual((await run('x = 20\nx + 1')).outputs, [{ type: 'text', text: '21' }]);
      assert.deepEqual((await run('x + 2;  # hidden')).outputs, []);
      assert.deepEqual((await run('_ * 2 # shown;')).outputs, [{ type: 'text', text: '42' }]);
      assert.deepEqual((await run('None')).outputs, []);
    });

    test('keeps what Python, C code and child processes write in order', async function () {
      const { run } = await openRoom(this, mode);
      const { outputs } = await run(`
import os, subprocess, sys
print("1 python")
os.write(1, b"2 descriptor\\n")
print("3 error", file=sys.stderr)
for i in range(3): print("out", i); print("error", i, file=sys.stderr)
subprocess.run([sys.executable, "-c", "print('4 child')"])
display("5 shown")
print("6 unfinished line", end="")
7`);
      assert.deepEqual(joined(outputs), [
        { type: 'logs', stream: 'stdout', text: '1 python\n2 descriptor\n' },
        { type: 'logs', stream: 'stderr', text: '3 error\n' },
        ...[0, 1, 2].flatMap((i) => [
          { type: 'logs', stream: 'stdout', text: `out ${i}\n` },
          { type: 'logs', stream: 'stderr', text: `error ${i}\n` },
        ]),
        { type: 'logs', stream: 'stdout', text: '4 child\n' },
        { type: 'text', text: "'5 shown'" },
        { type: 'logs', stream: 'stdout', text: '6 unfinished line' },
        { type: 'text', text: '7' },
      ]);
    });

    test('gives prints out while the code runs', async function () {
      const { run } = await openRoom(this, mode);
      const abort = new AbortController();
      const { outcome } = await run('print("begun")\nwhile True: pass', abort.signal, () => abort.abort());
      assert.equal(outcome, 'stopped');
    });

    test('shows an exception with the lines of the code and no frames of ours', async function () {
      const { run } = await openRoom(this, mode);
      const { outcome, outputs } = await run('def half(n):\n    return n / 0\n\nhalf(1)');
      assert.equal(outcome, 'exception');
      const [error] = outputs;
      assert(error?.type === 'exception');
      assert.equal(error.name, 'ZeroDivisionError');
      assert.equal(error.message, 'division by zero');
      assert.match(error.traceback, /<cell 1>", line 4, in <module>\s+half\(1\)[^]+<cell 1>", line 2, in half\s+return n \/ 0/);
      assert.doesNotMatch(error.traceback, /worker\.py|in execute/);
    });

    test('shows where the syntax is wrong', async function () {
      const { run } = await openRoom(this, mode);
      const [error] = (await run('ok = 1\nfor x in\n')).outputs;
      assert(error?.type === 'exception' && error.name === 'SyntaxError');
      assert.match(error.traceback, /^ {2}File "<cell 1>", line 2/);
    });

    test('shows the chain of exceptions', async function () {
      const { run } = await openRoom(this, mode);
      const [error] = (await run('try:\n    {}["k"]\nexcept KeyError as e:\n    raise ValueError("wrong") from e')).outputs;
      assert(error?.type === 'exception');
      assert.match(error.traceback, /KeyError: 'k'[^]+direct cause[^]+ValueError: wrong/);
    });

    test('awaits at top level, on one loop', async function () {
      const { run } = await openRoom(this, mode);
      await run('import asyncio\nasync def f(): return 5');
      assert.deepEqual((await run('await asyncio.sleep(0)\nawait f()')).outputs, [{ type: 'text', text: '5' }]);
      await run('queue = asyncio.Queue()\nawait queue.put("kept")');
      assert.deepEqual((await run('await queue.get()')).outputs, [{ type: 'text', text: "'kept'" }]);
    });

    test('says why input() fails, and reads an empty stdin', async function () {
      const { run } = await openRoom(this, mode);
      const [error] = (await run('input("Name? ")')).outputs;
      assert(error?.type === 'exception');
      assert.equal(error.name, 'EOFError');
      assert.match(error.message, /write the value into the code/);
      assert.doesNotMatch(error.traceback, /worker\.py/);
      assert.deepEqual((await run('import sys; sys.stdin.read()')).outputs, [{ type: 'text', text: "''" }]);
    });

    test('takes sys.exit() as the end of the code, a message as an error', async function () {
      const { run } = await openRoom(this, mode);
      assert.equal((await run('import sys; kept = 1; sys.exit()')).outcome, 'ok');
      const { outcome, outputs } = await run('sys.exit("no data")');
      assert.equal(outcome, 'exception');
      assert(outputs[0]?.type === 'exception' && outputs[0].message === 'no data');
      assert.deepEqual((await run('kept')).outputs, [{ type: 'text', text: '1' }]);
    });

    test('takes any text', async function () {
      const { run } = await openRoom(this, mode);
      const text = 'Grüße, 世界, 👩‍🔬, \u0000, e\u0301';
      assert.equal((await run(`print(${JSON.stringify(text)}, end="")`)).printed, text);
      assert.equal((await run('print("\\ud800")')).printed, '\\ud800\n');
      assert.deepEqual((await run('"é" * 2')).outputs, [{ type: 'text', text: "'éé'" }]);
    });

    test('takes bytes that are no text, and goes on', async function () {
      const { run } = await openRoom(this, mode);
      const { outcome, printed } = await run('import os, sys\nfor _ in range(200): sys.stdout.buffer.write(os.urandom(1000))');
      assert.equal(outcome, 'ok');
      assert(printed.includes('\ufffd'));
      assert.deepEqual((await run('"after"')).outputs, [{ type: 'text', text: "'after'" }]);
    });

    test('cuts a flood of prints and says so', async function () {
      const { run } = await openRoom(this, mode);
      const { outcome, outputs, printed } = await run('for i in range(200_000): print(i)\n"end"');
      assert.equal(outcome, 'ok');
      assert.equal(printed.length, 1_000_000);
      assert(printed.startsWith('0\n1\n2\n'));
      const notices = outputs.filter((output) => output.type === 'notice');
      assert.deepEqual(notices.map(({ notice }) => notice.code), ['output_cut']);
      assert.deepEqual(outputs.at(-1), { type: 'text', text: "'end'" });
      assert.equal((await run('print("whole again")')).printed, 'whole again\n');
    });

    test('cuts a flood of shown values and says so', async function () {
      const { run } = await openRoom(this, mode);
      const { outputs } = await run('for i in range(1000): display(i)');
      assert.equal(outputs.length, 201);
      assert(outputs[200]?.type === 'notice' && outputs[200].notice.code === 'output_cut');
    });

    test('runs one piece at a time', async function () {
      const { run } = await openRoom(this, mode);
      const [first, second] = await Promise.all([run('import time; time.sleep(0.1); x = 1; x'), run('x + 1')]);
      assert.deepEqual(first?.outputs, [{ type: 'text', text: '1' }]);
      assert.deepEqual(second?.outputs, [{ type: 'text', text: '2' }]);
    });

    test('survives code that closes or replaces its streams', async function () {
      const { run } = await openRoom(this, mode);
      await run('import os, sys\nsys.stdout.close()\nos.close(1)');
      assert.deepEqual((await run('1 + 1')).outputs, [{ type: 'text', text: '2' }]);
    });

    test('survives code that forks and lets both go on', async function () {
      const { run } = await openRoom(this, mode);
      const { printed } = await run('import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)\nprint("child" if pid == 0 else "parent")');
      assert.equal(printed, 'child\nparent\n');
      assert.deepEqual((await run('1 + 1')).outputs, [{ type: 'text', text: '2' }]);
    });

    test('starts child processes of multiprocessing', async function () {
      const { run } = await openRoom(this, mode);
      const { outputs } = await run('import math, multiprocessing\nwith multiprocessing.Pool(2) as pool: result = pool.map(math.sqrt, [1, 4, 9])\nresult');
      assert.deepEqual(outputs, [{ type: 'text', text: '[1.0, 2.0, 3.0]' }]);
    });

    test('gives nothing of our environment to the code', async function () {
      process.env.FAKE_API_KEY = 'sk-not-for-python';
      try {
        const { run } = await openRoom(this, mode);
        const { printed } = await run('import os, subprocess\nprint(dict(os.environ), open("/proc/self/environ").read() if os.path.exists("/proc") else "")\nsubprocess.run(["/usr/bin/env"])');
        assert.match(printed, /PATH=/);
        assert.doesNotMatch(printed, /FAKE_API_KEY|sk-not-for-python/);
      } finally {
        delete process.env.FAKE_API_KEY;
      }
    });

    test('has the work folder as working directory and home', async function () {
      const { run } = await openRoom(this, mode);
      const { outputs } = await run('import os, tempfile\nopen("here.txt", "w").close()\ntempfile.mkdtemp()\nos.path.exists("/mnt/data/here.txt"), os.getcwd() == os.path.expanduser("~")');
      assert.deepEqual(outputs[0], { type: 'text', text: '(True, True)' });
    });

    test('imports modules that the code wrote, but never in place of ours or Python’s', async function () {
      const { run } = await openRoom(this, mode);
      await run('for name in ["mine", "docent_display", "csv"]: open(f"/mnt/data/{name}.py", "w").write("value = 42")');
      assert.deepEqual((await run('import mine; mine.value')).outputs, [{ type: 'text', text: '42' }]);
      assert.deepEqual((await run('import csv, docent_display\nhasattr(csv, "value"), hasattr(docent_display, "value")')).outputs, [
        { type: 'text', text: '(False, False)' },
      ]);
    });
  });
}
