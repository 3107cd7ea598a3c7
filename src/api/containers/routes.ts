import { Hono } from 'hono';
import * as z from 'zod';
import { IDLE_MINUTES } from '../../core/containers/containers.ts';
import type { Container } from '../../core/types/container.ts';
import { ApiError } from '../errors.ts';
import { listObject, listQuery, pageQuery, BY_DATE } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { memoryLimit, networkPolicy } from '../responses/toolFields.ts';
import { body, query } from '../request/validate.ts';
import { seconds } from '../wire/time.ts';
import { createContainerFileRoutes } from './files.ts';

/** A day: what is to stay longer belongs into a file. */
const MAX_MINUTES = 1_440;

const CREATE = z.strictObject({
  name: z.string().min(1).max(256),
  file_ids: z.array(z.string()).max(50).nullish(),
  expires_after: z.strictObject({ anchor: z.literal('last_active_at'), minutes: z.int().min(1).max(MAX_MINUTES) }).nullish(),
  memory_limit: memoryLimit.nullish(),
  network_policy: networkPolicy.nullish(),
});
const LIST = listQuery({ ...BY_DATE, name: z.string().nullable().default(null) });

/** `/containers`: places in which code runs, and their files. */
export function createContainerRoutes(parts: ApiParts): Hono {
  const { containers } = parts.docent;
  const app = new Hono();

  app.post('/', async (c) => {
    const { name, file_ids, expires_after, memory_limit } = await body(c, CREATE);
    const container = { name, idleMinutes: expires_after?.minutes ?? IDLE_MINUTES, memory: memory_limit ?? '1g' } as const;
    return c.json(containerObject(await containers.create(container, file_ids ?? [])));
  });
  app.get('/', async (c) => {
    const { name, ...page } = query(c, LIST);
    const { data, hasMore } = await containers.list(name, pageQuery(page));
    return c.json(listObject({ data: data.map(containerObject), hasMore }));
  });
  app.get('/:id', async (c) => {
    const container = await containers.get(c.req.param('id'));
    if (!container) throw missing(c.req.param('id'));
    return c.json(containerObject(container));
  });
  app.delete('/:id', async (c) => {
    const id = c.req.param('id');
    if (!(await containers.delete(id))) throw missing(id);
    return c.json({ id, object: 'container.deleted', deleted: true });
  });
  app.route('/:container/files', createContainerFileRoutes(parts));
  return app;
}

function missing(id: string): ApiError {
  return new ApiError(404, `Container with id '${id}' not found.`);
}

function containerObject({ id, name, createdAt, lastActiveAt, idleMinutes, memory, expired }: Container) {
  return {
    id,
    object: 'container',
    created_at: seconds(createdAt),
    status: expired ? 'expired' : 'running',
    expires_after: { anchor: 'last_active_at', minutes: idleMinutes },
    last_active_at: seconds(lastActiveAt),
    memory_limit: memory,
    network_policy: { type: 'disabled' },
    name,
  };
}
