import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { OwnerContract, SearcherContract, WorkerData } from '../../../../../src/core/knowledge/stores/local/contract.ts';
import { createThread } from '../../../../../src/core/knowledge/stores/local/thread.ts';
import { DocentError } from '../../../../../src/core/types/errors.ts';
import { memoryLog } from '../../../../support/log.ts';
import { cleanUp, folderOf, numbered, openKnowledge, put, tempFolder, WORKER } from '../../setup.ts';
import { NO_REMOTE } from '../../../../../src/core/knowledge/remoteFiles.ts';

const sources = { 'a.txt': 'apples and pears', 'b.txt': 'bananas' };

function manyFiles(count: number) {
  const folder = folderOf({});
  for (let index = 0; index < count; index++) put(join(folder.path, `${index}.txt`), numbered(60, `n${index}x`));
  return folder;
}

suite('threads of a store', function () {
  // Real files, threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  teardown(cleanUp);

  test('a search is answered while a sync is running', async () => {
    const folder = manyFiles(3000);
    const store = openKnowledge(tempFolder()).knowledge.store('test');
    const order: string[] = [];
    let searched: Promise<unknown> | undefined;
    const abort = new AbortController();
    await store.sync([folder], {
      exclude: [],
      signal: abort.signal,
      onProgress({ done }) {
        if (done < 400) return;
        searched ??= store.search('n0x1', { limit: 1 }).then(([passage]) => {
          order.push(`found ${passage?.file.path}`);
          abort.abort();
        });
      },
    });
    order.push('synced');
    await searched;
    assert.deepEqual(order, ['found 0.txt', 'synced']);
  });

  test('two windows may sync one store at the same time', async () => {
    const folder = manyFiles(600);
    const dir = tempFolder();
    const windows = [openKnowledge(dir), openKnowledge(dir)].map(({ knowledge }) => knowledge.store('test'));
    for (const report of await Promise.all(windows.map((store) => store.sync([folder], { exclude: [] })))) {
      assert.deepEqual([report.cancelled, report.leftOut], [false, []]);
    }
    for (const store of windows) {
      const { files, chunks } = await store.status();
      assert.deepEqual([files, chunks], [600, 1200]);
      assert.equal((await store.search('n17x3', { limit: 1 }))[0]?.file.path, '17.txt');
    }
  });

  test('a new store may be opened by many at once', async () => {
    const dir = tempFolder();
    const windows = Array.from({ length: 6 }, () => openKnowledge(dir).knowledge.store('test'));
    const all = await Promise.all(windows.map((store) => store.status()));
    assert.deepEqual(all.map(({ files }) => files), [0, 0, 0, 0, 0, 0]);
  });

  test('a thread that dies gives an error, and the next request a new thread', async () => {
    const dir = tempFolder();
    const script = join(dir, 'mortal.mjs');
    const died = JSON.stringify(join(dir, 'died'));
    // Dies of its first message, once; from then on it is the real worker.
    writeFileSync(
      script,
      `import { existsSync, writeFileSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       if (existsSync(${died})) await import(${JSON.stringify(pathToFileURL(WORKER).href)});
       else parentPort.on('message', () => { writeFileSync(${died}, ''); process.exit(1); });`,
    );
    const store = openKnowledge(dir, script).knowledge.store('test');
    const folder = folderOf(sources);
    await assert.rejects(store.sync([folder], { exclude: [] }), { name: 'DocentError', code: 'index_interrupted' });
    assert.equal((await store.sync([folder], { exclude: [] })).added, 2);
  });

  test('a script that is missing gives an error and a line in the log', async () => {
    const { knowledge, logged } = openKnowledge(tempFolder(), join(tempFolder(), 'missing.mjs'));
    await assert.rejects(knowledge.store('test').status(), { name: 'DocentError', code: 'index_interrupted' });
    assert.match(logged.join('\n'), /missing\.mjs/);
  });

  test('closed in the middle of a sync, what was committed stays', async () => {
    const folder = manyFiles(3000);
    const dir = tempFolder();
    const first = openKnowledge(dir).knowledge;
    let closed: Promise<void> | undefined;
    const onProgress = ({ done }: { done: number }) => void (done > 500 && (closed ??= first.close()));
    const running = first.store('test').sync([folder], { exclude: [], onProgress });
    const waiting = first.store('test').sync([folder], { exclude: [] });
    for (const ended of await Promise.allSettled([running, waiting])) {
      assert.equal(ended.status === 'rejected' && ended.reason.code, 'index_interrupted');
    }
    await closed;
    const report = await openKnowledge(dir).knowledge.store('test').sync([folder], { exclude: [] });
    assert.ok(report.unchanged >= 400 && report.added > 0, JSON.stringify(report));
    assert.equal(report.unchanged + report.added, 3000);
  });

  test('a thread keeps the process alive while it owes an answer, and only then', () => {
    const script = join(tempFolder(), 'short.mjs');
    writeFileSync(
      script,
      `import { createKnowledge } from ${JSON.stringify(pathToFileURL(join(WORKER, '../../../knowledge.ts')).href)};
       const knowledge = createKnowledge({ dir: ${JSON.stringify(tempFolder())}, worker: ${JSON.stringify(WORKER)}, log: console });
       for (const time of ['first', 'again']) console.log(time, (await knowledge.store('test').status()).files);`,
    );
    const output = execFileSync(process.execPath, [script], { encoding: 'utf8', timeout: 20_000 });
    assert.equal(output, 'first 0\nagain 0\n');
  });

  const DAMAGES: Readonly<Record<string, (file: string) => void>> = {
    'is no database': (file) => writeFileSync(file, 'garbage '.repeat(2000)),
    'has a damaged page': (file) => writeFileSync(file, readFileSync(file).fill(0xee, 4096)),
    'was cut short': (file) => truncateSync(file, 5000),
    'was cut to one page': (file) => truncateSync(file, 4096),
    'has a damaged header': (file) => writeFileSync(file, readFileSync(file).fill(0x41, 16, 100)),
    'has a damaged version': (file) => writeFileSync(file, readFileSync(file).fill(0x41, 60, 64)),
    'has a damaged schema': (file) => writeFileSync(file, readFileSync(file).fill(0x41, 100, 4100)),
    'has an emptied schema': (file) => writeFileSync(file, readFileSync(file).fill(0, 100, 4096)),
    'was overwritten in the middle': (file) => {
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0x41, 12_288, bytes.length - 4096));
    },
    'lost its tables': (file) => {
      const db = new DatabaseSync(file);
      db.exec('DROP TABLE chunks; DROP TABLE words');
      db.close();
    },
    'lost what its search stands on': (file) => {
      const db = new DatabaseSync(file);
      // Its own tables are kept from accidents, not from bad disks.
      db.enableDefensive(false);
      db.exec('DELETE FROM words_config; DELETE FROM words_data');
      db.close();
    },
    'is a folder': (file) => {
      rmSync(file);
      put(join(file, 'inside'), '');
    },
    'has a folder for its log': (file) => put(join(`${file}-wal`, 'inside'), ''),
  };
  for (const [name, damage] of Object.entries(DAMAGES)) {
    for (const open of [false, true]) {
      test(`a file that ${name}${open ? ', while it is open,' : ''} is moved aside and made anew`, async function () {
        const folder = folderOf(sources);
        const dir = tempFolder();
        const before = openKnowledge(dir);
        await before.knowledge.store('test').sync([folder], { exclude: [] });
        // What is kept from an older damage must not be in the way.
        put(join(dir, 'test.db.damaged', 'older'), '');
        if (!open) await before.knowledge.close();
        else if (name === 'has a folder for its log') return;
        else {
          const db = new DatabaseSync(join(dir, 'test.db'));
          db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
          db.close();
        }
        damage(join(dir, 'test.db'));

        const { knowledge, logged } = open ? before : openKnowledge(dir);
        const store = knowledge.store('test');
        let told = 0;
        store.onDamaged(() => told++);
        assert.deepEqual(await store.search('apples', { limit: 1 }), []);
        assert.equal((await store.sync([folder], { exclude: [] })).added, 2);
        assert.equal((await store.search('apples', { limit: 1 }))[0]?.file.path, 'a.txt');
        assert.deepEqual([logged.length, told], [1, 1], logged.join('\n'));
        assert.match(logged[0] ?? '', /was damaged/);
        assert.ok(existsSync(join(dir, 'test.db.damaged')));
        await store.clear();
        assert.ok(!existsSync(join(dir, 'test.db.damaged')));
      });
    }
  }

  test('a file that is deleted while it is open is told, and made anew', async () => {
    const folder = folderOf(sources);
    const dir = tempFolder();
    const store = openKnowledge(dir).knowledge.store('test');
    await store.sync([folder], { exclude: [] });
    let told = 0;
    store.onDamaged(() => told++);
    await store.status();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dir, `test.db${suffix}`), { force: true });
    assert.equal((await store.status()).files, 0);
    assert.equal(told, 1);
    assert.equal((await store.sync([folder], { exclude: [] })).added, 2);
  });

  test('a place that can’t be written to is named', async () => {
    const { path } = folderOf({ file: '' });
    const store = openKnowledge(join(path, 'file')).knowledge.store('test');
    await assert.rejects(store.status(), (error) => error instanceof DocentError && error.message.includes(join(path, 'file', 'test.db')));
  });

  test('a file of a newer version is refused with a sentence and left alone', async () => {
    const dir = tempFolder();
    const file = join(dir, 'test.db');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    await assert.rejects(openKnowledge(dir).knowledge.store('test').status(), { code: 'index_newer', message: /update Docent/ });
    const after = new DatabaseSync(file);
    assert.equal(after.prepare('PRAGMA user_version').get()?.user_version, 99);
    after.close();
  });
});

suite('a thread that nobody asks', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  test('ends after a while, and starts again when it is asked', async () => {
    const workers: Worker[] = [];
    const workerData: WorkerData = { role: 'searcher', script: WORKER, root: null, journal: 'wal', file: join(tempFolder(), 'test.db'), vectors: join(tempFolder(), 'vectors') };
    const start = () => {
      const worker = new Worker(WORKER, { workerData });
      workers.push(worker);
      return worker;
    };
    const thread = createThread<OwnerContract, SearcherContract>(start, { requests: { listRemote: NO_REMOTE.list, statRemote: NO_REMOTE.stat, readRemote: NO_REMOTE.read }, events: { progress: () => {}, damaged: () => {} } }, memoryLog(), 1);
    for (const times of [1, 2]) {
      assert.equal((await thread.request('status', null)).files, 0);
      assert.equal(workers.length, times);
      await once(workers[times - 1] ?? assert.fail(), 'exit');
    }
    await thread.close();
  });
});
