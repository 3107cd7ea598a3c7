import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DocentError } from '../../core/types/errors.ts';
import { mentionKey, MENTIONS_PER_REQUEST, type Mention, type MentionedPlace, type MentionLink } from '../../protocol/mentions.ts';
import type { ViewKind } from '../../protocol/view.ts';
import { findFiles } from '../findFiles.ts';
import { excludedGlobs, shownPath } from '../workspace.ts';
import { columnFor } from './citations.ts';

/** A file of the workspace, and what of it is meant where that is known. */
interface Target {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range | null;
}

/** So many files of one name are offered. */
const MAX_SAME_NAME = 20;
/** So many names are looked for at once: each search goes through the names of all files. */
const MAX_SEARCHED = 500;
/** Symbols are asked of language servers, which have other work. */
const MAX_SYMBOLS = 20;

/** Of each mention whether the workspace has it. */
export async function findMentions(mentions: readonly Mention[]): Promise<readonly boolean[]> {
  const found = await targetsOf(mentions.slice(0, MENTIONS_PER_REQUEST));
  return mentions.map((mention) => (found.get(mentionKey(mention)) ?? []).length > 0);
}

/** Opens what a link names; where there are several of one name, the user chooses. */
export async function openMention({ mention, place }: MentionLink, from: ViewKind): Promise<void> {
  const targets = (await targetsOf([mention])).get(mentionKey(mention)) ?? [];
  const target = targets.length > 1 ? await chosen(mention, targets) : targets[0];
  if (target === null) return;
  if (!target) {
    const name = mention.kind === 'file' ? mention.path : mention.name;
    throw new DocentError('file_gone', t('{0} is no longer there: was it moved or deleted?', name));
  }
  const range = place ? rangeOf(place) : target.range;
  await vscode.commands.executeCommand('vscode.open', target.uri, { preview: true, viewColumn: columnFor(from), ...(range && { selection: range }) });
}

async function chosen(mention: Mention, targets: readonly Target[]): Promise<Target | null> {
  const rows = targets.map((target) => ({
    label: path.posix.basename(target.uri.path),
    description: shownPath(target.uri) + (target.range ? `:${target.range.start.line + 1}` : ''),
    target,
  }));
  const name = mention.kind === 'file' ? mention.path : mention.name;
  return (await vscode.window.showQuickPick(rows, { placeHolder: t('Which {0} is meant?', name), matchOnDescription: true }))?.target ?? null;
}

/** The last column of a line that is meant as a whole: the editor ends the selection where the line does. */
const LINE_END = 100_000;

function rangeOf({ start, end, column }: MentionedPlace): vscode.Range {
  if (column !== null) return new vscode.Range(start - 1, column - 1, start - 1, column - 1);
  return new vscode.Range(start - 1, 0, end - 1, LINE_END);
}

async function targetsOf(mentions: readonly Mention[]): Promise<ReadonlyMap<string, readonly Target[]>> {
  const found = new Map<string, readonly Target[]>();
  const unfound: string[] = [];
  await Promise.all(
    mentions.map(async (mention) => {
      if (mention.kind === 'symbol') return;
      const uris = await exactly(mention.path);
      if (uris.length > 0) found.set(mentionKey(mention), uris.map((uri) => ({ uri, range: null })));
      else unfound.push(mention.path);
    }),
  );
  for (const [written, uris] of await byEnding(unfound)) found.set(mentionKey({ kind: 'file', path: written }), uris.map((uri) => ({ uri, range: null })));
  const symbols = mentions.flatMap((mention) => (mention.kind === 'symbol' ? [mention] : [])).slice(0, MAX_SYMBOLS);
  for (const symbol of symbols) found.set(mentionKey(symbol), await symbolsOf(symbol.name));
  return found;
}

/** The files at this very path: absolute, in a folder of the workspace, or behind the folder's name. */
async function exactly(written: string): Promise<readonly vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const plain = written.replaceAll('\\', '/');
  const candidates = folders.flatMap(({ uri, name }) => {
    const relative = plain.replace(/^\//, '');
    const inside = [vscode.Uri.joinPath(uri, relative)];
    if (uri.scheme === 'file' && path.isAbsolute(written)) inside.unshift(vscode.Uri.file(written));
    if (relative.startsWith(`${name}/`)) inside.push(vscode.Uri.joinPath(uri, relative.slice(name.length + 1)));
    return inside;
  });
  const unique = new Map(candidates.map((uri) => [uri.toString(), uri]));
  const there = await Promise.all([...unique.values()].map(async (uri) => ((await isFileInside(uri)) ? [uri] : [])));
  return there.flat();
}

/** Whether it is a file, and in the workspace also where a link of the file system leads. */
async function isFileInside(uri: vscode.Uri): Promise<boolean> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return false;
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0) return false;
    if (uri.scheme !== 'file') return true;
    const real = await realpath(uri.fsPath);
    const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
    const roots = await Promise.all(folders.map((folder) => realpath(folder.uri.fsPath)));
    return roots.some((root) => real.startsWith(root.endsWith(path.sep) ? root : root + path.sep));
  } catch {
    // It is not there, or nobody may see it.
    return false;
  }
}

/** The files whose paths end so. */
async function byEnding(paths: readonly string[]): Promise<ReadonlyMap<string, readonly vscode.Uri[]>> {
  const endings = new Map<string, string>();
  for (const written of paths) {
    const ending = written.replaceAll('\\', '/').replace(/^\.?\//, '');
    // A pattern's own characters are seldom part of a name that is written without its folder.
    if (!/[*?[\]{},!]/.test(ending) && !/(^|\/)\.{1,2}(\/|$)/.test(ending) && /\w/.test(ending)) endings.set(written, ending);
  }
  const found = new Map<string, readonly vscode.Uri[]>();
  if (endings.size === 0 || !vscode.workspace.workspaceFolders) return found;
  const patterns = [...new Set(endings.values())].map((ending) => `**/${ending}`);
  const excluded = [...new Set([...excludedGlobs(), '**/node_modules', '**/.git'])];
  const uris = await findFiles(`{${patterns.join(',')}}`, `{${excluded.join(',')}}`, MAX_SEARCHED);
  const inside = await Promise.all(uris.map(async (uri) => ((await isFileInside(uri)) ? [uri] : [])));
  for (const [written, ending] of endings) {
    const same = inside.flat().filter((uri) => uri.path.endsWith(`/${ending}`));
    if (same.length > 0) found.set(written, same.slice(0, MAX_SAME_NAME));
  }
  return found;
}

/** The symbols of exactly this name, as the languages know them; those of a file that is no longer there don't count. */
async function symbolsOf(written: string): Promise<readonly Target[]> {
  const parts = written.split(/\.|::|#/);
  const name = parts.at(-1) ?? '';
  const container = parts.at(-2);
  const all = await vscode.commands.executeCommand<readonly vscode.SymbolInformation[] | undefined>('vscode.executeWorkspaceSymbolProvider', name);
  const same = (all ?? []).filter((symbol) => symbol.name.replace(/\(.*\)$/, '') === name && (!container || symbol.containerName.split(/\W+/).includes(container)));
  const inside = await Promise.all(same.slice(0, MAX_SAME_NAME).map(async ({ location }) => ((await isFileInside(location.uri)) ? [{ uri: location.uri, range: location.range }] : [])));
  return inside.flat();
}
