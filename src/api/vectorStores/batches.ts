import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { DEFAULT_CHUNKING, type FileBatchInfo } from '../../core/types/vectorStore.ts';
import { badRequest, found } from '../errors.ts';
import { existingFile } from '../files/routes.ts';
import { BY_DATE, listObject, listQuery, pageQuery } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { POLL_AFTER } from '../poll.ts';
import { attributes, chunkingStrategy, fileCounts, newStoreFile, storeFileObject } from './fields.ts';
import { body, query } from '../request/validate.ts';
import { FILE_LIST } from './files.ts';
import { existingStore } from './routes.ts';
import { seconds } from '../wire/time.ts';

/** As OpenAI documents it. */
const MAX_FILES = 2_000;

const CREATE = z.strictObject({
  file_ids: z.array(z.string()).min(1).max(MAX_FILES).nullish(),
  attributes: attributes.nullish(),
  chunking_strategy: chunkingStrategy.nullish(),
  files: z.array(newStoreFile).min(1).max(MAX_FILES).nullish(),
});
const LIST = listQuery(BY_DATE);

/** `/vector_stores/{store}/file_batches` */
export function createFileBatchRoutes({ docent: { vectorStores, files } }: ApiParts): Hono {
  const app = new Hono().basePath('/:store/file_batches');
  const { batches } = vectorStores;
  const storeOf = async (c: Context) => (await existingStore(vectorStores, c.req.param('store') ?? '')).id;

  app.post('/', async (c) => {
    const storeId = await storeOf(c);
    const added = newFiles(await body(c, CREATE));
    for (const { fileId } of added) await existingFile(files, fileId);
    return c.json(batchObject(await batches.create(storeId, added)));
  });

  app.get('/', async (c) => {
    const storeId = await storeOf(c);
    const { data, hasMore } = await batches.list(storeId, pageQuery(query(c, LIST)));
    return c.json(listObject({ data: data.map(batchObject), hasMore }));
  });

  app.get('/:batch', async (c) => {
    const storeId = await storeOf(c);
    const batch = found(await batches.get(storeId, c.req.param('batch')), 'file batch', c.req.param('batch'));
    return c.json(batchObject(batch), 200, POLL_AFTER);
  });

  app.post('/:batch/cancel', async (c) => {
    const storeId = await storeOf(c);
    return c.json(batchObject(found(await batches.cancel(storeId, c.req.param('batch')), 'file batch', c.req.param('batch'))));
  });

  app.get('/:batch/files', async (c) => {
    const storeId = await storeOf(c);
    const { filter, ...page } = query(c, FILE_LIST);
    const { data, hasMore } = found(await batches.files(storeId, c.req.param('batch'), filter, pageQuery(page)), 'file batch', c.req.param('batch'));
    return c.json(listObject({ data: data.map(storeFileObject), hasMore }));
  });

  return app;
}

/** The files that a request names: all alike, or each with its own attributes and chunking. */
function newFiles({ file_ids, files, attributes, chunking_strategy }: z.infer<typeof CREATE>): readonly z.infer<typeof newStoreFile>[] {
  if (Boolean(file_ids) === Boolean(files)) {
    throw badRequest("Exactly one of 'file_ids' and 'files' must be provided.", { param: 'file_ids', code: 'mutually_exclusive_parameters' });
  }
  if (files && (attributes ?? chunking_strategy)) {
    throw badRequest("With 'files', each file has its own 'attributes' and 'chunking_strategy'.", { param: attributes ? 'attributes' : 'chunking_strategy' });
  }
  const alike = { attributes: attributes ?? {}, chunking: chunking_strategy ?? DEFAULT_CHUNKING };
  return files ?? (file_ids ?? []).map((fileId) => ({ fileId, ...alike }));
}

function batchObject({ id, storeId, createdAt, status, counts }: FileBatchInfo) {
  return { id, object: 'vector_store.files_batch', created_at: seconds(createdAt), vector_store_id: storeId, status, file_counts: fileCounts(counts) };
}
