import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { inUrl, isThisMachine, type Access } from './access.ts';
import { ApiError } from './errors.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** A name or an address, with or without a port, and nothing else. */
const HOST = /^(\[[\da-f:.]+\]|[^\s/?#@:\\[\]]+)(:\d+)?$/i;
/** What pages read of an answer besides its body: the SDK waits between two looks as it is told. */
const EXPOSED = 'openai-poll-after-ms, openai-processing-ms, openai-version, retry-after, retry-after-ms, x-request-id, x-should-retry';
const METHODS = 'GET, POST, PUT, PATCH, DELETE';
/** So long a browser need not ask again what a page may do, in seconds. */
const PREFLIGHT_AGE = '600';

/**
 * Refuses what a web page in the user's browser sends, unless its user has allowed it: pages reach this machine under names of their
 * own (DNS rebinding), and browsers say where a request comes from.
 */
export function callersAllowed(access: Access): MiddlewareHandler {
  const isCalled = namesOf(access);
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const [, name = ''] = HOST.exec(host) ?? [];
    if (!isCalled(name.toLowerCase())) {
      const names = ['127.0.0.1', 'localhost', ...access.names].join(', ');
      throw new ApiError(403, `This server answers only requests to these names: ${names}.`, { code: 'forbidden_host' });
    }
    if (access.origins.size > 0) c.header('vary', 'origin');
    const origin = c.req.header('origin');
    // Of what a page loads without asking (a picture, a script), browsers tell no origin: which page it is, nobody knows.
    if (origin === undefined && c.req.header('sec-fetch-site') === 'cross-site') throw forbiddenOrigin();
    if (origin === undefined || origin === `http://${host}`) return next();
    if (origin === 'null' || !(access.origins.has(origin) || access.origins.has('*'))) throw forbiddenOrigin();
    c.header('access-control-allow-origin', origin);
    if (c.req.method === 'OPTIONS') return preflight(c);
    c.header('access-control-expose-headers', EXPOSED);
    return next();
  };
}

function forbiddenOrigin(): ApiError {
  return new ApiError(403, 'This server does not answer web pages of this origin.', { code: 'forbidden_origin' });
}

/** Whether the server may be called by a name. An address can't be made to point elsewhere as a name can. */
function namesOf({ host, names }: Access): (name: string) => boolean {
  const isForOthers = !isThisMachine(host);
  return (name) => {
    if (LOOPBACK.has(name) || names.has(name) || name === inUrl(host).toLowerCase()) return true;
    return isForOthers && isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
  };
}

/** What a browser asks before it lets a page ask. It sends no token with it. */
function preflight(c: Context): Response {
  c.header('access-control-allow-methods', METHODS);
  c.header('access-control-allow-headers', c.req.header('access-control-request-headers') ?? '');
  c.header('access-control-max-age', PREFLIGHT_AGE);
  if (c.req.header('access-control-request-private-network') === 'true') c.header('access-control-allow-private-network', 'true');
  return c.body(null, 204);
}

/** Wants `Authorization: Bearer TOKEN`, or the token as `api-key`, as Azure's clients send it. */
export function tokenRequired(token: string): MiddlewareHandler {
  const isToken = sameAs(token);
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    const [, bearer] = /^bearer +(.*)$/i.exec(authorization ?? '') ?? [];
    const given = [authorization && (bearer ?? ''), c.req.header('api-key')].filter((key) => key !== undefined);
    if (given.length === 0) {
      throw new ApiError(401, "You didn't provide an API key: send the server's token in the header 'Authorization: Bearer TOKEN'.");
    }
    if (!given.some(isToken)) {
      throw new ApiError(401, 'Incorrect API key provided: it is not the token that this server was started with.', { code: 'invalid_api_key' });
    }
    await next();
  };
}

/** Compares with the token. How long that takes tells how long a text is, and nothing of what the token says. */
function sameAs(token: string): (given: string) => boolean {
  const wanted = Buffer.from(token);
  return (given) => {
    const bytes = Buffer.from(given);
    return timingSafeEqual(bytes.length === wanted.length ? wanted : bytes, bytes) && bytes.length === wanted.length;
  };
}
