import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { visibleLine } from '../core/text/visible.ts';
import { newId } from '../core/types/id.ts';
import { createAssistantRoutes } from './assistants.ts';
import { ApiError, apiError, badRequest } from './errors.ts';
import { createFileBatchRoutes } from './fileBatches.ts';
import { createFileRoutes } from './files.ts';
import { localOnly, tokenRequired } from './guard.ts';
import { createMessageRoutes } from './messages.ts';
import { createModelRoutes } from './models.ts';
import type { ApiParts, RequestLine } from './parts.ts';
import { createRunRoutes } from './runs.ts';
import { createStepRoutes } from './steps.ts';
import { createThreadRoutes } from './threads.ts';
import { createVectorStoreFileRoutes } from './vectorStoreFiles.ts';
import { createVectorStoreRoutes } from './vectorStores.ts';

/** The API that clients say they speak, in their header `OpenAI-Beta`. */
const BETA = 'assistants=v2';
/** Far more than the longest instructions, messages and outputs of tools that are allowed; files have a limit of their own. */
const MAX_BODY = 16 * 1024 * 1024;
/** The version that OpenAI's own answers name; some clients log it. */
const VERSION = '2020-10-01';

export interface ApiOptions extends ApiParts {
  /** What clients have to send as bearer token; null: nothing. */
  readonly token: string | null;
  /** Told of each request when its answer begins. */
  onRequest(request: RequestLine): void;
}

/** The Assistants API v2 over HTTP. */
export function createApi(options: ApiOptions): Hono {
  const { token, log, onRequest } = options;
  const app = new Hono({ strict: false });
  app.use(answerHeaders(onRequest), localOnly);
  if (token !== null) app.use(tokenRequired(token));
  app.use(limitBody);
  app.use('/v1/assistants/*', betaRequired);
  app.use('/v1/threads/*', betaRequired);
  app.route('/v1/assistants', createAssistantRoutes(options));
  // In this order: `/threads/runs` is no thread.
  for (const create of [createRunRoutes, createStepRoutes, createMessageRoutes, createThreadRoutes]) app.route('/v1/threads', create(options));
  app.route('/v1/files', createFileRoutes(options));
  for (const create of [createVectorStoreRoutes, createVectorStoreFileRoutes, createFileBatchRoutes]) app.route('/v1/vector_stores', create(options));
  app.route('/v1/models', createModelRoutes(options));
  app.notFound((c) => failure(c, new ApiError(404, `Invalid URL (${c.req.method} ${c.req.path})`)));
  app.onError((thrown, c) => {
    const error = apiError(thrown);
    if (error) return failure(c, error);
    log.error(`${c.req.method} ${visibleLine(c.req.path)} (${c.res.headers.get('x-request-id')}): ${thrown.stack ?? thrown.message}`);
    return failure(c, new ApiError(500, 'The server had an error while it processed your request; its log says more.'));
  });
  return app;
}

function failure(c: Context, error: ApiError): Response {
  // Clients repeat what failed at the server; here it would fail again.
  if (error.status === 500) c.header('x-should-retry', 'false');
  return c.json(error.body, error.status);
}

function answerHeaders(onRequest: ApiOptions['onRequest']): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now();
    c.header('x-request-id', newId('req_'));
    c.header('openai-version', VERSION);
    // A page can't have an answer as its own script, style or picture, whatever it holds.
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('x-content-type-options', 'nosniff');
    await next();
    const ms = Math.round(performance.now() - began);
    c.header('openai-processing-ms', String(ms));
    onRequest({ method: c.req.method, path: visibleLine(c.req.path), status: c.res.status, ms });
  };
}

/** Uploads have a limit of their own, where they are read. */
const limitBody: MiddlewareHandler = (c, next) => (c.req.path === '/v1/files' ? next() : limitJson(c, next));

const limitJson = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new ApiError(413, `The request is larger than the ${MAX_BODY / 1024 / 1024} MB that are allowed.`);
  },
});

const betaRequired: MiddlewareHandler = async (c, next) => {
  if (!c.req.header('openai-beta')?.includes(BETA)) {
    throw badRequest(
      `You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the header 'OpenAI-Beta: ${BETA}'.`,
      { code: 'invalid_beta' },
    );
  }
  await next();
};
