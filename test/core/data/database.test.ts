import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from '../../../src/core/data/database.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import { openData } from '../../support/data.ts';
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
