import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import { DocentError } from '../core/types/errors.ts';
import { ApiError, invalidUrl } from './errors.ts';
import type { ApiParts } from './parts.ts';
import { isAzurePath } from './request/paths.ts';

/** Recordings and images are sent whole; OpenAI takes 25 MB of the one and 50 MB of the other. */
const MAX_BODY = 64 * 1024 * 1024;
/** A client that has gone away reads no status; the log does. */
const CLIENT_GONE = 499;
/** What is served here never goes elsewhere, whatever is wrong with the request. */
const OWN: ReadonlySet<string> = new Set(['assistants', 'threads', 'files', 'vector_stores', 'responses', 'conversations', 'containers']);

/** What is between two neighbours alone, by HTTP's rules. */
const HOP = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
/** What a client says to this server alone: its token, its page, its account at OpenAI, which the SDK takes from the environment. */
const FOR_US = [
  'authorization',
  'api-key',
  'cookie',
  'host',
  'origin',
  'referer',
  'content-length',
  'expect',
  'accept-encoding',
  'openai-organization',
  'openai-project',
];
/** What was undone on the way, and what a server says of its own address. */
const FOR_DOCENT = ['content-encoding', 'set-cookie', 'alt-svc', 'strict-transport-security', 'vary'];

/** Sends a request on to the server of the models, and gives what that answers. @param path if it is another than the request's own */
export type PassOn = (c: Context, path?: string) => Promise<Response>;

/** @param token never goes on to another server */
export function createPassOn({ upstream }: Pick<ApiParts, 'upstream'>, token: string | null): PassOn {
  return async (c, path = c.req.path.slice('/v1'.length)) => {
    const [, first = ''] = decoded(path).split('/');
    if (OWN.has(first) || first === '') throw invalidUrl(c);
    const forward = await upstream();
    const { method, url, raw } = c.req;
    const body = method === 'GET' || method === 'HEAD' ? null : await c.req.arrayBuffer();
    const sent = { method, path, query: queryOf(url), headers: forServer(raw.headers, token), body, signal: raw.signal };
    return forward(sent).catch(failed);
  };
}

export const limitPassed = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new ApiError(413, `The request is larger than the ${MAX_BODY / 1024 / 1024} MB that are passed on.`);
  },
});

function failed(error: unknown): never {
  if (!(error instanceof DocentError)) throw error;
  const status = error.code === 'client_gone' ? CLIENT_GONE : 502;
  throw new ApiError(status as ContentfulStatusCode, error.message, { code: error.code });
}

/** A server's answer as it is sent back, piece by piece as it comes. */
export function passedBack(c: Context, response: Response): Response {
  const headers = without(response.headers, [...HOP, ...FOR_DOCENT]);
  if (response.headers.has('content-encoding')) headers.delete('content-length');
  for (const name of [...headers.keys()]) if (name.startsWith('access-control-')) headers.delete(name);
  return c.newResponse(response.body, response.status as StatusCode, Object.fromEntries(headers));
}

/** As they came, so that the server knows what its client can do; without a compression, which would only be undone here. */
function forServer(given: Headers, token: string | null): Headers {
  const headers = without(given, [...HOP, ...FOR_US]);
  for (const [name, value] of [...headers]) if (name.startsWith('sec-') || (token !== null && value.includes(token))) headers.delete(name);
  headers.set('accept-encoding', 'identity');
  return headers;
}

/** `connection` names further ones that are between two neighbours. */
function without(given: Headers, names: readonly string[]): Headers {
  const headers = new Headers(given);
  const named = (given.get('connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...names, ...named].filter((each) => /^[\w-]+$/.test(each))) headers.delete(name);
  return headers;
}

/** As it was sent; but for the version of Azure's API, which means nothing to another server. */
function queryOf(url: string): string {
  const at = url.indexOf('?');
  const query = at < 0 ? '' : url.slice(at).replace(/#.*$/s, '');
  return isAzurePath(url) ? query.replace(/([?&])api-version=[^&]*(&|$)/, '$1').replace(/[?&]$/, '') : query;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
