import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import type { Docent } from '../../core/docent.ts';
import { WORK_FOLDER } from '../../core/limits/limits.ts';
import type { ContainerFile } from '../../core/types/container.ts';
import { ApiError, badRequest } from '../errors.ts';
import { existingFile } from '../files/routes.ts';
import { baseName, form } from '../request/forms.ts';
import { listObject, listQuery, pageQuery, BY_DATE } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { body, checked, query } from '../request/validate.ts';
import { seconds } from '../wire/time.ts';
import { existingContainer } from './existing.ts';

const MAX_FILE = WORK_FOLDER.copy.max;
const MEGABYTE = 1024 * 1024;

const BY_ID = z.strictObject({ file_id: z.string() });
const UPLOAD = z.union([z.strictObject({ file: z.file() }), BY_ID]);
const LIST = listQuery(BY_DATE);

/** `/containers/{container}/files` */
export function createContainerFileRoutes({ docent }: ApiParts): Hono {
  const { files } = docent.containers;
  const app = new Hono();
  const idOf = (c: Context) => c.req.param('container') ?? '';

  app.post('/', limitUpload, async (c) => {
    const { id } = await existingContainer(docent, idOf(c));
    const isForm = c.req.header('content-type')?.startsWith('multipart/form-data') ?? false;
    const given = isForm ? checked(await form(c), UPLOAD) : await body(c, BY_ID);
    if ('file_id' in given) {
      await existingFile(docent.files, given.file_id);
      return c.json(fileObject(await files.addKept(id, given.file_id)));
    }
    const { file } = given;
    return c.json(fileObject(await files.add(id, { name: baseName(file.name), mime: file.type, bytes: await file.bytes() })));
  });
  app.get('/', async (c) => {
    const page = pageQuery(query(c, LIST));
    const { id } = await existingContainer(docent, idOf(c));
    const { data, hasMore } = await files.list(id, page);
    return c.json(listObject({ data: data.map(fileObject), hasMore }));
  });
  app.get('/:file', async (c) => c.json(fileObject(await containerFile(docent, idOf(c), c.req.param('file')))));
  app.delete('/:file', async (c) => {
    const file = await containerFile(docent, idOf(c), c.req.param('file'));
    await files.delete(file);
    return c.json({ id: file.id, object: 'container.file.deleted', deleted: true });
  });
  app.get('/:file/content', async (c) => {
    const content = await files.content(await containerFile(docent, idOf(c), c.req.param('file')));
    const { name, mime } = content.file;
    c.header('content-type', mime || 'application/octet-stream');
    c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(baseName(name))}`);
    c.header('x-content-type-options', 'nosniff');
    if (content.kind === 'bytes') return c.body(new Uint8Array(content.file.bytes));
    return c.body(Readable.toWeb(createReadStream(docent.files.path(content.file))) as ReadableStream);
  });
  return app;
}

/** @throws ApiError */
async function containerFile(docent: Docent, containerId: string, id: string): Promise<ContainerFile> {
  const container = await existingContainer(docent, containerId);
  const file = await docent.containers.files.get(container.id, id);
  if (!file) throw new ApiError(404, `Container file with id '${id}' not found.`);
  return file;
}

function fileObject({ id, containerId, createdAt, bytes, name, source }: ContainerFile) {
  return { id, object: 'container.file', container_id: containerId, created_at: seconds(createdAt), bytes, path: `/mnt/data/${name}`, source };
}

const limitUpload = bodyLimit({
  // What comes along with a file takes far less than a megabyte.
  maxSize: MAX_FILE + MEGABYTE,
  onError: () => {
    throw badRequest(`The file is larger than the ${MAX_FILE / MEGABYTE} MB that can be put in at once: upload it to /files, and give its file_id.`, { param: 'file' });
  },
});
