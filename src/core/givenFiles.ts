import { join } from 'node:path';
import type { Containers } from './containers/containers.ts';
import type { Files } from './data/files.ts';
import { goneFile, type GivenFile } from './runs/dataFiles.ts';
import { containerOf, type Assistant } from './types/assistant.ts';
import type { Thread } from './types/thread.ts';

/** The uploaded files that an assistant and a thread give to code, and what lies in the container in which it runs. */
export function givenFilesOf(files: Files, containers: Containers) {
  return async (assistant: Assistant, thread: Thread): Promise<readonly GivenFile[]> => {
    const ids = new Set([...assistant.toolResources.codeInterpreterFiles, ...thread.toolResources.codeInterpreterFiles]);
    const uploaded = [...ids].map(async (id) => {
      const file = await files.get(id);
      return file ? { id, name: file.name, path: files.path(file), bytes: file.bytes, isGone: false } : goneFile(id, join(files.dir, id));
    });
    const container = containerOf(assistant);
    return [...(await Promise.all(uploaded)), ...(container === null ? [] : await containers.given(container))];
  };
}
