import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { DocentError, hasCode } from '../core/types/errors.ts';
import { inUrl, THIS_MACHINE } from './access.ts';

/**
 * So long a connection stays open between two requests: longer than clients keep one. Where the server ends it first, a request that
 * is just being sent fails. In milliseconds.
 */
const KEEP_ALIVE_MS = 75_000;

/** How the system says that an address is none of this machine's. */
const NOT_HERE: readonly string[] = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT'];

/** What stands for all addresses, and the one by which this machine itself is reached then. */
const ALL: ReadonlyMap<string, string> = new Map([['0.0.0.0', THIS_MACHINE], ['::', '::1']]);

/** What answers requests, with Node's own request and answer at hand. */
export interface Served {
  fetch(request: Request, env: HttpBindings): Response | Promise<Response>;
}

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
 * Serves an API, on this machine alone unless it is told to listen elsewhere.
 * @param port 0: any free one
 * @param host an address or a name of this machine
 * @throws DocentError `port_in_use`, `port_forbidden`, `api_access`
 */
export async function serveApi(app: Served, port: number, host: string = THIS_MACHINE): Promise<ApiServer> {
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env as HttpBindings), serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS } });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, port, host);
  }
  return {
    url: `http://${inUrl(ALL.get(host) ?? host)}:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function listenError(error: unknown, port: number, host: string): unknown {
  if (hasCode(error, 'EADDRINUSE')) return new DocentError('port_in_use', `Port ${port} is taken by another program; choose another one.`, null, error);
  if (NOT_HERE.some((code) => hasCode(error, code))) return new DocentError('api_access', `This machine has no address “${host}”; 0.0.0.0 are all it has.`, null, error);
  // Windows sets whole ranges aside, for itself and for virtual machines.
  if (!hasCode(error, 'EACCES')) return error;
  return new DocentError('port_forbidden', `Port ${port} needs rights that this user lacks, or the system reserves it; choose another one.`, null, error);
}
