import { t } from '@vscode/l10n';
import type { AssistantRows } from '../data/assistants.ts';
import { isAmong } from '../data/narrowing.ts';
import { ALL, pageOf } from '../data/page.ts';
import { DocentError } from '../types/errors.ts';
import { createAssistantFiles, type AssistantFile } from './files.ts';
import { readStoreNames, type NamedStore, type StoreNames } from './storeNames.ts';

/**
 * All assistants, whether they are kept as rows or as files of the workspace.
 * `get` throws a DocentError `assistant_broken` for a file that can't be used; `save` and `delete` throw `assistant_read_only`
 * for any file: files are changed where they are.
 */
export interface Assistants extends AssistantRows {
  /** The files alone, with those that can't be used. */
  files(): Promise<readonly AssistantFile[]>;
  /** How files call the vector stores that there are now. */
  storeNames(): Promise<StoreNames>;
}

export interface AssistantsParts {
  readonly rows: AssistantRows;
  /** The vector stores that there are now. */
  stores(): Promise<readonly NamedStore[]>;
  /** Absolute paths of the folders whose files count now. */
  folders(): readonly string[];
}

export function createAssistants({ rows, stores, folders }: AssistantsParts): Assistants {
  const storeNames = async () => readStoreNames(await stores());
  const files = createAssistantFiles(folders, storeNames);
  async function refuseFiles(id: string): Promise<void> {
    const file = await files.get(id);
    if (file) throw new DocentError('assistant_read_only', t('This assistant is a file, to be changed there: {0}', file.path));
  }

  return {
    files: files.list,
    storeNames,
    async list(query) {
      const [{ data }, inFiles] = await Promise.all([rows.list(ALL), files.list()]);
      const usable = inFiles.flatMap(({ assistant }) => assistant ?? []);
      const all = [...data, ...usable].toSorted((a, b) => a.createdAt - b.createdAt);
      const { only } = query;
      return pageOf(only ? all.filter((assistant) => isAmong(assistant, only)) : all, query);
    },
    async get(id) {
      const file = await files.get(id);
      if (!file) return rows.get(id);
      if (file.error === null) return file.assistant;
      throw new DocentError('assistant_broken', t('The assistant in {0} can’t be used. {1}', file.path, file.error), 'pickAssistant');
    },
    async save(assistant) {
      await refuseFiles(assistant.id);
      await rows.save(assistant);
    },
    async delete(id) {
      await refuseFiles(id);
      return rows.delete(id);
    },
  };
}
