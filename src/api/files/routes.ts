import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getMimeType } from 'hono/utils/mime';
import * as z from 'zod';
import type { Files, KeptFile } from '../../core/data/files.ts';
import { hasCode } from '../../core/types/errors.ts';
import { ApiError, badRequest } from '../errors.ts';
import { baseName, form } from '../request/forms.ts';
import { BY_DATE, listObject, listQuery, pageQuery } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { checked, query } from '../request/validate.ts';
import { seconds } from '../wire/time.ts';

/** As OpenAI documents it; what comes along with a file takes far less than a megabyte. */
const MAX_FILE = 512 * 1024 * 1024;
const MAX_UPLOAD = MAX_FILE + 1024 * 1024;
/** What clients may upload files for. */
const PURPOSES = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const;
/** Of files for batches, where their client says nothing else: 30 days, in seconds. */
const BATCH_LIFETIME = 30 * 24 * 60 * 60;

const UPLOAD = z.strictObject({
  file: z.file(),
  purpose: z.enum(PURPOSES),
  expires_after: z
    .strictObject({ anchor: z.literal('created_at'), seconds: z.coerce.number().pipe(z.int().min(3_600).max(2_592_000)) })
    .optional(),
});
const LIST = listQuery({ ...BY_DATE, purpose: z.string().nullable().default(null) }, { standard: 10_000, most: 10_000 });

/** `/files` */
export function createFileRoutes({ docent: { files, vectorStores } }: ApiParts): Hono {
  const app = new Hono();

  app.post('/', limitUpload, async (c) => {
    const { file, purpose, expires_after } = checked(await form(c), UPLOAD);
    if (file.size === 0) throw badRequest('File is empty.', { param: 'file' });
    const name = baseName(file.name);
    const mime = isTelling(file.type) ? file.type : (getMimeType(name) ?? 'application/octet-stream');
    const lifetime = expires_after?.seconds ?? (purpose === 'batch' ? BATCH_LIFETIME : null);
    const kept = await files.upload({ name, mime, bytes: await file.bytes() }, purpose, lifetime && lifetime * 1_000);
    return c.json(fileObject(kept));
  });

  app.get('/', async (c) => {
    const { purpose, ...page } = query(c, LIST);
    const { data, hasMore } = await files.list(purpose, pageQuery(page));
    return c.json(listObject({ data: data.map(fileObject), hasMore }));
  });

  app.get('/:id', async (c) => c.json(fileObject(await existingFile(files, c.req.param('id')))));

  app.delete('/:id', async (c) => {
    const { id } = await existingFile(files, c.req.param('id'));
    await vectorStores.deleteFile(id);
    return c.json({ id, object: 'file', deleted: true });
  });

  // All files are the user's own, so unlike OpenAI's server this one gives back uploaded ones, too.
  app.get('/:id/content', async (c) => {
    const file = await existingFile(files, c.req.param('id'));
    const bytes = await open(files.path(file)).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
      throw new ApiError(404, `The content of ${file.id} is gone: it was deleted from the disk. Upload the file again.`, { param: 'id' });
    });
    c.header('content-type', file.mime);
    c.header('content-length', String(file.bytes));
    c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    c.header('x-content-type-options', 'nosniff');
    return c.body(Readable.toWeb(bytes.createReadStream()) as ReadableStream);
  });

  return app;
}

/** @throws ApiError 404 */
export async function existingFile(files: Files, id: string): Promise<KeptFile> {
  const file = await files.get(id);
  if (!file) throw new ApiError(404, `No such File object: ${id}`, { param: 'id' });
  return file;
}

export function fileObject({ id, name, bytes, purpose, createdAt, expiresAt }: KeptFile) {
  return {
    id,
    object: 'file',
    bytes,
    created_at: seconds(createdAt),
    filename: name,
    purpose,
    status: 'processed',
    ...(expiresAt !== null && { expires_at: seconds(expiresAt) }),
  };
}

const limitUpload = bodyLimit({
  maxSize: MAX_UPLOAD,
  onError: () => {
    throw new ApiError(413, `The file is larger than the ${MAX_FILE / 1024 / 1024} MB that are allowed.`, { param: 'file' });
  },
});

/** Clients that don't know a type say that it is bytes. */
function isTelling(mime: string): boolean {
  return mime !== '' && mime !== 'application/octet-stream';
}
