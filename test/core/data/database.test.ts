import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../../src/core/data/database.ts';
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
    const write = database.write((db) => db.exec("insert into files values ('f', null, 1, '{}')")).then(() => (written = true));
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
        db.exec("insert into files values ('f', null, 1, '{}')");
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
    await database.write((db) => db.exec("insert into files values ('mine', null, 1, '{}')"));
    assert.equal(database.version(), before);
    const other = new DatabaseSync(path);
    other.exec("insert into files values ('theirs', null, 1, '{}')");
    other.close();
    assert.notEqual(database.version(), before);
    database.close();
  });
});
