import { Hono } from 'hono';
import type { Access } from './access.ts';
import { apiError } from './errors.ts';
import { callersAllowed, tokenRequired } from './guard.ts';

/** `/mcp`: the MCP server over streamable HTTP, for whoever has the token. */
export function createMcpRoutes(handle: (request: Request) => Promise<Response>, { token }: Pick<Access, 'token'>): Hono {
  const app = new Hono();
  if (token !== null) app.use(tokenRequired(token));
  app.all('/', (c) => handle(c.req.raw));
  return app;
}

/** The MCP server alone, without the API. */
export function createMcpApp(handle: (request: Request) => Promise<Response>, access: Access): Hono {
  const app = new Hono();
  app.use(callersAllowed(access));
  app.route('/mcp', createMcpRoutes(handle, access));
  app.onError((thrown, c) => {
    const error = apiError(thrown);
    if (!error) throw thrown;
    return c.json(error.body, error.status);
  });
  return app;
}
