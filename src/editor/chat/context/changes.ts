import * as vscode from 'vscode';

/** What VS Code's Git extension offers of a repository; it publishes no package with its types. */
interface Repository {
  readonly state: { readonly workingTreeChanges: readonly unknown[]; readonly indexChanges: readonly unknown[] };
  diff(isStaged?: boolean): Promise<string>;
  diffWithHEAD(path: string): Promise<string>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: readonly Repository[]; getRepository(uri: vscode.Uri): Repository | null };
}

/** How many files have changed since the last commit; 0 without Git. */
export function countChanges(): number {
  return repositories().reduce((sum, { state }) => sum + state.workingTreeChanges.length + state.indexChanges.length, 0);
}

/** What has changed since the last commit, staged or not, as patches. */
export async function changesText(): Promise<string> {
  const patches = await Promise.all(repositories().map(async (repository) => [await repository.diff(true), await repository.diff()]));
  return patches.flat().filter(Boolean).join('\n');
}

/** What has changed in a file since then; of one that Git does not know yet, nothing. */
export async function changeText(uri: vscode.Uri): Promise<string> {
  return (await api()?.getRepository(uri)?.diffWithHEAD(uri.fsPath)) ?? '';
}

const repositories = () => api()?.repositories ?? [];

function api() {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
  return git?.isActive && git.exports.enabled ? git.exports.getAPI(1) : null;
}
