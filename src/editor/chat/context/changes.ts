import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { newFilePatch } from './newFile.ts';

/** A file that differs from the last commit. */
interface Change {
  readonly uri: vscode.Uri;
  readonly status: number;
}

/** What VS Code's Git extension offers of a repository; it publishes no package with its types. */
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly workingTreeChanges: readonly Change[];
    readonly indexChanges: readonly Change[];
    /** Where the user wants them apart. */
    readonly untrackedChanges?: readonly Change[];
  };
  diff(isStaged?: boolean): Promise<string>;
  diffWithHEAD(path: string): Promise<string>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: readonly Repository[]; getRepository(uri: vscode.Uri): Repository | null };
}

/** How Git's extension calls a file that Git does not know yet. */
const UNTRACKED = 7;
/** Whoever has more of such files has forgotten to have them ignored. */
const MAX_NEW_FILES = 50;

/** How many files have changed since the last commit; 0 without Git. */
export function countChanges(): number {
  return repositories().reduce((sum, { state }) => sum + state.workingTreeChanges.length + state.indexChanges.length + (state.untrackedChanges?.length ?? 0), 0);
}

/** What has changed since the last commit, staged or not, and what is new, as patches. */
export async function changesText(): Promise<string> {
  const patches = await Promise.all(repositories().map(async (repository) => [await repository.diff(true), await repository.diff(), ...(await newFiles(repository))]));
  return patches.flat().filter(Boolean).join('\n');
}

/** The same of one file. */
export async function changeText(uri: vscode.Uri): Promise<string> {
  const repository = api()?.getRepository(uri);
  if (!repository) return '';
  const isNew = untracked(repository).some((change) => change.uri.toString() === uri.toString());
  return isNew ? newFile(repository, uri) : repository.diffWithHEAD(uri.fsPath);
}

function untracked({ state }: Repository): readonly Change[] {
  return [...state.workingTreeChanges, ...(state.untrackedChanges ?? [])].filter(({ status }) => status === UNTRACKED);
}

function newFiles(repository: Repository): Promise<readonly string[]> {
  return Promise.all(untracked(repository).slice(0, MAX_NEW_FILES).map(({ uri }) => newFile(repository, uri)));
}

function newFile({ rootUri }: Repository, uri: vscode.Uri): Promise<string> {
  return newFilePatch(rootUri.fsPath, relative(rootUri.fsPath, uri.fsPath).split(sep).join('/'));
}

const repositories = () => api()?.repositories ?? [];

function api() {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git');
  return git?.isActive && git.exports.enabled ? git.exports.getAPI(1) : null;
}
