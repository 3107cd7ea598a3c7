import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import { tempDir } from '../../support/temp.ts';
import { openData } from '../../support/data.ts';

suite('data directory', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let data: DataDirectory;
  setup(async () => {
    dir = await tempDir();
    data = await openData(dir.path);
  });
  teardown(async () => {
    await data.close();
    await dir.remove();
  });

  test('what is kept is its owner’s alone, also where others could look into it before', async function () {
    if (process.platform === 'win32') this.skip();
    const mode = async (name: string) => (await stat(join(dir.path, name))).mode & 0o777;
    const modes = async () => [await mode('.'), await mode('files'), await mode('stores'), await mode('sessions'), await mode('backup'), await mode('owners'), await mode('docent.db'), await mode('docent.db-wal')];
    const expected = [0o700, 0o700, 0o700, 0o700, 0o700, 0o700, 0o600, 0o600];
    assert.deepEqual(await modes(), expected);
    await data.close();
    for (const name of ['.', 'files', 'backup']) await chmod(join(dir.path, name), 0o755);
    await chmod(join(dir.path, 'docent.db'), 0o644);
    data = await openData(dir.path);
    assert.deepEqual(await modes(), expected);
  });

  test('a folder of another user is refused', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const other = await tempDir();
    await chown(other.path, 12_345, 12_345);
    await assert.rejects(openData(other.path), { code: 'data_foreign', message: new RegExp(`^Docent’s data in ${other.path} belongs to another user`) });
    assert.deepEqual(await readdir(other.path), []);
    await other.remove();
  });

  const chat = (title: string, workspace = '/w') => data.threads.create({ origin: 'chat', workspace, title });

  test('threads are listed by workspace and origin, the last used first', async () => {
    const first = await chat('first');
    await chat('elsewhere', '/other');
    await data.threads.create({ origin: 'api', workspace: '/w', title: 'by a script' });
    const second = await chat('second');
    const titles = async () => (await data.threads.list({ workspace: '/w', origins: ['chat', 'analysis'] })).map(({ title }) => title);
    assert.deepEqual((await titles()).toSorted(), ['first', 'second']);
    await data.database.write((db) => db.prepare('update threads set updated_at = ? where id = ?').run(second.updatedAt + 1_000, first.id));
    assert.deepEqual(await titles(), ['first', 'second']);
    await data.threads.update(first.id, { title: 'renamed “ünï”' });
    assert.deepEqual(await titles(), ['renamed “ünï”', 'second']);
  });

  test('a deleted thread takes its items and runs with it', async () => {
    const { id: threadId } = await chat('gone');
    const body = { type: 'message', role: 'user', content: [] } as const;
    const envelope = { id: 'msg_1', threadId, runId: null, turn: 0, createdAt: 1, endedAt: 1, status: 'completed', metadata: {}, provider: null } as const;
    await data.items.save([{ ...envelope, ...body }]);
    await data.threads.delete(threadId);
    assert.deepEqual(await data.items.list(threadId), []);
    assert.equal(await data.threads.get(threadId), null);
  });

  test('a file keeps its bytes and its extension, whatever its name tries', async () => {
    const { id: threadId } = await chat('files');
    const bytes = new Uint8Array([0, 255, 1]);
    const file = await data.files.save({ name: '../../évil/chart.svg', mime: 'image/svg+xml', bytes }, threadId);
    const path = data.files.path(file);
    assert.ok(path.startsWith(data.files.dir) && path.endsWith(`${file.id}.svg`));
    assert.deepEqual(new Uint8Array(await readFile(path)), bytes);
    const attached = await data.files.upload({ name: 'pasted.csv', mime: 'text/plain', bytes }, 'user_data', null);
    await data.files.deleteOf(threadId, [data.files.path(attached), join(dir.path, 'docent.db')]);
    await assert.rejects(stat(path), { code: 'ENOENT' });
    await assert.rejects(stat(data.files.path(attached)), { code: 'ENOENT' });
    await stat(join(dir.path, 'docent.db'));
  });

  const other = (host: string, pid: number) => writeFile(join(dir.path, 'owners', 'other'), JSON.stringify({ host, pid }));

  test('an owner is gone when its process has ended, and not before', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await other(hostname(), child.pid ?? 0);
    assert.equal(await data.owner.isAlive('other'), true);
    child.kill();
    await once(child, 'exit');
    assert.equal(await data.owner.isAlive('other'), false);
    assert.equal(await data.owner.isAlive('never there'), false);
    assert.equal(await data.owner.isAlive(data.owner.id), true);
  });

  test('an owner that slept with the machine lives; one from before the machine’s start does not', async () => {
    const at = (time: number) => utimes(join(dir.path, 'owners', 'other'), new Date(), new Date(time));
    const started = Date.now() - uptime() * 1_000;
    await other(hostname(), process.ppid);
    await at(started + 1_000);
    assert.equal(await data.owner.isAlive('other'), true);
    await at(started - 1_000);
    assert.equal(await data.owner.isAlive('other'), false);
  });

  test('an owner on another machine is gone after a minute of silence', async () => {
    const ago = (seconds: number) => utimes(join(dir.path, 'owners', 'other'), new Date(), new Date(Date.now() - seconds * 1_000));
    await other('elsewhere', 1);
    await ago(30);
    assert.equal(await data.owner.isAlive('other'), true);
    await ago(90);
    assert.equal(await data.owner.isAlive('other'), false);
  });
});
