import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { DataUnavailable } from '../core/types/dataState.ts';
import { DocentError } from '../core/types/errors.ts';
import { sentPath } from './request/paths.ts';

interface Details {
  /** The field that is wrong, e.g. `tools[0].type`. */
  readonly param?: string;
  /** Stable, for programs. */
  readonly code?: string;
}

/** What a client is told instead of an answer. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  readonly param: string | null;
  readonly code: string | null;

  constructor(status: ContentfulStatusCode, message: string, { param, code }: Details = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.param = param ?? null;
    this.code = code ?? null;
  }

  /** As it is sent. Clients read all four keys. */
  get body() {
    const type = this.status >= 500 ? 'server_error' : 'invalid_request_error';
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}

export function badRequest(message: string, details?: Details): ApiError {
  return new ApiError(400, message, details);
}

/** @param kind as the API words it: `thread`, `assistant`, `vector store`, … */
function notFound(kind: string, id: string): ApiError {
  return new ApiError(404, `No ${kind} found with id '${id}'.`);
}

/** As OpenAI says it; whoever forgot where all paths begin is reminded. */
export function invalidUrl(c: Context): ApiError {
  const path = sentPath(c.req.url);
  const reminder = c.req.path.startsWith('/v1') ? '' : `. All paths begin with /v1: do you mean /v1${path === '/' ? '' : path}?`;
  return new ApiError(404, `Invalid URL (${c.req.method} ${path})${reminder}`);
}

/** What a resource's own lookup found; a 404 where that is nothing. */
export function found<T>(value: T | null | undefined, kind: string, id: string): T {
  if (value === null || value === undefined) throw notFound(kind, id);
  return value;
}

/** Sentences of OpenAI's own, which it sends without a code. */
const WORDED = new Set(['run_not_waiting', 'outputs_incomplete']);

/** Any thrown value as what the client is told; null where nobody expected it. */
export function apiError(thrown: unknown): ApiError | null {
  if (thrown instanceof ApiError) return thrown;
  if (!(thrown instanceof DocentError)) return null;
  // It may be put right a moment later; clients try again by themselves.
  if (thrown instanceof DataUnavailable) return new ApiError(503, thrown.message, { code: thrown.code });
  if (thrown.code === 'thread_gone') return new ApiError(404, thrown.message);
  if (thrown.code === 'no_upstream') return new ApiError(404, thrown.message, { code: thrown.code });
  return badRequest(thrown.message, WORDED.has(thrown.code) ? {} : { code: thrown.code });
}
