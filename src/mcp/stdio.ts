import { Transform, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CLIENT } from '../core/limits/limits.ts';
import type { Log } from '../core/types/log.ts';
import type { McpParts } from './parts.ts';
import { connectClient } from './server.ts';

/** What was asked before the input ended is answered, if it takes no longer: clients wait about so long. In milliseconds. */
const LAST_ANSWERS_MS = 1_500;

const NEWLINE = 10;

/**
 * Answers the client that has started this process, by its standard input and output, until that ends or `stopped` resolves. All else that
 * is written to the standard output, such as a library's warning, goes to the log's place instead.
 */
export async function serveStdio(parts: McpParts, stopped: Promise<unknown>): Promise<void> {
  const input = process.stdin.pipe(boundedLines(parts.log));
  const ended = new Promise<'input'>((resolve) => input.once('end', () => resolve('input')));
  const connection = await connectClient(parts, new StdioServerTransport(input, ownOutput()));
  const how = await Promise.race([stopped, ended]);
  if (how === 'input') await Promise.race([connection.idle(), new Promise((resolve) => setTimeout(resolve, LAST_ANSWERS_MS))]);
  await connection.close();
}

/** Writes to the standard output, which is then nobody else's. */
function ownOutput(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({ write: (chunk: Uint8Array, _, done) => void write(chunk, done) });
}

/** Drops lines that are longer than any message: else what never ends would fill the memory, and end the connection. */
function boundedLines(log: Pick<Log, 'warn'>): Transform {
  let length = 0;
  let held: Buffer[] = [];
  return new Transform({
    transform(chunk: Buffer, _, done) {
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
        take(chunk.subarray(from, end + 1));
        if (length <= CLIENT.message.max) for (const piece of held) this.push(piece);
        else log.warn('MCP: a message was left out that was longer than any may be.');
        held = [];
        length = 0;
        from = end + 1;
      }
      take(chunk.subarray(from));
      done();
    },
  });

  function take(piece: Buffer): void {
    length += piece.length;
    if (length <= CLIENT.message.max) held.push(piece);
    else held = [];
  }
}
