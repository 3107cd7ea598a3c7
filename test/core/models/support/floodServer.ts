// A server of Chat Completions in a process of its own, so that what it sends takes no memory of the one that is measured. It floods
// by the name of the model that is asked, and tells its origin to whoever started it.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { listen } from '../../../fixtures/modelServer/listen.ts';

const MB = 1_000_000;
const A = 'a'.repeat(MB);
const chunk = (delta: object) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`;

function* endless(piece: (index: number) => string): Generator<string> {
  for (let index = 0; ; index++) yield piece(index);
}

function* after(start: string, rest: Iterable<string>): Generator<string> {
  yield start;
  yield* rest;
}

const call = (index: number, args: string) => chunk({ tool_calls: [{ index, id: `c${index}`, type: 'function', function: { name: 'file_search', arguments: args } }] });

/** What comes, by the name of the model. */
const FLOODS: Readonly<Record<string, () => Iterable<string>>> = {
  'one-delta': () => after('data: {"choices":[{"delta":{"content":"', endless(() => A)),
  'one-document': () => after('[', endless(() => '[1,\n2],\n'.repeat(10_000))),
  'deltas': () => endless(() => chunk({ content: 'word '.repeat(800) })),
  'small-deltas': () => endless(() => chunk({ content: 'word ' }).repeat(200)),
  'thoughts': () => endless(() => chunk({ reasoning_content: 'word '.repeat(800) })),
  'thoughts-in-tags': () => after(chunk({ content: '<think>' }), endless(() => chunk({ content: 'word '.repeat(800) }))),
  'arguments': () => endless(() => call(0, 'word '.repeat(800))),
  'calls': () => endless((index) => call(index, '{}')),
  'written-call': () => after(chunk({ content: '<tool_call>{"name":"file_search","arguments":{"query":"' }), endless(() => chunk({ content: 'word '.repeat(800) }))),
  'fields': () => endless(() => chunk({ custom: 'word '.repeat(800) })),
  'comments': () => endless(() => ': still here\n\n'.repeat(10_000)),
  'deep': () => [`data: {"choices":${'['.repeat(15 * MB)}`, '\n\n'],
  'wide': () => [`data: {"choices":[${'[],'.repeat(5 * MB)}[]]}\n\n`, 'data: [DONE]\n\n'],
};

async function send(response: ServerResponse, pieces: Iterable<string>): Promise<void> {
  // Compressed, as bombs come: the network carries a thousandth of it.
  await pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), createGzip({ level: 1 }), response).catch(() => undefined); // Nobody reads on.
}

const server = await listen((request, response) => {
  let body = '';
  request.on('data', (bytes: Buffer) => (body += bytes.toString()));
  request.on('end', () => {
    const asked = body ? String((JSON.parse(body) as { model?: unknown }).model) : '';
    const isError = asked === 'error' || request.method === 'GET';
    response.writeHead(isError && asked ? 500 : 200, { 'content-type': isError ? 'application/json' : 'text/event-stream', 'content-encoding': 'gzip' });
    void send(response, isError ? after('{"error":{"message":"', endless(() => A)) : (FLOODS[asked]?.() ?? [chunk({ content: 'Still here.' }), 'data: [DONE]\n\n']));
  });
}, 0);
process.send?.(server.origin);
process.on('disconnect', () => process.exit());
