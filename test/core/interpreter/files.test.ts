import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from '../../../src/core/disk/remove.ts';
import { createInputs } from '../../../src/core/interpreter/inputs.ts';
import type { DataFile } from '../../../src/core/types/item.ts';
import { closeRooms, openRoom, type Mode, type Ran } from './room.ts';
import { skipOnWindows } from '../../support/skipOnWindows.ts';

for (const mode of ['sandboxed', 'unsandboxed'] satisfies Mode[]) {
  suite(`Files in /mnt/data, ${mode}`, () => {
    let inputs = '';
    setup(() => (inputs = mkdtempSync(join(tmpdir(), 'docent-inputs-'))));
    teardown(async () => {
      await closeRooms();
      rmSync(inputs, { recursive: true });
    });

    function input(name: string, text: string): DataFile {
      const path = join(inputs, name);
      writeFileSync(path, text);
      return { name, path, bytes: text.length };
    }

    test('an attachment is read at /mnt/data, however the path is written', async function () {
      const { run, session } = await openRoom(this, mode);
      await session.put(input('größen 1.csv', 'a\n1\n'));
      const { outputs } = await run(`
from pathlib import Path
name = "größen 1.csv"
texts = [open("/mnt/data/größen 1.csv").read(), open(f"/mnt/data/{name}").read(), open(name).read(), (Path("/mnt/data") / name).read_text()]
set(texts)`);
      assert.deepEqual(outputs, [{ type: 'text', text: "{'a\\n1\\n'}" }]);
    });

    test('an attachment stays when the user’s file goes away', async function () {
      const { run, session } = await openRoom(this, mode);
      const file = input('in.csv', 'a\n1\n');
      await session.put(file);
      rmSync(file.path);
      await session.put(file);
      assert.deepEqual((await run('open("in.csv").read()')).outputs, [{ type: 'text', text: "'a\\n1\\n'" }]);
    });

    test('files that the code made or changed are kept; inputs, hidden files and unchanged ones are not', async function () {
      const { run, session, saved } = await openRoom(this, mode);
      await session.put(input('in.csv', 'a\n'));
      const first = await run(`
import os
os.makedirs("/mnt/data/out/.cache"); os.makedirs("/mnt/data/__pycache__")
for name in ["b.csv", "out/a.json", ".hidden", "out/.cache/x", "__pycache__/m.pyc"]: open(f"/mnt/data/{name}", "w").write("{}")`);
      assert.deepEqual(names(first), ['b.csv', 'out/a.json']);
      assert.deepEqual(saved.map(({ name, mime, bytes }) => [name, mime, Buffer.from(bytes).toString()]), [
        ['b.csv', 'text/csv', '{}'],
        ['out/a.json', 'application/json', '{}'],
      ]);
      assert.deepEqual(names(await run('open("b.csv").read()')), []);
      assert.deepEqual(names(await run('open("in.csv", "a").write("1\\n")')), ['in.csv']);
    });

    test('a copy is made anew when the file has changed, and else left as the code left it', async function () {
      const { run, session, work } = await openRoom(this, mode);
      const file = input('in.txt', 'one');
      await session.put(file);
      const { ino } = statSync(join(work, 'in.txt'));
      await session.put(file);
      assert.equal(statSync(join(work, 'in.txt')).ino, ino);
      await run('open("in.txt", "w").write("by code")');
      await session.put(file);
      assert.equal(readFileSync(join(work, 'in.txt'), 'utf8'), 'by code');
      writeFileSync(file.path, 'two');
      utimesSync(file.path, 1_000, 1_000);
      await session.put(file);
      assert.equal(readFileSync(join(work, 'in.txt'), 'utf8'), 'two');
      assert.deepEqual(names(await run('1')), []);
    });

    test('a copy from an earlier time that is still the same is kept', async function () {
      const { session, interpreter, work } = await openRoom(this, mode);
      const file = input('in.txt', 'one');
      await session.put(file);
      await interpreter.close();
      const { createSession } = await import('../../../src/core/interpreter/session.ts');
      const { ino } = statSync(join(work, 'in.txt'));
      const never = () => Promise.reject(new Error('not needed'));
      await createSession({ folder: work, inputs: createInputs(`${work}.inputs`), inputsAt: never, start: never, startOwn: never, remembered: never, python: () => null, timeLimitMs: () => 1, saveFile: never, bitmap: never, remove: never, log: console }).put(file);
      assert.equal(statSync(join(work, 'in.txt')).ino, ino);
    });

    test('an attachment that is gone or has no sensible name is refused with a sentence', async function () {
      const { session } = await openRoom(this, mode);
      await assert.rejects(session.put({ name: 'x', path: join(inputs, 'x'), bytes: 1 }), { code: 'file_missing', message: /“x”/ });
      await assert.rejects(session.put({ ...input('y', ''), name: '../../y' }), { code: 'bad_name' });
    });

    test('a large file is read where it lies, to the last of its bytes, and never copied or changed', async function () {
      const { run, session, work, dir } = await openRoom(this, mode);
      const file = input('big.csv', 'a\n1\n');
      truncateSync(file.path, 1_000_000_000);
      appendFileSync(file.path, 'end');
      const before = statSync(file.path);
      await session.put(file);
      assert.deepEqual(await run('import os; os.path.getsize("/mnt/data/big.csv")').then(texts), ['1000000003']);
      assert.deepEqual(await run('f = open("big.csv", "rb"); f.seek(-3, 2); (os.listdir(), f.read())').then(texts), ["(['big.csv'], b'end')"]);
      for (const code of ['open("big.csv", "w")', 'open("/mnt/data/big.csv", "r+b")', 'os.open("big.csv", os.O_WRONLY)', 'os.truncate("big.csv", 1)']) {
        const [failure] = (await run(code)).outputs;
        assert(failure?.type === 'exception', code);
        assert.match(failure.message, /Errno 30/, code);
      }
      const after = statSync(file.path);
      assert.deepEqual([after.size, after.mtimeMs], [before.size, before.mtimeMs]);
      const held = spawnSync('du', ['-sk', '--apparent-size', work], { encoding: 'utf8' }).stdout;
      assert.ok(Number.parseInt(held) < 1_000, held);
      // What code makes of that name is its own.
      await run('os.remove("big.csv"); open("big.csv", "w").write("mine")');
      await session.put(file);
      assert.deepEqual(await run('open("big.csv").read()').then(texts), ["'mine'"]);
      await session.delete();
      assert.deepEqual([existsSync(file.path), existsSync(join(dir, '.inputs', 'thread_1'))], [true, false]);
    });

    test('a large file that comes later, or anew, is there without the variables being lost', async function () {
      const { run, session } = await openRoom(this, mode);
      await run('kept = 1');
      const file = input('later.csv', 'one');
      truncateSync(file.path, 40_000_000);
      await session.put(file);
      assert.deepEqual(await run('kept, open("later.csv").read(3)').then(texts), ["(1, 'one')"]);
      rmSync(file.path);
      const other = input('later.csv', 'two');
      truncateSync(other.path, 50_000_000);
      await session.put(other);
      assert.deepEqual(await run('kept, open("later.csv").read(3)').then(texts), ["(1, 'two')"]);
      rmSync(file.path);
      await session.put(file);
      assert.deepEqual(await run('open("later.csv").read(3)').then(texts), ["'two'"], 'what the thread was given stays its own');
    });

    test('a large file of another disk is read there; a sandbox says that it starts anew for it', async function () {
      if (process.platform !== 'linux') return this.skip();
      const { run, session } = await openRoom(this, mode);
      await run('kept = 1');
      const elsewhere = mkdtempSync('/dev/shm/docent-');
      try {
        const path = join(elsewhere, 'far.csv');
        writeFileSync(path, 'far');
        truncateSync(path, 40_000_000);
        await session.put({ name: 'far.csv', path, bytes: 40_000_000 });
        const { outputs } = await run('open("/mnt/data/far.csv").read(3)');
        assert.deepEqual(outputs.map((output) => (output.type === 'notice' ? output.notice.code : output.type)), mode === 'sandboxed' ? ['started_anew', 'text'] : ['text']);
        assert.deepEqual(await run('"kept" in globals()').then(texts), [mode === 'sandboxed' ? 'False' : 'True']);
      } finally {
        rmSync(elsewhere, { recursive: true });
      }
    });

    test('a result that is too large stays where it is, and is said so', async function () {
      const { run, saved } = await openRoom(this, mode);
      const { outputs } = await run('open("big.bin", "w").truncate(150_000_000)\nopen("small.txt", "w").close()');
      assert.deepEqual(saved.map(({ name }) => name), ['small.txt']);
      const notice = outputs.find((output) => output.type === 'notice');
      assert.match(notice?.notice.message ?? '', /big\.bin.*150 MB.*100 MB/);
    });

    test('of very many results the first are kept, and it is said so', async function () {
      const { run, saved } = await openRoom(this, mode);
      const { outputs } = await run('for i in range(60): open(f"{i}.txt", "w").close()');
      assert.equal(saved.length, 50);
      assert(outputs.at(-1)?.type === 'notice');
    });

    test('what stopped code left is not kept, and stays', async function () {
      const { run, saved, work } = await openRoom(this, mode);
      const abort = new AbortController();
      await run('open("half.txt", "w").close()\nprint("written")\nwhile True: pass', abort.signal, () => abort.abort());
      assert.equal(existsSync(join(work, 'half.txt')), true);
      await run('1');
      assert.deepEqual(saved, []);
    });

    test('links that the code made lead nowhere', async function () {
      skipOnWindows(this);
      const { run, session, saved, work } = await openRoom(this, mode);
      const secret = input('secret.txt', 'secret').path;
      await run(`import os\nos.symlink(${JSON.stringify(secret)}, "link.txt")\nos.symlink(${JSON.stringify(inputs)}, "folder")`);
      assert.deepEqual(saved, []);
      await session.put({ ...input('other.txt', 'other'), name: 'link.txt' });
      assert.equal(readFileSync(secret, 'utf8'), 'secret');
      assert.equal(readFileSync(join(work, 'link.txt'), 'utf8'), 'other');
    });
  });
}

suite('The work folder', () => {
  test('reads nothing through a link that took a folder’s place', async function () {
    if (process.platform !== 'linux') this.skip();
    const { createWorkFolder } = await import('../../../src/core/interpreter/workFolder.ts');
    const dir = mkdtempSync(join(tmpdir(), 'docent-links-'));
    try {
      mkdirSync(join(dir, 'outside'));
      writeFileSync(join(dir, 'outside', 'secret.txt'), 'secret');
      mkdirSync(join(dir, 'work'));
      symlinkSync(join(dir, 'outside'), join(dir, 'work', 'results'));
      const folder = createWorkFolder(join(dir, 'work'), createInputs(join(dir, 'inputs')), removeTree);
      await assert.rejects(folder.read('results/secret.txt'), { code: 'file_missing' });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

function texts({ outputs }: Ran): string[] {
  return outputs.flatMap((output) => (output.type === 'text' ? [output.text] : output.type === 'exception' ? [output.message] : []));
}

function names({ outputs }: Ran): string[] {
  return outputs.flatMap((output) => (output.type === 'file' ? [output.file.name] : []));
}
