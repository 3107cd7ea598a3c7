import { Hono } from 'hono';
import type { OpenAI } from 'openai';
import { ApiError } from './errors.ts';
import type { ApiParts } from './parts.ts';

/** `/models`: they are their server’s, so nothing can be changed here. */
export function createModelRoutes({ models: names }: ApiParts): Hono {
  const app = new Hono();
  app.get('/', async (c) => c.json({ object: 'list', data: (await names()).map(toModel) }));
  app.get('/:id{.+}', async (c) => {
    const id = c.req.param('id');
    if ((await names()).includes(id)) return c.json(toModel(id));
    throw new ApiError(404, `The model '${id}' does not exist`, { code: 'model_not_found', param: 'model' });
  });
  return app;
}

function toModel(id: string): OpenAI.Model {
  return { id, object: 'model', created: 0, owned_by: 'docent' };
}
