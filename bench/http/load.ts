// A worker: asks a server as many times as it is told, over connections of its own, so that asking costs the server's thread nothing.
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

export interface Load {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connections: number;
  readonly requests: number;
}

/** What it took. */
export interface Took {
  readonly ms: number;
  /** Of the events of streams. */
  readonly events: number;
}

const { url, method, headers, body, connections, requests } = workerData as Load;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

function ask(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (response) => {
      let events = 0;
      response.on('data', (bytes: Buffer) => {
        for (let at = bytes.indexOf('event: '); at >= 0; at = bytes.indexOf('event: ', at + 1)) events++;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(events) : reject(new Error(`${url}: ${response.statusCode}`))));
      response.on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

const began = performance.now();
let next = 0;
let events = 0;
await Promise.all(
  Array.from({ length: connections }, async () => {
    while (next++ < requests) events += await ask();
  }),
);
agent.destroy();
parentPort?.postMessage({ ms: performance.now() - began, events } satisfies Took);
