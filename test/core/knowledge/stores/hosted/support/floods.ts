import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { failing, limitOf } from '../../../../../fixtures/openai/disturbances.ts';
import { startOpenAI, type OpenAIServer } from '../../../../../fixtures/openai/openai.ts';
import { docentAt, heldBy, indexHosted, makeRoom } from './room.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** So many files, under everything that goes wrong, with three kills, end exact. @param perSecond the requests that the server takes */
export function hostedFlood(count: number, perSecond: number): void {
  suite(`${count} files, a limit of requests, failures of the server and of single files, and three kills`, function () {
    this.timeout(20 * 60_000);
    let server: OpenAIServer;
    const room = makeRoom();
    suiteSetup(async () => void (server = await startOpenAI()));
    suiteTeardown(async () => {
      await server.close();
      room.remove();
    });

    test('end exact: each file once, nothing besides, and the ledger says the same', async () => {
      const text = (index: number) => `export const value${index} = ${index};\n// ${'what it is for '.repeat(index % 40)}\n`;
      const name = (index: number) => `src/part${index % 17}/file${index}.${['ts', 'rs', 'md', 'sql'][index % 4]}`;
      room.write(Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), text(index)])));
      const broken = Array.from({ length: count }, (_, index) => index).filter((index) => index % 29 === 7);
      for (const index of broken) server.vectorStores.fail(new RegExp(`-file${index}\\.`), { code: 'invalid_file', message: 'The file could not be parsed.' });
      server.vectorStores.slow(5);
      server.disturb(limitOf(/^POST \/v1\/files$/, perSecond), failing(/^POST/, 23), failing(/^(GET|DELETE)/, 31));
      for (const share of [0.3, 0.6, 0.9]) await killedAt(Math.floor(count * share));
      server.disturb();
      const { code, report } = await run();
      assert.equal(code, 0);
      assert.deepEqual(report.leftOut.map(({ path }: { path: string }) => path).sort(), broken.map(name).sort());
      await exact(count - broken.length);
    });

    test('change as the files do: what was changed, moved and deleted is so there, under failures', async () => {
      const base = Object.keys(heldBy(server, storeId()));
      const [changed = '', moved = '', gone = ''] = base.filter((path) => path.endsWith('.ts'));
      const before = heldBy(server, storeId())[moved];
      const calls = server.calls.length;
      room.write({ [changed]: 'export const changed = true;\n', 'elsewhere/moved.ts': before ?? '' });
      for (const path of [moved, gone]) rmSync(join(room.folder, path));
      server.disturb(failing(/^(POST|DELETE)/, 2));
      assert.equal((await run()).code, 0);
      server.disturb();
      const held = heldBy(server, storeId());
      assert.equal(held[changed], 'export const changed = true;');
      assert.equal(held['elsewhere/moved.ts'], before);
      assert.deepEqual([held[moved], held[gone]], [undefined, undefined]);
      await exact(base.length - 1);
      const uploads = server.calls.slice(calls).filter((call) => call === 'POST /v1/files').length;
      assert.ok(uploads <= 4, `one file was changed, and ${uploads} uploads were tried`);
    });

    test('are known again from what the service says, where the ledger is lost: nothing goes there a second time', async () => {
      for (const file of ['docent.db', 'docent.db-wal', 'docent.db-shm', 'backup']) rmSync(join(room.data, file), { recursive: true, force: true });
      const calls = server.calls.length;
      const base = Object.keys(heldBy(server, storeId())).length;
      const { code, report } = await run();
      assert.equal(code, 0);
      assert.equal(report.unchanged, base);
      assert.equal(server.vectorStores.all.length, 1);
      const sent = server.calls.slice(calls).filter((call) => call === 'POST /v1/files');
      // What the service could not read is tried once more.
      assert.equal(sent.length, Math.ceil((count - 7) / 29));
      await exact(base);
    });

    const storeId = () => {
      assert.equal(server.vectorStores.all.length, 1, 'one store was made');
      return server.vectorStores.all[0]?.id ?? '';
    };

    async function exact(files: number): Promise<void> {
      const held = heldBy(server, storeId());
      assert.equal(Object.keys(held).length, files);
      assert.ok([...(server.vectorStores.find(storeId())?.files.values() ?? [])].every(({ about }) => about.status === 'completed'));
      assert.equal(server.files.all.length, files, 'no upload is left that is in no store');
      const docent = docentAt(room.data, room.folder, server.url);
      try {
        const rows = await docent.hosted.files(storeId());
        const ready = rows.filter(({ state }) => state === 'ready');
        assert.deepEqual(ready.map(({ fileId }) => fileId).sort(), server.files.all.map(({ about }) => about.id).sort());
        assert.ok(rows.every(({ state }) => state === 'ready' || state === 'failed'), JSON.stringify(rows.filter(({ state }) => state !== 'ready' && state !== 'failed').slice(0, 3)));
        // All of it is as the files here are.
        const { report } = await indexHosted(docent, room.folder);
        assert.deepEqual([report.uploaded, report.moved, report.removed, report.unchanged], [0, 0, 0, files]);
      } finally {
        await docent.close();
      }
    }

    async function killedAt(uploads: number): Promise<void> {
      const child = start();
      const ended = once(child, 'exit');
      while (server.files.all.length < uploads && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
      assert.equal(child.exitCode, null, 'it was not done yet');
      child.kill('SIGKILL');
      await ended;
    }

    function start() {
      return spawn(process.execPath, [...process.execArgv, CHILD, room.data, room.folder, server.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    }

    async function run(): Promise<{ readonly code: number; readonly report: { readonly unchanged: number; readonly leftOut: readonly { readonly path: string }[] } }> {
      const child = start();
      let said = '';
      child.stdout.on('data', (data: Buffer) => (said += data.toString()));
      const [code] = (await once(child, 'close')) as [number];
      return { code, report: JSON.parse(said || '{}') };
    }
  });
}
