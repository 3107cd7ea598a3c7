import { Hono } from 'hono';
import type { OpenAI } from 'openai';
import { parsedJson } from '../core/text/json.ts';
import { ApiError } from './errors.ts';
import type { ApiParts } from './parts.ts';
import { passedBack, type PassOn } from './passOn.ts';

/** `/models`: they are their server’s, so nothing can be changed here. */
export function createModelRoutes({ models }: Pick<ApiParts, 'models'>, passOn: PassOn): Hono {
  return models ? ownModels(models) : serverModels(passOn);
}

function ownModels(names: NonNullable<ApiParts['models']>): Hono {
  const app = new Hono();
  app.get('/', async (c) => c.json({ object: 'list', data: (await names()).map(toModel) }));
  app.get('/:id{.+}', async (c) => {
    const id = c.req.param('id');
    if ((await names()).includes(id)) return c.json(toModel(id));
    throw new ApiError(404, `The model '${id}' does not exist`, { code: 'model_not_found', param: 'model' });
  });
  return app;
}

/** As their server tells of them. Some servers tell of all at once alone. */
function serverModels(passOn: PassOn): Hono {
  const app = new Hono();
  app.get('/', async (c) => passedBack(c, await passOn(c)));
  app.get('/:id{.+}', async (c) => {
    const response = await passOn(c);
    if (response.status !== 404) return passedBack(c, response);
    const all = await passOn(c, '/models');
    const { data } = (parsedJson(await all.text()) ?? {}) as { readonly data?: unknown };
    const models: readonly unknown[] = Array.isArray(data) ? data : [];
    const model = models.find((each): each is object => (each as { readonly id?: unknown } | null)?.id === c.req.param('id'));
    if (!model) return passedBack(c, response);
    await response.body?.cancel();
    return c.json(model);
  });
  return app;
}

function toModel(id: string): OpenAI.Model {
  return { id, object: 'model', created: 0, owned_by: 'docent' };
}
