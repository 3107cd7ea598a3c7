import * as vscode from 'vscode';
import { readPromptFile, type PromptFile } from '../../../core/assistants/promptFile.ts';
import { trustedFolders } from '../../workspace.ts';

/** Where the editor's own chat looks for prompts, too. */
const FOLDER = '.github/prompts';
/** A prompt is a page; what is longer is something else. In bytes. */
const MAX_BYTES = 200_000;
/** A list for people. */
const MAX_FILES = 100;

/** The prompts that the workspace's folders keep as files, by their addresses; none in a workspace that is not trusted. */
export async function promptFiles(): Promise<ReadonlyMap<string, PromptFile>> {
  const uris = (await Promise.all(trustedFolders().map(urisIn))).flat().slice(0, MAX_FILES);
  const prompts = await Promise.all(uris.map(async (uri) => [uri.toString(), await promptAt(uri)] as const));
  return new Map(prompts.flatMap(([uri, prompt]) => (prompt ? [[uri, prompt] as const] : [])));
}

async function urisIn(folder: string): Promise<readonly vscode.Uri[]> {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(folder), FOLDER);
  // Most workspaces have no such folder.
  const entries = await vscode.workspace.fs.readDirectory(uri).then((all) => all, () => []);
  const names = entries.flatMap(([name, type]) => ((type & vscode.FileType.File) !== 0 && /\.prompt\.md$/i.test(name) ? [name] : []));
  return names.sort().map((name) => vscode.Uri.joinPath(uri, name));
}

/** Null for what can't be read, or is no prompt. */
async function promptAt(uri: vscode.Uri): Promise<PromptFile | null> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > MAX_BYTES) return null;
    const prompt = readPromptFile(uri.path.slice(uri.path.lastIndexOf('/') + 1), new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    return prompt.text === '' ? null : prompt;
  } catch {
    // It went away in between.
    return null;
  }
}
