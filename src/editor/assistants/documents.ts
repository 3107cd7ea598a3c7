import * as vscode from 'vscode';
import type { Assistants } from '../../core/assistants/assistants.ts';
import { fileName } from '../../core/assistants/files.ts';
import { withStores } from '../../core/assistants/storeNames.ts';
import type { Assistant } from '../../core/types/assistant.ts';

/** Scheme of the editors in which an assistant that Docent keeps is a Markdown file like those of a workspace. */
export const ASSISTANT_SCHEME = 'docent-assistant';

export function documentUri({ id, name }: Assistant): vscode.Uri {
  return vscode.Uri.from({ scheme: ASSISTANT_SCHEME, path: `/${id}/${fileName(name)}` });
}

/** The assistant that such an editor shows. */
export function documentId(uri: vscode.Uri): string {
  return uri.path.split('/')[1] ?? '';
}

/** Makes the assistants that Docent keeps readable and writable as files. */
export function registerAssistantDocuments(assistants: Assistants, saved: () => void): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** Rows know no time of their last change; it is the time at which another text was seen. */
  const versions = new Map<string, { readonly text: string; readonly mtime: number }>();

  async function rowOf(uri: vscode.Uri): Promise<Assistant> {
    const row = await assistants.get(documentId(uri));
    if (!row) throw vscode.FileSystemError.FileNotFound(uri);
    return row;
  }

  async function textOf(row: Assistant): Promise<string> {
    const { writeAssistant } = await import('../../core/assistants/write.ts');
    return writeAssistant(withStores(row, (await assistants.storeNames()).nameOf));
  }

  const none = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => {}),
    async stat(uri) {
      const row = await rowOf(uri);
      const text = await textOf(row);
      const before = versions.get(row.id);
      const mtime = before?.text === text ? before.mtime : before ? Date.now() : row.createdAt;
      versions.set(row.id, { text, mtime });
      return { type: vscode.FileType.File, ctime: row.createdAt, mtime, size: encode(text).length };
    },
    readFile: async (uri) => encode(await textOf(await rowOf(uri))),
    async writeFile(uri, bytes) {
      const [{ readAssistant }, { withContent }] = await Promise.all([import('../../core/assistants/read.ts'), import('../../core/assistants/write.ts')]);
      const row = await rowOf(uri);
      const { content, problems } = readAssistant(new TextDecoder().decode(bytes), row.name || null);
      if (!content) throw new vscode.FileSystemError(problems.find(({ severity }) => severity === 'error')?.message);
      const { idOf } = await assistants.storeNames();
      await assistants.save(withContent(row, withStores(content, idOf)));
      changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      saved();
    },
    async delete(uri) {
      await assistants.delete(documentId(uri));
      changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
      saved();
    },
    readDirectory: none,
    createDirectory: none,
    rename: none,
  };
  return vscode.Disposable.from(changes, vscode.workspace.registerFileSystemProvider(ASSISTANT_SCHEME, provider, { isCaseSensitive: true }));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
