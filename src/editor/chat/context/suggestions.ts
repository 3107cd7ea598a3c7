import { basename, dirname } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { ALL } from '../../../core/data/page.ts';
import type { Docent } from '../../../core/docent.ts';
import { isRemote } from '../../../core/types/remotePath.ts';
import type { Suggestion } from '../../../protocol/composer.ts';
import { findFiles } from '../../findFiles.ts';
import { openFolders, shownPath } from '../../workspace.ts';
import { chipOf } from '../composer/chips.ts';
import type { Conversation } from '../conversation.ts';
import { countChanges } from './changes.ts';
import { countProblems } from './problems.ts';
import { indexedFiles } from './indexedFiles.ts';
import { atFirst, byNeed, matching, typed } from './matching.ts';
import { keyOf, type Reference } from './reference.ts';
import { findSymbols } from './symbols.ts';

/** A list that one looks through without scrolling for long. */
const MAX_SUGGESTIONS = 40;
/** Names of a large workspace; they are matched at each key. */
const MAX_FILES = 20_000;
/** New files are found after so long. In milliseconds. */
const FILES_STAY_MS = 10_000;

/** What an `@` offers. */
export interface Suggestions {
  /** @param offered what is in front in the editor: it comes first */
  find(text: string, offered: Reference | null): Promise<readonly Suggestion[]>;
  /** What was suggested under this id; for what is to be looked for elsewhere, the user is asked. */
  take(id: string): Promise<readonly Reference[]>;
}

const BROWSE: Suggestion = { id: 'browse', kind: 'browse', label: t('Browse…'), detail: t('Files of this machine') };

export function createSuggestions(docent: Docent, conversation: Conversation): Suggestions {
  /** Those that were found lately, by id. */
  const known = new Map<string, Reference>();
  let files: { readonly at: number; readonly paths: Promise<readonly Reference[]> } | null = null;

  function listed(): Promise<readonly Reference[]> {
    if (!files || Date.now() - files.at > FILES_STAY_MS) files = { at: Date.now(), paths: listFiles(docent) };
    return files.paths;
  }

  async function others(): Promise<readonly (readonly Reference[])[]> {
    const workspace = await docent.workspace.id();
    const threads = await docent.threads.list({ workspace, origins: ['chat', 'analysis'] });
    const { data: stores } = await docent.vectorStores.list(ALL);
    return [
      stores.map(({ id, name }): Reference => ({ kind: 'store', id, name: name || id })),
      threads.flatMap(({ id, title }): readonly Reference[] => (id === conversation.thread?.id ? [] : [{ kind: 'thread', id, title }])),
    ];
  }

  return {
    async find(text, offered) {
      const [growing, rest, symbols] = await Promise.all([others(), listed(), text === '' ? [] : findSymbols(text)]);
      const found = new Map<string, Reference>();
      const suggest = (references: readonly Reference[]) =>
        references.flatMap((reference): readonly Suggestion[] => {
          if (found.has(keyOf(reference))) return [];
          found.set(keyOf(reference), reference);
          return [suggestionOf(reference)];
        });
      const kinds = { atHand: suggest(atHand(offered)), others: BROWSE, growing: growing.map(suggest), rest: suggest([...rest, ...symbols]) };
      const best = text === '' ? atFirst(kinds, MAX_SUGGESTIONS) : [...matching(text, typed(kinds), MAX_SUGGESTIONS - 1), BROWSE];
      for (const { id } of best) {
        const reference = found.get(id);
        if (reference) known.set(id, reference);
      }
      return best;
    },
    async take(id) {
      if (id !== BROWSE.id) {
        const reference = known.get(id);
        return reference ? [reference] : [];
      }
      const picked = await vscode.window.showOpenDialog({ title: t('Add Context'), canSelectMany: true, canSelectFiles: true });
      return (picked ?? []).map((uri): Reference => ({ kind: 'file', uri: uri.toString() }));
    },
  };
}

const PROBLEMS: Reference = { kind: 'problems' };
const CHANGES: Reference = { kind: 'changes' };

function atHand(offered: Reference | null): readonly Reference[] {
  return [...(offered ? [offered] : []), ...openFiles(), ...(countProblems() > 0 ? [PROBLEMS] : []), ...(countChanges() > 0 ? [CHANGES] : [])];
}

function suggestionOf(reference: Reference): Suggestion {
  const { id, kind, label, detail } = chipOf(reference, null);
  return { id, kind, label, detail: kind === 'file' || kind === 'folder' || kind === 'image' ? folderOf(detail) : detail };
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}

/** What has a tab; one means these most often. */
function openFiles(): readonly Reference[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }): readonly Reference[] => {
      return input instanceof vscode.TabInputText && (input.uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(input.uri)) ? [{ kind: 'file', uri: input.uri.toString() }] : [];
    }),
  );
}

/** The workspace's files, and the folders that they are in. */
async function listFiles(docent: Docent): Promise<readonly Reference[]> {
  const remote = openFolders().map(({ path }) => path).filter(isRemote);
  const indexed = (await Promise.all(remote.map((folder) => indexedFiles(docent, folder, MAX_FILES)))).flat();
  const found = indexed.length > 0 && remote.length === openFolders().length ? [] : await findFiles('**/*', '**/{node_modules,.git}/**', MAX_FILES);
  const uris = new Map([...found, ...indexed].map((uri) => [uri.toString(), uri]));
  const files = [...uris.values()].toSorted((a, b) => byNeed(shownPath(a), shownPath(b)));
  const folders = new Map<string, vscode.Uri>();
  for (const uri of files) {
    const folder = vscode.Uri.joinPath(uri, '..');
    if (vscode.workspace.getWorkspaceFolder(folder) && basename(folder.path) && shownPath(folder) !== folder.path) folders.set(folder.toString(), folder);
  }
  return [
    ...files.map((uri): Reference => ({ kind: 'file', uri: uri.toString() })),
    ...[...folders.keys()].map((uri): Reference => ({ kind: 'folder', uri })),
  ];
}
