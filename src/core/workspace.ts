import { basename } from 'node:path';
import type { KeptData } from './data/dataDirectory.ts';
import { workspaceOf, type Folder, type Folders } from './data/folders.ts';
import { createEmbedQuestion } from './knowledge/embedding.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { createFolderStores, type FolderStores } from './knowledge/stores/folders/folderStores.ts';
import type { SourceFolder } from './knowledge/vectorStore.ts';
import type { Embedder } from './types/embedder.ts';
import type { Log } from './types/log.ts';
import { addressOf } from './types/remotePath.ts';

/** The folders that are open in a window. */
export interface Workspace {
  /** What threads that begin now are kept under; '' without a folder. */
  id(): Promise<string>;
  readonly store: FolderStores;
  /** The names of a workspace's folders, of any that Docent knows. @param id as threads have it */
  names(): Promise<(id: string) => string>;
}

/** A store with nothing in it, whose file is never made: its thread reads what citations point to. */
const NOWHERE = 'vs_nowhere';

export interface WorkspaceParts {
  folders(): readonly SourceFolder[];
  readonly known: Folders;
  readonly data: Pick<KeptData, 'subscribe'>;
  readonly knowledge: Knowledge;
  /** The embedding model by which questions are asked; null where none is. */
  embedder(): Embedder | null;
  readonly log: Log;
}

export function createWorkspace({ folders, known, data, knowledge, embedder, log }: WorkspaceParts): Workspace {
  const asked = new Map<string, Promise<Folder>>();
  // Other data may know them otherwise, and without data they are known by their paths alone.
  data.subscribe(() => asked.clear());

  /** What a folder is stays so while it is open; the store is asked at each change of a file. */
  function folderAt(path: string): Promise<Folder> {
    const folder = asked.get(path) ?? known.resolve(path);
    asked.set(path, folder);
    folder.catch(() => asked.delete(path));
    return folder;
  }

  return {
    id: async () => workspaceOf(await Promise.all(folders().map(({ path }) => folderAt(path)))),
    store: createFolderStores({
      folders,
      embedQuestion: createEmbedQuestion(embedder, log),
      nowhere: () => knowledge.store(NOWHERE),
      async open(path) {
        const folder = await folderAt(path);
        return { root: folder.path, store: knowledge.store(folder.id.replace('folder_', 'vs_'), folder.path) };
      },
    }),
    async names() {
      const names = new Map((await known.list()).map(({ id, path }) => [id, basename(addressOf(path)) || path]));
      return (id) => id.split('\n').flatMap((each) => names.get(each) ?? []).join(', ');
    },
  };
}
