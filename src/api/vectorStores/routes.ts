import { Hono } from 'hono';
import * as z from 'zod';
import type { Found } from '../../core/knowledge/stores/uploads/search.ts';
import { expiresAt, type NewStore, type VectorStores } from '../../core/knowledge/stores/uploads/vectorStores.ts';
import type { StoreInfo } from '../../core/types/vectorStore.ts';
import { found } from '../errors.ts';
import { existingFile } from '../files/routes.ts';
import { FILTER } from './filter.ts';
import { BY_METADATA, listObject, listQuery, pageQuery } from '../request/lists.ts';
import { metadata } from '../request/metadata.ts';
import type { ApiParts } from '../parts.ts';
import { chunking, fileCounts } from './fields.ts';
import { body, query } from '../request/validate.ts';
import { seconds, secondsOrNull } from '../wire/time.ts';

/** What a store's maker says of it, and may change later; `null` clears. */
const FIELDS = {
  name: z.string().nullable(),
  expires_after: z.strictObject({ anchor: z.literal('last_active_at'), days: z.int().min(1).max(365) }).nullable(),
  metadata,
};
const UPDATE = z.strictObject(FIELDS).partial();
const CREATE = UPDATE.extend({
  description: z.string().nullish(),
  file_ids: z.array(z.string()).max(500).nullable().default([]),
  chunking_strategy: chunking,
});
const LIST = listQuery(BY_METADATA);

const USUAL_RESULTS = 10;
const SEARCH = z.strictObject({
  query: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  filters: FILTER.nullish(),
  max_num_results: z.int().min(1).max(50).nullish(),
  // There is one ranking, under all of its names.
  ranking_options: z
    .strictObject({ ranker: z.enum(['none', 'auto', 'default-2024-11-15']).nullish(), score_threshold: z.number().min(0).max(1).nullish() })
    .nullish(),
  rewrite_query: z.boolean().refine((rewrite) => !rewrite, 'this server searches for what was asked; only false is allowed.').nullish(),
});

/** `/vector_stores`, without their files and batches. */
export function createVectorStoreRoutes({ docent: { vectorStores, files } }: ApiParts): Hono {
  const app = new Hono();

  app.post('/', async (c) => {
    const { file_ids, chunking_strategy: chunking, description, ...fields } = await body(c, CREATE);
    const store = { name: '', metadata: {}, expiresAfterDays: null, description: description ?? '', ...changes(fields) };
    const added = (file_ids ?? []).map((fileId) => ({ fileId, attributes: {}, chunking }));
    for (const { fileId } of added) await existingFile(files, fileId);
    return c.json(storeObject(await vectorStores.create(store, added)));
  });

  app.get('/', async (c) => {
    const { data, hasMore } = await vectorStores.list(pageQuery(query(c, LIST)));
    return c.json(listObject({ data: data.map(storeObject), hasMore }));
  });

  app.get('/:id', async (c) => c.json(storeObject(await existingStore(vectorStores, c.req.param('id')))));

  app.post('/:id', async (c) => {
    const id = c.req.param('id');
    return c.json(storeObject(found(await vectorStores.update(id, changes(await body(c, UPDATE))), 'vector store', id)));
  });

  app.delete('/:id', async (c) => {
    const id = c.req.param('id');
    found((await vectorStores.delete(id)) || null, 'vector store', id);
    return c.json({ id, object: 'vector_store.deleted', deleted: true });
  });

  app.post('/:id/search', async (c) => {
    const id = c.req.param('id');
    const { query: asked, filters, max_num_results, ranking_options } = await body(c, SEARCH);
    await existingStore(vectorStores, id);
    const queries = [asked].flat();
    const passages = await vectorStores.search(id, {
      queries,
      limit: max_num_results ?? USUAL_RESULTS,
      filter: filters ?? null,
      scoreThreshold: ranking_options?.score_threshold ?? 0,
    });
    return c.json({
      object: 'vector_store.search_results.page',
      search_query: queries,
      data: passages.map(resultObject),
      has_more: false,
      next_page: null,
    });
  });

  return app;
}

/** @throws ApiError 404 */
export async function existingStore(vectorStores: VectorStores, id: string): Promise<StoreInfo> {
  return found(await vectorStores.get(id), 'vector store', id);
}

/** What a request says of a store, in Docent's words; what it leaves out is left out. */
function changes({ name, expires_after, metadata }: z.infer<typeof UPDATE>): Partial<NewStore> {
  return {
    ...(name !== undefined && { name: name ?? '' }),
    ...(expires_after !== undefined && { expiresAfterDays: expires_after?.days ?? null }),
    ...(metadata !== undefined && { metadata }),
  };
}

export function storeObject(store: StoreInfo) {
  const { id, name, description, status, metadata, bytes, counts, createdAt, lastActiveAt, expiresAfterDays } = store;
  return {
    id,
    object: 'vector_store',
    created_at: seconds(createdAt),
    name,
    status,
    metadata,
    usage_bytes: bytes,
    file_counts: fileCounts(counts),
    last_active_at: seconds(lastActiveAt),
    expires_at: secondsOrNull(expiresAt(store)),
    ...(description && { description }),
    ...(expiresAfterDays !== null && { expires_after: { anchor: 'last_active_at', days: expiresAfterDays } }),
  };
}

function resultObject({ file, score, text, attributes }: Found) {
  return { file_id: file.id, filename: file.path, score, attributes, content: [{ type: 'text', text }] };
}
