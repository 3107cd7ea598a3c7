import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import type { Access } from './access.ts';
import { createAssistantRoutes } from './assistants.ts';
import { ApiError, apiError, badRequest, invalidUrl } from './errors.ts';
import { createContainerRoutes } from './containers/routes.ts';
import { createConversationRoutes } from './conversations/routes.ts';
import { createFileBatchRoutes } from './vectorStores/batches.ts';
import { createFileRoutes } from './files/routes.ts';
import { callersAllowed, tokenRequired } from './guard.ts';
import { createHealthRoutes } from './health.ts';
import { createMessageRoutes } from './threads/messages.ts';
import { createMcpRoutes } from './mcp.ts';
import { createModelRoutes } from './models.ts';
import { openApi } from './openapi.ts';
import { operationOf } from './operations.ts';
import type { ApiParts, RequestLine } from './parts.ts';
import { createPassOn, limitPassed, passedBack } from './passOn.ts';
import { isAzurePath, routePath, sentPath } from './request/paths.ts';
import { createResponseRoutes } from './responses/routes.ts';
import { createRunRoutes } from './runs/routes.ts';
import { createStepRoutes } from './runs/steps.ts';
import { createThreadRoutes } from './threads/routes.ts';
import { query } from './request/validate.ts';
import { createVectorStoreFileRoutes } from './vectorStores/files.ts';
import { createVectorStoreRoutes } from './vectorStores/routes.ts';
import { welcome } from './welcome.ts';

/** The API that clients say they speak, in their header `OpenAI-Beta`. */
const BETA = 'assistants=v2';
/** Far more than the longest instructions, messages and outputs of tools that are allowed; files have a limit of their own. */
const MAX_BODY = 16 * 1024 * 1024;
/** … and this for input, in which files and images may come along. */
const MAX_INPUT = 64 * 1024 * 1024;
/** Where a query that a route does not know is refused. */
const OWN_PATHS = ['assistants', 'threads', 'files', 'vector_stores', 'responses', 'conversations', 'containers'].map((name) => `/v1/${name}/*`);
const REQUEST_ID = 'x-request-id';
/** The version that OpenAI's own answers name; some clients log it. */
const VERSION = '2020-10-01';

export interface ApiOptions extends ApiParts {
  readonly access: Access;
  /** The MCP server; null: there is none. */
  readonly mcp: ((request: Request) => Promise<Response>) | null;
  /** Told of each request when its answer begins. */
  onRequest(request: RequestLine): void;
}

/** What a request comes with: Node's own, and its answer. */
interface Bound {
  Bindings: HttpBindings;
}

/** The Assistants API v2, Responses, Conversations and Containers over HTTP. */
export function createApi(options: ApiOptions): Hono<Bound> {
  const { access, log, onRequest } = options;
  const passOn = createPassOn(options, access.token);
  const app = new Hono<Bound>({ getPath: ({ url }) => routePath(url) });
  app.use(answerHeaders(onRequest), callersAllowed(access));
  if (access.token !== null) app.use('/v1/*', tokenRequired(access.token));
  for (const path of ['/v1/assistants/*', '/v1/threads/*', '/v1/vector_stores/*', '/v1/containers']) app.use(path, limitJson);
  for (const path of ['/v1/responses/*', '/v1/conversations/*']) app.use(path, limitInput);
  app.use('/v1/assistants/*', betaRequired);
  app.use('/v1/threads/*', betaRequired);
  for (const path of OWN_PATHS) app.use(path, queryChecked);
  app.get('/', (c) => welcome(c, options));
  app.get('/openapi.json', (c) => c.json(openApi(options.version, `http://${c.req.header('host') ?? ''}`)));
  app.route('/', createHealthRoutes(options));
  if (options.mcp) app.route('/mcp', createMcpRoutes(options.mcp, access));
  app.route('/v1/assistants', createAssistantRoutes(options));
  // In this order: `/threads/runs` is no thread.
  for (const create of [createRunRoutes, createStepRoutes, createMessageRoutes, createThreadRoutes]) app.route('/v1/threads', create(options));
  app.route('/v1/files', createFileRoutes(options));
  for (const create of [createVectorStoreRoutes, createVectorStoreFileRoutes, createFileBatchRoutes]) app.route('/v1/vector_stores', create(options));
  app.route('/v1/responses', createResponseRoutes(options));
  app.route('/v1/conversations', createConversationRoutes(options));
  app.route('/v1/containers', createContainerRoutes(options));
  app.route('/v1/models', createModelRoutes(options, passOn));
  app.all('/v1/*', limitPassed, async (c) => passedBack(c, await passOn(c)));
  app.notFound((c) => failure(c, invalidUrl(c)));
  app.onError((thrown, c) => {
    const error = apiError(thrown);
    if (error) return failure(c, error);
    log.error(`${c.req.method} ${sentPath(c.req.url)} (${String(c.env.outgoing.getHeader(REQUEST_ID))}): ${thrown.stack ?? thrown.message}`);
    return failure(c, new ApiError(500, 'The server had an error while it processed your request; its log says more.'));
  });
  return app;
}

function failure(c: Context, error: ApiError): Response {
  // Clients repeat what failed at the server; here it would fail again.
  if (error.status === 500) c.header('x-should-retry', 'false');
  return c.json(error.body, error.status);
}

/** What every answer bears. It goes onto Node's own answer: to gather it as the web's headers takes as long as all else of a short request. */
function answerHeaders(onRequest: ApiOptions['onRequest']): MiddlewareHandler<Bound> {
  const nextId = requestIds();
  return async (c, next) => {
    const began = performance.now();
    const { outgoing } = c.env;
    outgoing.setHeader(REQUEST_ID, nextId());
    outgoing.setHeader('openai-version', VERSION);
    // A page can't have an answer as its own script, style or picture, whatever it holds.
    outgoing.setHeader('cross-origin-resource-policy', 'same-origin');
    outgoing.setHeader('x-content-type-options', 'nosniff');
    await next();
    const ms = Math.round(performance.now() - began);
    outgoing.setHeader('openai-processing-ms', String(ms));
    onRequest({ method: c.req.method, path: sentPath(c.req.url), status: c.res.status, ms });
  };
}

/** Each request's own: a part that is the server's, and one that is counted. */
function requestIds(): () => string {
  const own = randomBytes(8).toString('hex');
  let count = 0;
  return () => `req_${own}${(++count).toString(16).padStart(16, '0')}`;
}

/** To look for a body is to make another request of one, which those that have none are spared. */
const limitJson: MiddlewareHandler = (c, next) => (c.req.method === 'GET' ? next() : limitedJson(c, next));

const limitedJson = limitTo(MAX_BODY);
const limitedInput = limitTo(MAX_INPUT);
const limitInput: MiddlewareHandler = (c, next) => (c.req.method === 'GET' ? next() : limitedInput(c, next));

function limitTo(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError(413, `The request is larger than the ${maxSize / 1024 / 1024} MB that are allowed.`);
    },
  });
}

/** A route that takes no query has none that would be ignored; the others check theirs. */
const queryChecked: MiddlewareHandler = async (c, next) => {
  if (c.req.url.includes('?') && operationOf(c.req.method, c.req.path)?.query.length === 0) query(c, NO_QUERY);
  await next();
};
const NO_QUERY = z.strictObject({});

/** Azure never asked for it. */
const betaRequired: MiddlewareHandler = async (c, next) => {
  if (!isAzurePath(c.req.url) && !c.req.header('openai-beta')?.includes(BETA)) {
    throw badRequest(
      `You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the header 'OpenAI-Beta: ${BETA}'.`,
      { code: 'invalid_beta' },
    );
  }
  await next();
};
