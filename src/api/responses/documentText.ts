import type { Docent } from '../../core/docent.ts';
import { DEFAULT_CHUNKING } from '../../core/types/vectorStore.ts';
import type { StoredFile } from '../../core/types/output.ts';
import { badRequest } from '../errors.ts';

/** The longest documents are read in seconds; a machine may be busy. In milliseconds. */
const LIMIT_MS = 120_000;

/** What a document says: by a store that has it, else by one that has it for as long as it is read. @throws ApiError where it can't be read */
export async function documentText({ vectorStores }: Docent, { id, name }: StoredFile, param: string): Promise<string> {
  const known = await vectorStores.text(id);
  if (known !== null) return known;
  const store = await vectorStores.create({ name: '', description: '', metadata: {}, expiresAfterDays: 1 }, [{ fileId: id, attributes: {}, chunking: DEFAULT_CHUNKING }]);
  try {
    await vectorStores.settled([store.id], AbortSignal.timeout(LIMIT_MS));
    const text = await vectorStores.files.text(store.id, id);
    if (text !== null) return text;
    const file = await vectorStores.files.get(store.id, id);
    throw badRequest(`Invalid '${param}': “${name}” can’t be read. ${file?.error?.message ?? 'It took too long.'}`, { param, code: file?.error?.code ?? 'invalid_file' });
  } finally {
    await vectorStores.delete(store.id);
  }
}
