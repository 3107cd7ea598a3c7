import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../../src/core/data/database.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import { tempDir } from '../../support/temp.ts';

suite('database', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let path: string;
  setup(async () => {
    dir = await tempDir();
    path = join(dir.path, 'docent.db');
  });
  teardown(() => dir.remove());

  test('a lock that another process holds is waited for without blocking the thread', async () => {
    const database = await openDatabase(path);
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
    database.close();
  });

  test('a change that fails leaves nothing behind', async () => {
    const database = await openDatabase(path);
    await assert.rejects(
      database.write((db) => {
        db.exec("insert into files values (1, 'f', null, '{}')");
        throw new Error('no');
      }),
      /no/,
    );
    assert.equal(await database.read((db) => db.prepare('select count(*) as n from files').get()?.['n']), 0);
    database.close();
  });

  test('a file of a newer Docent is refused with a sentence, and left as it is', async () => {
    (await openDatabase(path)).close();
    const newer = new DatabaseSync(path);
    newer.exec('pragma user_version = 999');
    newer.close();
    await assert.rejects(openDatabase(path), { code: 'data_too_new', message: /newer version of Docent/ });
    const after = new DatabaseSync(path);
    assert.equal(after.prepare('pragma user_version').get()?.['user_version'], 999);
    after.close();
  });

  test('a change by another connection is noticed', async () => {
    const database = await openDatabase(path);
    const before = database.version();
    await database.write((db) => db.exec("insert into files values (1, 'mine', null, '{}')"));
    assert.equal(database.version(), before);
    const other = new DatabaseSync(path);
    other.exec("insert into files values (2, 'theirs', null, '{}')");
    other.close();
    assert.notEqual(database.version(), before);
    database.close();
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
    const database = await openDatabase(path);
    const body = async (table: string) =>
      JSON.parse(String((await database.read((db) => db.prepare(`select body from ${table}`).get()))?.['body'])) as Record<string, unknown>;
    assert.deepEqual((await body('threads'))['toolResources'], { codeInterpreterFiles: [], vectorStores: [] });
    const now = await body('runs');
    assert.deepEqual(now['turns'], [{ ...usage, estimated: false, cost: null }]);
    assert.deepEqual([now['startedAt'], now['expiresAt'], now['metadata']], [5, null, {}]);
    const { tools, description } = now['assistant'] as { tools: { type: string }[]; description: string };
    assert.deepEqual([tools.map(({ type }) => type), description], [['file_search', 'code_interpreter'], '']);
    assert.deepEqual((await body('items'))['content'], [content[0], { type: 'file', file: { name: 'a.csv', path: '/a.csv', bytes: 7, id: null, tools: ['code_interpreter'] } }]);
    database.close();
  });
});

suite('database on a network file system', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => (dir = await tempDir()));
  teardown(() => dir.remove());

  test('keeps what it held, uses no shared memory, and lets nobody else in', async () => {
    const path = join(dir.path, 'docent.db');
    const before = await openDatabase(path);
    await before.write((db) => db.prepare("insert into usage values ('r', 't', 1, 'm', 1, 0, 1, 0, 0, null)").run());
    before.close();
    const database = await openDatabase(path, 'rollback');
    await database.write((db) => db.prepare("insert into usage values ('r2', 't', 1, 'm', 1, 0, 1, 0, 0, null)").run());
    assert.equal(await database.read((db) => db.prepare('select count(*) as count from usage').get()?.['count']), 2);
    assert.ok(!existsSync(`${path}-wal`) && !existsSync(`${path}-shm`));
    const other = new DatabaseSync(path, { timeout: 0 });
    assert.throws(() => other.prepare('select * from usage').all(), /locked/);
    database.close();
    assert.equal(other.prepare('select * from usage').all().length, 2);
    other.close();
  });
});
