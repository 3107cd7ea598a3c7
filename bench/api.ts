import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAccess } from '../src/api/access.ts';
import { createApi } from '../src/api/app.ts';
import { serveApi } from '../src/api/server.ts';
import { createDocent } from '../src/core/docent.ts';
import type { Model } from '../src/core/models/model.ts';
import { docentOptions, noUpstream } from '../test/support/docentOptions.ts';
import { beside } from './http/beside.ts';
import { heap } from './http/heap.ts';

export const about = 'The HTTP API over a model that answers at once, beside a bare Hono server: requests, streams, lists, runs, memory.';

const CLIENTS = 10;
const STREAMS = 100;
const RUNS = 10_000;
/** Runs after which all caches are filled: memory is compared from there on. */
const WARM = 2_000;
const BETA = { 'openai-beta': 'assistants=v2', 'content-type': 'application/json', authorization: 'Bearer bench' };

/** How fast the HTTP API is with a model that costs nothing. The folder plays no part. */
export async function run(_options: { readonly folder: string }): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'docent-bench-'));
  const log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error };
  const model = counting();
  const docent = createDocent(docentOptions(dir, { log, codeAllowed: () => false }, { model: () => model }));
  const api = createApi({ docent, log, version: '0', access: localAccess('bench'), models: async () => [], upstream: noUpstream, modelId: (name) => name, mcp: null, onRequest: () => {} });
  const server = await serveApi(api, 0);
  const post = (path: string, body: unknown) => fetch(server.url + path, { method: 'POST', headers: BETA, body: JSON.stringify(body) });
  const create = async (path: string, body: unknown) => String(((await (await post(path, body)).json()) as Record<string, unknown>)['id']);
  const thread = (pieces: number) => ({ messages: [{ role: 'user', content: `${pieces}` }] });
  try {
    const assistant_id = await create('/assistants', { model: 'm' });
    const result = await beside(docent, server);

    const firsts: number[] = [];
    for (let count = 0; count < 50; count++) firsts.push((await stream(1)).firstMs);
    result.firstEventP50Ms = percentile(firsts, 0.5);
    result.firstEventP95Ms = percentile(firsts, 0.95);

    let began = performance.now();
    const many = await Promise.all(Array.from({ length: STREAMS }, () => stream(50)));
    result.hundredStreamsMs = performance.now() - began;
    result.hundredStreamsEventsPerS = (many.reduce((sum, { events }) => sum + events, 0) * 1_000) / result.hundredStreamsMs;

    began = performance.now();
    let warm = 0;
    await inParallel(CLIENTS, RUNS, async (index) => {
      await stream(3);
      if (index === WARM) warm = heap();
    });
    result.runsPerS = (RUNS * 1_000) / (performance.now() - began);
    result.heapAfterWarmUpMegabytes = warm;
    result.heapAfterAllRunsMegabytes = heap();
    return result;

    async function stream(pieces: number) {
      const start = performance.now();
      const response = await post('/threads/runs', { assistant_id, thread: thread(pieces), stream: true });
      let firstMs = 0;
      let events = 0;
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        text = decoder.decode(chunk, { stream: true });
        firstMs ||= performance.now() - start;
        events += text.split('event: ').length - 1;
      }
      if (!text.endsWith('[DONE]\n\n')) throw new Error(`A stream without its end: ${text}`);
      return { firstMs, events, ms: performance.now() - start };
    }
  } finally {
    await server.close();
    await docent.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Answers with as many pieces as it is told. */
function counting(): Model {
  return {
    id: 'counting',
    label: 'Counting',
    isLanguageModel: true,
    destination: { kind: 'local' },
    price: null,
    contextTokens: async () => null,
    async *respond({ items }) {
      const question = items.findLast((item) => item.type === 'message' && item.role === 'user');
      const part = question?.type === 'message' ? question.content[0] : undefined;
      const pieces = part?.type === 'text' ? Number(part.text) : 0;
      for (let count = 0; count < pieces; count++) {
        yield { type: 'text', delta: 'word ' };
        // As it comes from a network: not all in one go.
        if (count % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      yield { type: 'usage', usage: { inputTokens: 1, cachedTokens: 0, outputTokens: pieces, reasoningTokens: 0, estimated: false } };
      yield { type: 'end', reason: 'stop' };
    },
  };
}

async function inParallel(workers: number, count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < count) await work(next++);
    }),
  );
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
