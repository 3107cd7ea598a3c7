import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFile, mkdir, open as openFile, readdir, readFile, readlink, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { COPY_AGE_MS, listCopies, type Copy } from '../../../src/core/data/copies.ts';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import { isTrouble, type DataState } from '../../../src/core/types/dataState.ts';
import { dataIn, openData } from '../../support/data.ts';
import { tempDir } from '../../support/temp.ts';

/** A lock is waited for as long as any transaction takes, several times over. */
const LOCK_TIMEOUT = 40_000;

suite('data is a state', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let path: string;
  let copies: string;
  const opened: DataDirectory[] = [];
  setup(async () => {
    dir = await tempDir();
    path = join(dir.path, 'docent.db');
    copies = join(dir.path, 'backup');
  });
  teardown(async () => {
    for (const data of opened.splice(0)) await data.close();
    await dir.remove();
  });

  const here = () => {
    const data = dataIn(dir.path);
    opened.push(data);
    return data;
  };
  /** Opens it, whatever comes of that. */
  async function look(): Promise<DataDirectory> {
    const data = here();
    await data.open();
    return data;
  }
  const titles = async (data: DataDirectory) => (await data.threads.list({ workspace: '/w', origins: ['chat'] })).map(({ title }) => title).sort();
  const add = (data: DataDirectory, title: string) => data.threads.create({ origin: 'chat', workspace: '/w', title });
  /** What a window left that was closed. */
  async function left(...names: readonly string[]): Promise<void> {
    const data = await openData(dir.path);
    for (const name of names) await add(data, name);
    await data.close();
  }
  const waysOut = (state: DataState) => (isTrouble(state) ? state.waysOut : []);
  const message = (state: DataState) => (isTrouble(state) ? state.message : '');
  const change = (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  /** A copy of the data as it is now, as of so long ago. */
  async function copy(ageMs = 0): Promise<void> {
    await mkdir(copies, { recursive: true });
    const db = new DatabaseSync(path);
    db.prepare('vacuum into ?').run(join(copies, `docent-v${STEPS.length}-${Date.now() - ageMs}.db`));
    db.close();
  }

  test('what is asked before it is open waits for that', async () => {
    const data = here();
    const states: string[] = [];
    data.subscribe(({ kind }) => states.push(kind));
    const opening = data.open();
    assert.equal(data.state.kind, 'opening');
    await add(data, 'asked early');
    await opening;
    assert.deepEqual([await titles(data), states], [['asked early'], ['opening', 'open']]);
  });

  test('a file of garbage is damaged; set aside it is kept, and Docent begins anew', async () => {
    await writeFile(path, Buffer.alloc(16_384, 7));
    const data = await look();
    assert.equal(message(data.state), 'Docent’s data can’t be read: its file is damaged or missing.');
    assert.deepEqual(waysOut(data.state), ['setDataAside', 'showData', 'showLog']);
    await assert.rejects(titles(data), { code: 'data_damaged', message: message(data.state) });
    const folder = await data.setAside();
    assert.deepEqual(await titles(data), []);
    await add(data, 'new');
    assert.deepEqual(await readFile(join(folder ?? '', 'docent.db')), Buffer.alloc(16_384, 7));
  });

  for (const [what, spoil] of [
    ['is garbage', () => writeFile(path, Buffer.alloc(16_384, 7))],
    ['is cut to nothing', () => truncate(path, 0)],
    ['is gone', () => rm(path)],
    ['is cut in the middle', () => truncate(path, 20_000)],
  ] as const) {
    test(`the copy is restored where the file ${what}, and loses nothing that it held`, async () => {
      await left('one', 'two');
      await copy();
      await spoil();
      const data = await look();
      assert.deepEqual([data.state.kind, waysOut(data.state)[0]], ['damaged', 'restoreData']);
      await data.restore();
      assert.deepEqual([data.state.kind, await titles(data)], ['open', ['one', 'two']]);
    });
  }

  test('an end without a goodbye is looked at once', async () => {
    await left('one');
    await writeFile(join(dir.path, 'owners', 'owner_killed'), '');
    const data = await look();
    assert.equal(data.state.kind, 'open');
    assert.deepEqual(await readdir(join(dir.path, 'owners')), [data.owner.id]);
  });

  test('what stands beside a file that is set aside goes with it, and not into the copy', async () => {
    const before = await look();
    await add(before, 'one');
    await copy();
    await before.database.read((db) => db.exec('pragma wal_checkpoint(truncate)'));
    await add(before, 'two');
    // As a process leaves it that is killed.
    const wal = await readFile(`${path}-wal`);
    await before.close();
    await writeFile(path, Buffer.alloc(16_384, 7));
    await writeFile(`${path}-wal`, wal);
    const data = await look();
    assert.equal(data.state.kind, 'damaged');
    const folder = await data.restore();
    assert.deepEqual(await titles(data), ['one']);
    assert.deepEqual(await readFile(join(folder ?? '', 'docent.db-wal')), wal);
  });

  /** Threads on many pages, of which one in the middle is spoilt. */
  async function spoilt(): Promise<void> {
    await left(...Array.from({ length: 300 }, (_, index) => `thread ${index} ${'x'.repeat(200)}`));
    await copy(COPY_AGE_MS - 60_000);
    const inTheMiddle = (await readFile(path)).indexOf('thread 150 ');
    const file = await openFile(path, 'r+');
    await file.write(Buffer.alloc(4_096, 0xff), 0, 4_096, Math.floor(inTheMiddle / 4_096) * 4_096);
    await file.close();
  }

  test('pages damaged in the middle are found after an end without a goodbye', async () => {
    await spoilt();
    // What a process left that was killed.
    await writeFile(join(dir.path, 'owners', 'owner_killed'), JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1 }));
    assert.equal((await look()).state.kind, 'damaged');
    assert.equal((await look()).state.kind, 'damaged', 'It stays so until something is done.');
  });

  test('a file that turns out damaged at work becomes the state, and is looked at as a whole from then on', async () => {
    await spoilt();
    const data = await look();
    assert.equal(data.state.kind, 'open');
    await assert.rejects(titles(data), { code: 'data_damaged' });
    await assert.rejects(add(data, 'x'), { code: 'data_damaged' });
    await data.close();
    const next = await look();
    assert.equal(next.state.kind, 'damaged');
    await next.restore();
    assert.equal((await titles(next)).length, 300);
  });

  test('a file of a newer version is refused, left as it is, and closed', async () => {
    await left('one');
    change('pragma user_version = 999');
    const before = await readFile(path);
    const data = await look();
    assert.equal(data.state.kind, 'tooNew');
    assert.equal(message(data.state), 'Docent’s data was written by a newer version of Docent: update this one, then reload this window.');
    assert.deepEqual(waysOut(data.state), ['reloadWindow', 'setDataAside', 'showData']);
    await assert.rejects(titles(data), { code: 'data_too_new' });
    assert.deepEqual(await readFile(path), before);
    if (process.platform === 'linux') {
      const open = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
      assert.ok(!open.some((name) => name.startsWith(path)), 'It is not open any more.');
    }
  });

  test('a newer version can be gone back from: the copy that is restored is one this version reads', async () => {
    await left('before the update');
    await copy();
    await copyFile((await listCopies(copies))[0]?.path ?? '', join(copies, `docent-v999-${Date.now() + 1}.db`));
    change('pragma user_version = 999');
    const data = await look();
    assert.equal(waysOut(data.state)[1], 'restoreData');
    await data.restore();
    assert.deepEqual(await titles(data), ['before the update']);
  });

  test('once a newer version has migrated, this one writes and reads no more', async () => {
    const data = await look();
    await add(data, 'one');
    const changed = new Promise<DataState>((resolve) => data.subscribe(resolve));
    change(`pragma user_version = ${STEPS.length + 1}`);
    await assert.rejects(add(data, 'two'), { code: 'data_moved_on', message: 'Docent was updated: reload this window.', action: 'reloadWindow' });
    assert.equal((await changed).kind, 'movedOn');
    await assert.rejects(titles(data), { code: 'data_moved_on' });
    const db = new DatabaseSync(path);
    assert.equal(db.prepare('select count(*) as n from threads').get()?.['n'], 1);
    db.close();
  });

  test('that is noticed without asking, by the look for what others have changed', async () => {
    const data = await look();
    const changed = new Promise<DataState>((resolve) => data.subscribe(resolve));
    change(`pragma user_version = ${STEPS.length + 1}`);
    assert.equal(data.database.version(), 0);
    assert.equal((await changed).kind, 'movedOn');
  });

  test('another file in its place is not written to, nor the one that is gone', async () => {
    const data = await look();
    await add(data, 'one');
    await rename(path, `${path}.elsewhere`);
    await assert.rejects(add(data, 'two'), { code: 'data_replaced', action: 'reloadWindow' });
    assert.equal(data.state.kind, 'replaced');
  });

  test('what another window has put right meanwhile is not set aside', async () => {
    await left('one');
    await copy();
    await writeFile(path, Buffer.alloc(16_384, 7));
    const [first, second] = [await look(), await look()];
    await first.restore();
    await add(first, 'after');
    assert.equal(await second.setAside(), null);
    assert.deepEqual(await titles(second), ['after', 'one']);
  });

  test('data that another window has open is not taken from under it', async () => {
    await left('one');
    const user = await look();
    await writeFile(path, Buffer.alloc(16_384, 7));
    await rm(`${path}-wal`);
    const data = await look();
    assert.equal(data.state.kind, 'damaged');
    await assert.rejects(data.setAside(), { code: 'data_in_use', message: /close other windows that use Docent/ });
    await user.close();
    await data.setAside();
    assert.equal(data.state.kind, 'open');
  });

  test('a folder that can’t be made is unwritable, and is tried again', async () => {
    const data = dataIn(join(dir.path, 'file', 'data'));
    opened.push(data);
    await writeFile(join(dir.path, 'file'), '');
    await data.open();
    assert.equal(data.state.kind, 'unwritable');
    assert.ok(message(data.state).includes(join(dir.path, 'file', 'data')));
    assert.deepEqual(waysOut(data.state), ['openData', 'manageData', 'showData']);
    assert.equal(await data.owner.hasOthers(), false, 'Another place can be chosen.');
    await rm(join(dir.path, 'file'));
    await data.open();
    assert.deepEqual([data.state.kind, await titles(data)], ['open', []]);
  });

  test('a file that another program keeps locked is locked, and is tried again', async () => {
    await left('one');
    const other = new DatabaseSync(path);
    other.exec('pragma locking_mode = exclusive; begin exclusive');
    const data = await look();
    assert.deepEqual([data.state.kind, waysOut(data.state)], ['locked', ['openData', 'reloadWindow', 'showData']]);
    other.close();
    await data.open();
    assert.deepEqual(await titles(data), ['one']);
  }).timeout(LOCK_TIMEOUT);

  suite('copies', () => {
    /** A file of the version before. */
    function old(version = STEPS.length - 1): void {
      const db = new DatabaseSync(path);
      db.exec(`${STEPS.slice(0, version).join(';')}; pragma user_version = ${version}`);
      db.prepare("insert into threads(id, origin, workspace, updated_at, body) values ('t', 'chat', '/w', 1, ?)").run(JSON.stringify({ title: 'old', workspace: '/w', metadata: {}, toolResources: {} }));
      db.close();
    }
    const versions = async () => (await listCopies(copies)).map(({ version }) => version);

    test('one is made before a migration, of the tables as they were; restoring it migrates anew', async () => {
      old();
      const data = await look();
      assert.deepEqual(await titles(data), ['old']);
      assert.ok((await versions()).includes(STEPS.length - 1));
      await data.close();
      for (const { path: newer, version } of await listCopies(copies)) if (version === STEPS.length) await rm(newer);
      await writeFile(path, 'garbage'.repeat(1_000));
      const again = await look();
      await again.restore();
      assert.deepEqual(await titles(again), ['old']);
    });

    test('a migration that fails leaves the file as it was', async () => {
      const version = STEPS.findIndex((step) => step.includes('add column container_cost'));
      old(version);
      change('alter table usage add column container_cost real');
      const data = await look();
      assert.equal(data.state.kind, 'failed');
      const db = new DatabaseSync(path);
      assert.equal(db.prepare('pragma user_version').get()?.['user_version'], version);
      db.close();
    });

    /** Resolves when there is a copy newer than that of a time, and all but the newest two are gone. */
    async function copied(since: number): Promise<void> {
      const isDone = ([newest, , third]: readonly Copy[]) => (newest?.at ?? 0) > since && !third;
      while (!isDone(await listCopies(copies))) await once(process, 'never', { signal: AbortSignal.timeout(20) }).catch(() => {});
    }

    test('one is made at the first clean start with threads, and again after a week; the newest two are kept', async () => {
      await left('one');
      await copy(3 * COPY_AGE_MS);
      await copy(2 * COPY_AGE_MS);
      await copy(COPY_AGE_MS + 1_000);
      const [newest] = await listCopies(copies);
      const data = await look();
      await copied(newest?.at ?? 0);
      await data.close();
      const kept = await listCopies(copies);
      assert.deepEqual([kept.length, kept[1]?.at], [2, newest?.at]);
      const db = new DatabaseSync(kept[0]?.path ?? '', { readOnly: true });
      assert.match(String(db.prepare('select body from threads').get()?.['body']), /one/);
      db.close();
    });

    test('none is made within the week', async () => {
      await left('one');
      await copy(1_000);
      const data = await look();
      await data.database.copyIfDue();
      assert.equal((await listCopies(copies)).length, 1);
    });

    test('of damaged data none is made, and the good ones stay', async () => {
      await spoilt();
      const [{ path: good, at } = { path: '', at: 0 }] = await listCopies(copies);
      await rename(good, good.replace(String(at), String(at - COPY_AGE_MS)));
      const data = await look();
      await data.database.copyIfDue();
      assert.equal(data.state.kind, 'damaged');
      assert.equal((await listCopies(copies)).length, 1);
      await data.restore();
      assert.equal((await titles(data)).length, 300);
    });
  });
});
