import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { DocentError, hasCode } from '../core/types/errors.ts';

/**
 * So long a connection stays open between two requests: longer than clients keep one. Where the server ends it first, a request that
 * is just being sent fails. In milliseconds.
 */
const KEEP_ALIVE_MS = 75_000;

/** An API that is being served. */
export interface ApiServer {
  /** The base URL for clients, e.g. `http://127.0.0.1:8321/v1`. */
  readonly url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** A token that nobody guesses. */
export function newToken(): string {
  return `docent-${randomBytes(24).toString('base64url')}`;
}

/**
 * Serves an API on this machine alone.
 * @param port 0: any free one
 * @throws DocentError `port_in_use`, `port_forbidden`
 */
export async function serveApi(app: Hono, port: number): Promise<ApiServer> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS } });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw portError(error, port);
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function portError(error: unknown, port: number): unknown {
  if (hasCode(error, 'EADDRINUSE')) return new DocentError('port_in_use', `Port ${port} is taken by another program; choose another one.`, null, error);
  // Windows sets whole ranges aside, for itself and for virtual machines.
  if (!hasCode(error, 'EACCES')) return error;
  return new DocentError('port_forbidden', `Port ${port} needs rights that this user lacks, or the system reserves it; choose another one.`, null, error);
}
