import type { Context } from 'hono';
import { badRequest } from '../errors.ts';

/** The fields of a form; `a[b]` is the field `b` of the object `a`. */
export async function form(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const fields: Record<string, unknown> = {};
  // Not Hono's own way, which holds the bytes twice as often: a file may have 512 MB.
  const parsed = await c.req.raw.formData().catch((cause: unknown) => {
    throw badRequest(`We could not parse your request: it is not valid multipart/form-data (${String(cause)}).`);
  });
  for (const [key, value] of parsed) {
    const [, name, inner] = /^([^[]+)\[([^\]]+)\]$/.exec(key) ?? [];
    if (name === undefined || inner === undefined) fields[key] = value;
    else fields[name] = { ...(fields[name] as object | undefined), [inner]: value };
  }
  return fields;
}

/** A file's name without folders, whichever system it comes from. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) || 'file';
}
