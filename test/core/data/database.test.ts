import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SOURCE_ASSETS } from '../../../scripts/paths.ts';
import { listCopies } from '../../../src/core/data/copies.ts';
import { createDatabase, type Database, type Left } from '../../../src/core/data/database.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import { isTrouble } from '../../../src/core/types/dataState.ts';
import { openData } from '../../support/data.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';

suite('database', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let path: string;
  let close = async () => {};
  setup(async () => {
    dir = await tempDir();
    path = join(dir.path, 'docent.db');
  });
  teardown(async () => {
    await close();
    await dir.remove();
  });

  async function open(): Promise<Database> {
    const data = await openData(dir.path);
    close = data.close;
    return data.database;
  }

  test('a lock that another process holds is waited for without blocking the thread', async () => {
    const database = await open();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    let written = false;
    const write = database.write((db) => db.exec("insert into files values (1, 'f', null, '{}')")).then(() => (written = true));
    // The thread is free: these run while the write waits.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(written, false);
    other.exec('commit');
    await write;
    assert.equal(other.prepare('select count(*) as n from files').get()?.['n'], 1);
    other.close();
  });

  test('a change that fails leaves nothing behind', async () => {
    const database = await open();
    await assert.rejects(
      database.write((db) => {
        db.exec("insert into files values (1, 'f', null, '{}')");
        throw new Error('no');
      }),
      /no/,
    );
    assert.equal(await database.read((db) => db.prepare('select count(*) as n from files').get()?.['n']), 0);
  });

  test('a change by another connection is noticed', async () => {
    const database = await open();
    const before = database.version();
    await database.write((db) => db.exec("insert into files values (1, 'mine', null, '{}')"));
    assert.equal(database.version(), before);
    const other = new DatabaseSync(path);
    other.exec("insert into files values (2, 'theirs', null, '{}')");
    other.close();
    assert.notEqual(database.version(), before);
  });

  test('what an earlier version kept is brought to today’s form', async () => {
    const old = new DatabaseSync(path);
    old.exec(STEPS[0] ?? '');
    const assistant = { id: 'asst_1', name: 'Docent', instructions: '', model: null, temperature: null, tools: ['file_search', 'code_interpreter'], metadata: {} };
    const usage = { inputTokens: 1, cachedTokens: 2, outputTokens: 3, reasoningTokens: 4 };
    const run = { id: 'run_1', threadId: 't', assistant, model: 'm', status: 'completed', error: null, usage, createdAt: 5, endedAt: 6 };
    const content = [{ type: 'text', text: '"path":' }, { type: 'file', file: { name: 'a.csv', path: '/a.csv', bytes: 7 } }];
    old.prepare("insert into threads values ('t', 'chat', '/w', 1, ?)").run(JSON.stringify({ id: 't', title: 'T', metadata: {} }));
    old.prepare("insert into runs(id, thread_id, owner, status, body) values ('run_1', 't', 'o', 'completed', ?)").run(JSON.stringify(run));
    old.prepare("insert into items(id, thread_id, status, body) values ('i', 't', 'completed', ?)").run(JSON.stringify({ type: 'message', content }));
    old.exec('pragma user_version = 1');
    old.close();
    const database = await open();
    const body = async (table: string) =>
      JSON.parse(String((await database.read((db) => db.prepare(`select body from ${table}`).get()))?.['body'])) as Record<string, unknown>;
    assert.deepEqual((await body('threads'))['toolResources'], { codeInterpreterFiles: [], vectorStores: [] });
    const now = await body('runs');
    assert.deepEqual(now['turns'], [{ ...usage, estimated: false, cost: null }]);
    assert.deepEqual([now['startedAt'], now['expiresAt'], now['metadata']], [5, null, {}]);
    const { tools, description } = now['assistant'] as { tools: { type: string }[]; description: string };
    assert.deepEqual([tools.map(({ type }) => type), description], [['file_search', 'code_interpreter'], '']);
    assert.deepEqual((await body('items'))['content'], [content[0], { type: 'file', file: { name: 'a.csv', path: '/a.csv', bytes: 7, id: null, tools: ['code_interpreter'] } }]);
  });
});

suite('database on a network file system', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let path: string;
  const opened: Database[] = [];
  setup(async () => {
    dir = await tempDir();
    path = join(dir.path, 'docent.db');
    const before = await openData(dir.path);
    await before.threads.create({ origin: 'chat', workspace: '', title: 'Kept' });
    await before.close();
  });
  teardown(async () => {
    for (const database of opened.splice(0)) await database.close();
    await dir.remove();
  });

  async function openThere(left: Left = 'unfinished'): Promise<Database> {
    const database = createDatabase({
      dir: dir.path,
      path,
      copies: join(dir.path, 'backup'),
      worker: SOURCE_ASSETS.dataWorker,
      log: memoryLog(),
      journal: () => 'rollback',
      reload: () => 'reload',
    });
    opened.push(database);
    await database.open(async () => left);
    return database;
  }
  const titles = (db: DatabaseSync) => db.prepare("select body ->> '$.title' as title from threads").all().map(({ title }) => title);

  test('keeps what it held, uses no shared memory, and lets nobody else in', async () => {
    const database = await openThere();
    await database.write((db) => db.exec("insert into files values (1, 'f', null, '{}')"));
    assert.deepEqual(await database.read(titles), ['Kept']);
    assert.ok(!existsSync(`${path}-wal`) && !existsSync(`${path}-shm`));
    const other = new DatabaseSync(path, { timeout: 0 });
    assert.throws(() => titles(other), /locked/);
    await database.close();
    assert.deepEqual(titles(other), ['Kept']);
    other.close();
  });

  test('is copied when it is opened: later nobody else can read it', async () => {
    for (const { path: copy } of await listCopies(join(dir.path, 'backup'))) await rm(copy);
    const database = await openThere();
    const [copy = assert.fail()] = await listCopies(join(dir.path, 'backup'));
    const kept = new DatabaseSync(copy.path);
    assert.deepEqual(titles(kept), ['Kept']);
    kept.close();
    await database.write((db) => db.exec("insert into files values (1, 'f', null, '{}')"));
    await database.copyIfDue();
    assert.equal(database.state.kind, 'open');
  });

  test('says of a second window that one at a time can use it', async function () {
    this.timeout(30_000);
    await (await openThere()).write((db) => db.exec("insert into files values (1, 'f', null, '{}')"));
    const { state } = await openThere('inOrder');
    assert.ok(isTrouble(state) && state.kind === 'locked');
    assert.match(state.message, /network file system, where one window at a time can use it/);
  });
});
