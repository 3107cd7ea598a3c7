import { sep } from 'node:path';
import type * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { uriOf } from '../../fileUri.ts';

/** The indexed files of a folder. Of those that are not on disk VS Code finds none, as long as their extensions don't help it. @param folder its path, as the engine knows it */
export async function indexedFiles({ workspace }: Docent, folder: string, most: number): Promise<readonly vscode.Uri[]> {
  const files = await workspace.store.files({ after: folder + sep, limit: most });
  return files.filter(({ id }) => id.startsWith(folder + sep)).map(({ id }) => uriOf(id));
}
