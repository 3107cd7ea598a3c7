import { join } from 'node:path';
import type { Files } from '../data/files.ts';
import type { Assistant } from '../types/assistant.ts';
import type { Thread } from '../types/thread.ts';
import { goneFile, type GivenFile } from './dataFiles.ts';

/** The uploaded files that an assistant and a thread give to code, each once; of one that is kept no more, that it is gone. */
export async function givenFiles(files: Files, assistant: Assistant, thread: Thread): Promise<readonly GivenFile[]> {
  const ids = new Set([...assistant.toolResources.codeInterpreterFiles, ...thread.toolResources.codeInterpreterFiles]);
  return Promise.all(
    [...ids].map(async (id) => {
      const file = await files.get(id);
      return file ? { id, name: file.name, path: files.path(file), bytes: file.bytes, isGone: false } : goneFile(id, join(files.dir, id));
    }),
  );
}
