import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChatCompletionChunk, ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import { isTextKind, textOf } from './texts.ts';

/** What a fast model on a user's own machine writes. */
const TOKENS_PER_S = 200;
const TOKEN_LENGTH = 4;

/** A server whose model answers `list 8000` with a list of so many characters, token by token; `list 8000 at once` without any pause. */
export interface StreamServer {
  /** The base URL. */
  readonly url: string;
  /** How long the last answer took to be sent, in milliseconds; null before it is whole. */
  readonly sentMs: number | null;
  close(): void;
}

export async function startStreamServer(): Promise<StreamServer> {
  let sentMs: number | null = null;
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith('/models')) {
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'stream', object: 'model', created: 0, owned_by: 'bench' }] }));
      return;
    }
    if (!request.url?.endsWith('/chat/completions')) {
      response.writeHead(404).end();
      return;
    }
    let json = '';
    for await (const bytes of request) json += String(bytes);
    const body = JSON.parse(json) as ChatCompletionCreateParams;
    const question = JSON.stringify(body.messages.findLast(({ role }) => role === 'user'));
    const [, kind = '', length = '0', burst = '0'] = /(\w+) (\d+)(?: from (\d+))?/.exec(question) ?? [];
    const text = isTextKind(kind) ? textOf(kind, Number(length)) : '';
    const send = (content: string, finish_reason: ChatCompletionChunk.Choice['finish_reason']) => {
      const chunk: ChatCompletionChunk = { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'stream', choices: [{ index: 0, delta: { content }, finish_reason }] };
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    sentMs = null;
    const began = performance.now();
    let at = Number(burst);
    if (at > 0) send(text.slice(0, at), null);
    while (at < text.length && !response.destroyed) {
      const due = Number(burst) + Math.floor(((performance.now() - began) / 1_000) * TOKENS_PER_S) * TOKEN_LENGTH;
      for (; at < due && at < text.length; at += TOKEN_LENGTH) send(text.slice(at, at + TOKEN_LENGTH), null);
      await delay(1_000 / TOKENS_PER_S);
    }
    send('', 'stop');
    response.end('data: [DONE]\n\n');
    sentMs = performance.now() - began;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get sentMs() {
      return sentMs;
    },
    close: () => void server.close().closeAllConnections(),
  };
}
