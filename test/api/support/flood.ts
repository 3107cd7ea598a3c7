import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { TOKEN } from './api.ts';
import { malformedRequests, type Ids, type Malformed } from './malformed.ts';
import { startProcess, type ServerProcess } from './process.ts';
import { tempDir } from '../../support/temp.ts';

export interface Flood {
  /** As many are refused; some of those that are sent are right all the same. */
  readonly refused: number;
  /** After so many all caches are filled: memory is compared from there on. */
  readonly warm: number;
  /** What the server may have grown by from there on, in megabytes. */
  readonly growth: number;
}

/** Has the server tell what it holds after a collection, in bytes: what a process has taken from the system says little, since it seldom gives it back. */
const HELD = "process.on('message',()=>{gc();const{heapUsed,external}=process.memoryUsage();process.send(heapUsed+external)})";
const CLIENTS = 16;
/** Milliseconds: no request of these asks for work. */
const HANGS = 30_000;
/** Of the longest one, on a busy machine, in milliseconds. */
const LIMIT = 30 * 60_000;
const HEAD = `POST /v1/assistants HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\n`;
const NO_HTTP = ['\u0000\u0001\u0002', 'GET\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', `${HEAD}Content-Length: 1000\r\n\r\n{"mod`, `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, `${HEAD}Content-Length: -5\r\n\r\n`, `${HEAD}X: ${'x'.repeat(100_000)}\r\n\r\n`];

/** Malformed requests to a server in a process of its own. */
export function floodSuite(title: string, { refused: enough, warm: warmAt, growth }: Flood): void {
  suite(title, () => {
    let server: ServerProcess;
    let dir: Awaited<ReturnType<typeof tempDir>>;
    let ids: Ids;
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

    suiteSetup(async () => {
      dir = await tempDir();
      server = await startProcess(['--data', dir.path, '--token', TOKEN], { NODE_OPTIONS: `--expose-gc --import=data:text/javascript,${encodeURIComponent(HELD)}` });
      const { beta, files, vectorStores, responses, conversations, containers } = server.client;
      const file = (await files.create({ file: new File(['x'], 'x.txt'), purpose: 'assistants' })).id;
      const store = (await vectorStores.create({ name: 'v' })).id;
      const batch = (await vectorStores.fileBatches.createAndPoll(store, { file_ids: [file] })).id;
      const assistant = (await beta.assistants.create({ model: 'm' })).id;
      const thread = (await beta.threads.create()).id;
      const message = (await beta.threads.messages.create(thread, { role: 'user', content: 'hello' })).id;
      const run = (await beta.threads.runs.createAndPoll(thread, { assistant_id: assistant })).id;
      const response = (await responses.create({ model: 'm', input: 'hello' })).id;
      const conversation = (await conversations.create()).id;
      const [first] = (await conversations.items.create(conversation, { items: [{ role: 'user', content: 'hello' }] })).data;
      const item = first?.id ?? '';
      const container = (await containers.create({ name: 'c' })).id;
      const placed = (await containers.files.create(container, { file_id: file })).id;
      ids = { assistant, thread, run, message, file, store, batch, response, conversation, item, container, placed };
    });
    suiteTeardown(async () => {
      agent.destroy();
      await server.end('SIGKILL');
      await dir.remove();
    });

    function send({ method, path, headers, body }: Malformed): Promise<number> {
      const { port } = new URL(server.client.baseURL);
      return new Promise((resolve, reject) => {
        // Node.js would send the body of a GET without its length, which is another request then.
        const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
        const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent, timeout: HANGS }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
        });
        sent.on('timeout', () => sent.destroy(new Error('No answer'))).on('error', reject).end(body ?? undefined);
      });
    }

    function sendRaw(data: string): Promise<void> {
      const { port } = new URL(server.client.baseURL);
      return new Promise((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(data, () => socket.destroy()));
        socket.on('close', () => resolve()).on('error', () => {});
      });
    }

    test('No failure of our own, none without an answer, and memory stays as it is', async () => {
      const next = malformedRequests(20_261_129, ids, TOKEN);
      const seen = new Map<number, number>();
      let count = 0;
      let refused = 0;
      let warm = 0;
      await Promise.all(
        Array.from({ length: CLIENTS }, async () => {
          while (refused < enough) {
            const number = count++;
            if (number === warmAt) warm = await megabytes(server);
            if (number % 200 === 0) await sendRaw(NO_HTTP[(number / 200) % NO_HTTP.length] ?? '');
            const malformed = next();
            const shown = `${malformed.method} ${malformed.path} ${malformed.body?.slice(0, 1_000)}`;
            const status = await send(malformed).catch((error: unknown) => assert.fail(`${shown}: ${String(error)}`));
            assert.ok(status < 500, `${shown}: ${status}`);
            if (status >= 400) refused++;
            seen.set(status, (seen.get(status) ?? 0) + 1);
          }
        }),
      );
      const after = await megabytes(server);
      console.log(`      ${JSON.stringify(Object.fromEntries([...seen].toSorted(([a], [b]) => a - b)))}, ${warm} MB after ${warmAt}, ${after} MB at the end`);
      for (const status of [200, 400, 401, 403, 404]) assert.ok((seen.get(status) ?? 0) > enough / 1_000, `Answers of all kinds were seen: ${status}`);
      assert.ok(after < warm + growth, `${warm} MB have become ${after} MB`);
      assert.equal((await server.client.models.list()).data.length, 1);
    }).timeout(LIMIT);
  });
}

/** What the process holds. */
async function megabytes({ child }: ServerProcess): Promise<number> {
  child.send('held');
  const [bytes] = (await once(child, 'message')) as [number];
  return Math.round(bytes / 1e5) / 10;
}
