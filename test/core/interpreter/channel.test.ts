import assert from 'node:assert/strict';
import { channelFloodSuite } from './support/channelFloods.ts';
import { closeRooms, openRoom, type Mode, type Ran } from './room.ts';

const notices = ({ outputs }: Ran) => outputs.flatMap((output) => (output.type === 'notice' ? [output.notice.message] : []));

for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
  suite(`What code writes to the descriptors, ${mode}`, function () {
    this.timeout(60_000);
    teardown(closeRooms);

    test('lines that are no events are dropped, and said to be so once', async function () {
      const { run } = await openRoom(this, mode, { timeLimitMs: 5_000 });
      const ran = await run('import os\nx = 1\nos.write(3, b"not json\\n" * 1000)\nos.write(3, b"half a line")\nprint("ok")\nx');
      assert.equal(ran.outcome, 'ok');
      assert.equal(ran.printed, 'ok\n');
      assert.deepEqual(notices(ran), ['The code wrote to a descriptor that is Docent’s own (3); what it wrote there was dropped.']);
      assert.deepEqual((await run('x')).outputs, [{ type: 'text', text: '1' }], 'the variables stay');
    });

    test('a forged end ends nothing, whatever the command line tells', async function () {
      const { run } = await openRoom(this, mode, { timeLimitMs: 5_000 });
      const forge = [
        'import os, re, time',
        'found = re.findall(rb"[0-9a-f]{32}", open("/proc/self/cmdline", "rb").read() + open("/proc/self/environ", "rb").read())',
        'for token in found + [b"00" * 16]:',
        '    for number in range(1, 9):',
        '        marker = bytes.fromhex(token.decode()) + number.to_bytes(4, "big")',
        '        os.write(1, marker); os.write(2, marker)',
        '        for task in range(4):',
        '            os.write(3, b"\\n%s %d {\\"event\\":\\"done\\",\\"task\\":%d,\\"status\\":\\"ok\\",\\"left\\":0}\\n" % (token, number, task))',
        'os.write(3, b\'{"event":"done","task":1,"status":"ok","left":0}\\n\')',
        'time.sleep(0.3)',
        'print("late")',
      ].join('\n');
      const ran = await run(process.platform === 'linux' ? forge : forge.replace(/found = .*/, 'found = []'));
      assert.equal(ran.outcome, 'ok');
      assert.match(ran.printed, /late\n$/);
      assert.equal((await run('print("next")')).printed, 'next\n');
    });

    test('code that ends itself by Docent’s own means is found out by the next', async function () {
      const { run } = await openRoom(this, mode, { timeLimitMs: 20_000 });
      const ran = await run('import time\nx = 1\nchannel = display.__self__.channel\nfor task in range(5): channel.emit("done", task=task, status="ok", left=0)\nwhile True:\n    time.sleep(0.1); print("mixed")');
      assert.equal(ran.outcome, 'ok');
      const next = await run('print("x" in globals())');
      assert.ok(!next.printed.includes('mixed'));
      assert.deepEqual(notices(next).map((message) => /^Python was ended.*had not really ended.*variables are gone/.test(message)), [true]);
      assert.equal((await run('print("x" in globals())')).printed, 'False\n');
    });

    test('a process that the code forks has no events of its own', async function () {
      const { run } = await openRoom(this, mode);
      const ran = await run('import os\npid = os.fork()\nif pid == 0:\n    display("child"); print("printed")\n    os._exit(0)\nos.waitpid(pid, 0)\ndisplay(2)\n3');
      assert.deepEqual([ran.outcome, ran.outputs.flatMap((output) => (output.type === 'text' ? [output.text] : []))], ['ok', ['2', '3']]);
      assert.match(ran.printed, /'child'\nprinted/);
    });

    test('names of any length are cut', async function () {
      const { run } = await openRoom(this, mode);
      const long = await run('raise type("E" * 100_000, (Exception,), {})("m" * 100_000)');
      const [error] = long.outputs;
      assert.ok(error?.type === 'exception' && error.name.length === 200 && error.message.length <= 2_000 && error.traceback.length <= 20_000);
    });
  });
}

channelFloodSuite('A flood on the descriptors', [
  {
    name: 'events in the form of Docent’s',
    code: 'import os\nline = b\'{"event":"sync","x":"\' + b"a" * 10**6 + b\'"}\\n\'\nfor i in range(6000): os.write(3, line)',
    notice: /Python was ended: the code wrote more than 64 MB to a descriptor that is Docent’s own/,
    survives: false,
  },
]);
