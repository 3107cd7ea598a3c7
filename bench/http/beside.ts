import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Hono } from 'hono';
import { serveApi, type ApiServer } from '../../src/api/server.ts';
import type { Docent } from '../../src/core/docent.ts';
import { givenItem } from '../../src/core/types/newItem.ts';
import { heap } from './heap.ts';
import type { Load, Took } from './load.ts';

const BETA = { 'openai-beta': 'assistants=v2', 'content-type': 'application/json', authorization: 'Bearer bench' };
const CONNECTIONS = 16;
const READS = 4_000;
const PIECES = 2_000;
const STREAMS = 10;
/** Rounds of each measurement, one server after the other; the best of each counts, since others share the machine. */
const ROUNDS = 5;
const LISTINGS = 60;
const FLOODED = 10;
const FLOOD_PIECES = 60_000;

/** The API and, beside it, a bare Hono server that answers the same bytes. */
export async function beside(docent: Docent, api: ApiServer): Promise<Record<string, number>> {
  const post = async (path: string, body: unknown) => {
    const response = await fetch(api.url + path, { method: 'POST', headers: BETA, body: JSON.stringify(body) });
    return (await response.json()) as Record<string, unknown>;
  };
  const assistant = String((await post('/assistants', { model: 'm' }))['id']);
  const read = await post('/threads', { metadata: { user: '42' } });
  const run = (pieces: number) => JSON.stringify({ assistant_id: assistant, stream: true, thread: { messages: [{ role: 'user', content: `${pieces}` }] } });
  const frames = (await (await fetch(`${api.url}/threads/runs`, { method: 'POST', headers: BETA, body: run(PIECES) })).text()).split(/(?<=\n\n)/);
  const bare = await serveApi(bareServer(read, frames), 0);
  const result: Record<string, number> = {};
  try {
    const readAt = (url: string): Load => ({ url: `${url}/threads/${String(read['id'])}`, method: 'GET', headers: BETA, body: '', connections: CONNECTIONS, requests: READS });
    const [own, theirs] = await compared(readAt(api.url), readAt(bare.url));
    result.readsPerS = (READS * 1_000) / own.ms;
    result.bareReadsPerS = (READS * 1_000) / theirs.ms;
    result.readCpuUs = (own.cpuMs * 1_000) / READS;
    result.bareReadCpuUs = (theirs.cpuMs * 1_000) / READS;
    result.readsTimesBare = own.cpuMs / theirs.cpuMs;
    const streamAt = (url: string): Load => ({ url: `${url}/threads/runs`, method: 'POST', headers: BETA, body: run(PIECES), connections: 1, requests: STREAMS });
    const [events, bareEvents] = await compared(streamAt(api.url), streamAt(bare.url));
    result.streamedEventUs = (events.ms * 1_000) / events.events;
    result.bareStreamedEventUs = (bareEvents.ms * 1_000) / bareEvents.events;
    result.streamedEventTimesBare = events.cpuMs / bareEvents.cpuMs;
    for (const count of [10, 5_000]) result[`listTwentyOf${count}Ms`] = await listing(api, await longThread(docent, api, assistant, count));
    result.listTimesTen = (result['listTwentyOf5000Ms'] ?? 0) / (result['listTwentyOf10Ms'] ?? 1);
    // The first that have so much sent at once make the engine's heap grow, also where they read.
    const reading = await flooded(api, run(FLOOD_PIECES), docent, 'reads');
    result.readingClientsMegabytes = reading.grown;
    const stalled = await flooded(api, run(FLOOD_PIECES), docent, 'stalls');
    result.stalledClientsMegabytes = stalled.grown;
    result.heldForStalledClientsMegabytes = stalled.held;
    return result;
  } finally {
    await bare.close();
  }
}

function bareServer(read: unknown, frames: readonly string[]): Hono {
  const encoder = new TextEncoder();
  const app = new Hono();
  app.get('/v1/threads/:id', (c) => c.json(read as object));
  app.post('/v1/threads/runs', async (c) => {
    await c.req.json();
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (const [index, frame] of frames.entries()) {
          controller.enqueue(encoder.encode(frame));
          // As the model of the other server: not all in one go.
          if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
        controller.close();
      },
    });
    return c.body(body, 200, { 'content-type': 'text/event-stream' });
  });
  return app;
}

/** What a load took, and of it the processor's time on this thread, where the servers are: the clock also counts what others do on the machine. */
interface Cost extends Took {
  readonly cpuMs: number;
}

async function compared(own: Load, theirs: Load): Promise<readonly [Cost, Cost]> {
  const rounds: (readonly [Cost, Cost])[] = [];
  for (let round = 0; round <= ROUNDS; round++) rounds.push([await load(own), await load(theirs)]);
  // The first round warms up.
  const best = (all: readonly Cost[]) => all.reduce((one, other) => (other.cpuMs < one.cpuMs ? other : one));
  return [best(rounds.slice(1).map(([took]) => took)), best(rounds.slice(1).map(([, took]) => took))];
}

async function load(workerData: Load): Promise<Cost> {
  const before = process.threadCpuUsage();
  const [took] = (await once(new Worker(join(import.meta.dirname, 'load.ts'), { workerData }), 'message')) as [Took];
  const { user, system } = process.threadCpuUsage(before);
  return { ...took, cpuMs: (user + system) / 1_000 };
}

/** A thread of messages, the last of which a run has made. */
async function longThread(docent: Docent, { url }: ApiServer, assistant_id: string, count: number): Promise<string> {
  const thread = await docent.threads.create({ origin: 'api', workspace: '', title: '' });
  const item = (text: string) => givenItem({ role: 'user', content: [{ type: 'text', text, annotations: [] }], metadata: {} }, thread.id);
  await docent.items.add(thread.id, [...Array.from({ length: count }, () => item('A message of some length. '.repeat(10))), item('3')]);
  const body = JSON.stringify({ assistant_id, stream: true });
  await (await fetch(`${url}/threads/${thread.id}/runs`, { method: 'POST', headers: BETA, body })).text();
  return thread.id;
}

/** The median, in milliseconds. */
async function listing({ url }: ApiServer, threadId: string): Promise<number> {
  const all: number[] = [];
  for (let count = 0; count < LISTINGS; count++) {
    const began = performance.now();
    await (await fetch(`${url}/threads/${threadId}/messages`, { headers: BETA })).arrayBuffer();
    all.push(performance.now() - began);
  }
  return all.toSorted((a, b) => a - b)[LISTINGS / 2] ?? Number.NaN;
}

/** What clients with long streams cost until the runs have ended: by how much the process has grown, and what of it is held for them. In megabytes. */
async function flooded({ url }: ApiServer, body: string, docent: Docent, how: 'reads' | 'stalls'): Promise<{ readonly grown: number; readonly held: number }> {
  const { hostname, port } = new URL(url);
  let left = FLOODED;
  const done = Promise.withResolvers<void>();
  const unsubscribe = docent.runs.subscribe((_, event) => {
    if (event.type === 'run' && event.run.status === 'completed' && --left === 0) done.resolve();
  });
  const heapBefore = heap();
  const before = process.memoryUsage().rss;
  const head = Object.entries(BETA).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const sockets = Array.from({ length: FLOODED }, () => {
    const socket = connect(Number(port), hostname);
    if (how === 'reads') socket.resume();
    else socket.pause();
    socket.write(`POST /v1/threads/runs HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return socket;
  });
  await done.promise;
  unsubscribe();
  const grown = process.memoryUsage().rss - before;
  const held = heap() - heapBefore;
  for (const socket of sockets) socket.destroy();
  return { grown: grown / 1e6, held };
}
