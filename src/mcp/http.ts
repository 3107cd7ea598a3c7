import { randomUUID } from 'node:crypto';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { CLIENT } from '../core/limits/limits.ts';
import type { McpParts } from './parts.ts';
import { connectClient, type McpConnection } from './server.ts';

/** Answers clients over streamable HTTP. */
export interface McpHttp {
  handle(request: Request): Promise<Response>;
  /** Ends all sessions. */
  close(): Promise<void>;
}

/** A session of a client over HTTP. */
interface HttpSession {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly connection: McpConnection;
  /** Milliseconds since 1970. */
  usedAt: number;
}

/** A client that was silent for so long begins anew, as its Python would have to. In milliseconds. */
const SILENCE_MS = 60 * 60 * 1000;
/** Milliseconds between two looks for those. */
const SWEEP_MS = 60 * 1000;
const SESSION = 'mcp-session-id';

export function createMcpHttp(parts: McpParts): McpHttp {
  const sessions = new Map<string, HttpSession>();

  async function end(id: string): Promise<void> {
    const session = sessions.get(id);
    sessions.delete(id);
    await session?.connection.close();
  }

  function endLater(id: string): void {
    end(id).catch((error: unknown) => parts.log.warn(`MCP: a session could not be ended: ${String(error)}`));
  }

  const sweeping = setInterval(() => {
    for (const [id, { usedAt }] of sessions) if (usedAt < Date.now() - SILENCE_MS) endLater(id);
  }, SWEEP_MS).unref();

  /** Makes room for one more, where there are too many. */
  function makeRoom(): void {
    const [silent] = [...sessions].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    if (silent && sessions.size > CLIENT.sessions.max) endLater(silent[0]);
  }

  async function begin(request: Request): Promise<Response> {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: CLIENT.message.max,
      onsessioninitialized(id) {
        sessions.set(id, { transport, connection, usedAt: Date.now() });
        makeRoom();
      },
      onsessionclosed: endLater,
    });
    const connection = await connectClient(parts, transport);
    const response = await transport.handleRequest(request);
    // It was no beginning of a session.
    if (transport.sessionId === undefined) await connection.close();
    return response;
  }

  return {
    async handle(request) {
      const id = request.headers.get(SESSION);
      if (id === null) return begin(request);
      const session = sessions.get(id);
      // By this clients know that they have to begin anew.
      if (!session) return Response.json({ jsonrpc: '2.0', error: { code: -32_001, message: 'Session not found' }, id: null }, { status: 404 });
      session.usedAt = Date.now();
      return session.transport.handleRequest(request);
    },
    async close() {
      clearInterval(sweeping);
      await Promise.all([...sessions.keys()].map(end));
    },
  };
}
