import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { badRequest, found } from '../errors.ts';
import { existingFile } from '../files/routes.ts';
import { BY_DATE, listObject, listQuery, pageQuery } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { POLL_AFTER } from '../poll.ts';
import { attributes, newStoreFile, storeFileObject } from './fields.ts';
import { body, query } from '../request/validate.ts';
import { existingStore } from './routes.ts';

export const FILE_LIST = listQuery({ ...BY_DATE, filter: z.enum(['in_progress', 'completed', 'failed', 'cancelled']).nullable().default(null) });
const UPDATE = z.strictObject({ attributes });

/** `/vector_stores/{store}/files` */
export function createVectorStoreFileRoutes({ docent: { vectorStores, files } }: ApiParts): Hono {
  const app = new Hono().basePath('/:store/files');
  const storeFiles = vectorStores.files;
  const storeOf = async (c: Context) => (await existingStore(vectorStores, c.req.param('store') ?? '')).id;

  app.post('/', async (c) => {
    const storeId = await storeOf(c);
    const file = await body(c, newStoreFile);
    await existingFile(files, file.fileId);
    const [added] = await storeFiles.add(storeId, [file], null);
    return c.json(storeFileObject(found(added, 'file', file.fileId)));
  });

  app.get('/', async (c) => {
    const storeId = await storeOf(c);
    const { filter, ...page } = query(c, FILE_LIST);
    const { data, hasMore } = await storeFiles.list(storeId, filter, pageQuery(page));
    return c.json(listObject({ data: data.map(storeFileObject), hasMore }));
  });

  app.get('/:file', async (c) => {
    const storeId = await storeOf(c);
    const file = found(await storeFiles.get(storeId, c.req.param('file')), 'file', c.req.param('file'));
    return c.json(storeFileObject(file), 200, POLL_AFTER);
  });

  app.post('/:file', async (c) => {
    const storeId = await storeOf(c);
    const changed = await storeFiles.setAttributes(storeId, c.req.param('file'), (await body(c, UPDATE)).attributes);
    return c.json(storeFileObject(found(changed, 'file', c.req.param('file'))));
  });

  app.delete('/:file', async (c) => {
    const storeId = await storeOf(c);
    const id = c.req.param('file');
    found((await storeFiles.delete(storeId, id)) || null, 'file', id);
    return c.json({ id, object: 'vector_store.file.deleted', deleted: true });
  });

  app.get('/:file/content', async (c) => {
    const storeId = await storeOf(c);
    const { fileId, status } = found(await storeFiles.get(storeId, c.req.param('file')), 'file', c.req.param('file'));
    const text = await storeFiles.text(storeId, fileId);
    if (text === null) throw badRequest(`The file '${fileId}' has no content to show: its status is '${status}'.`);
    return c.json({ object: 'vector_store.file_content.page', data: [{ type: 'text', text }], has_more: false, next_page: null });
  });

  return app;
}
