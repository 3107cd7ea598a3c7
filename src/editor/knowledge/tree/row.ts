import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../../core/text/figure.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import type { ListedDetails, ListedFile, ListedState } from '../../../core/types/listing.ts';
import { idOf, type FileNode, type FolderNode, type KnowledgeNode, type MoreNode, type StoreNode } from './node.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';
import { uriOf } from '../../fileUri.ts';
import { language } from '../../../core/text/language.ts';
import { moment } from '../../../core/text/moment.ts';

/** How many more files are shown at a time: enough to scroll through, few enough to come at once. */
export const PAGE = 500;

const WARNING = new vscode.ThemeColor('list.warningForeground');
const ERROR = new vscode.ThemeColor('list.errorForeground');
const WORKING = new vscode.ThemeIcon('loading~spin');

const STORE_ICONS: Readonly<Record<StoreSource['kind'], string>> = { workspace: 'book', uploads: 'database', hosted: 'cloud' };
const STATE_ICONS: Readonly<Partial<Record<ShownState, vscode.ThemeIcon>>> = {
  working: WORKING,
  paused: new vscode.ThemeIcon('debug-pause'),
  expired: new vscode.ThemeIcon('history'),
  trouble: new vscode.ThemeIcon('warning', WARNING),
};

const STATES: Readonly<Record<ListedState, string>> = { ready: t('Indexed'), reading: t('Being read'), leftOut: t('Left out'), failed: t('Failed'), cancelled: t('Cancelled') };
const FILE_ICONS: Readonly<Partial<Record<ListedState, vscode.ThemeIcon>>> = {
  reading: WORKING,
  leftOut: new vscode.ThemeIcon('circle-slash'),
  failed: new vscode.ThemeIcon('error', ERROR),
  cancelled: new vscode.ThemeIcon('circle-slash'),
};

/** A row without what is told only while one looks at it. @param store as it is now */
export function rowOf(node: KnowledgeNode, store: ShownStore | undefined): vscode.TreeItem {
  switch (node.kind) {
    case 'store':
      return storeRow(node, store);
    case 'folder':
      return folderRow(node);
    case 'file':
      return fileRow(node);
    case 'more':
      return moreRow(node);
  }
}

function storeRow(node: StoreNode, store: ShownStore | undefined): vscode.TreeItem {
  const { kind } = node.source;
  const state = store?.state ?? 'trouble';
  const item = new vscode.TreeItem(store?.name ?? node.id, state === 'none' || state === 'expired' ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(node);
  item.description = store?.description ?? '';
  item.iconPath = STATE_ICONS[state] ?? new vscode.ThemeIcon(STORE_ICONS[kind]);
  item.contextValue = `store.${kind}.${state}`;
  item.accessibilityInformation = { label: [NAMED[kind](item.label as string), item.description, store?.problem].filter(Boolean).join(', ') };
  return item;
}

/** What a screen reader calls it. */
const NAMED: Readonly<Record<StoreSource['kind'], (name: string) => string>> = {
  workspace: (name) => t('Index {0}', name),
  uploads: (name) => t('Vector store {0}', name),
  hosted: (name) => t('Hosted vector store {0}', name),
};

function folderRow(node: FolderNode): vscode.TreeItem {
  const { name, files, troubled } = node.folder;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(node);
  item.iconPath = vscode.ThemeIcon.Folder;
  item.description = troubled > 0 ? t('{0} · {1} left out', figure(files), figure(troubled)) : figure(files);
  item.tooltip = `${node.folder.path}\n${troubled > 0 ? t('{0}, {1} of them left out or failed', fileCount(files), figure(troubled)) : fileCount(files)}`;
  item.contextValue = `folder.${node.store.source.kind}`;
  item.accessibilityInformation = { label: `${name}, ${troubled > 0 ? t('{0}, {1} left out', fileCount(files), figure(troubled)) : fileCount(files)}` };
  return item;
}

function fileRow(node: FileNode): vscode.TreeItem {
  const { file, store } = node;
  const item = new vscode.TreeItem(file.name, vscode.TreeItemCollapsibleState.None);
  item.id = idOf(node);
  // The icon of its kind is the theme's own; a file of the workspace also shows what Git and others say of it.
  item.resourceUri = store.source.kind === 'workspace' ? uriOf(file.id) : vscode.Uri.from({ scheme: 'docent-file', path: `/${file.path}` });
  item.iconPath = FILE_ICONS[file.state] ?? vscode.ThemeIcon.File;
  item.description = file.state === 'ready' ? '' : (file.reason ?? STATES[file.state].toLocaleLowerCase(language()));
  item.contextValue = `file.${store.source.kind}.${file.state}`;
  item.accessibilityInformation = { label: [file.name, STATES[file.state].toLocaleLowerCase(language()), file.reason].filter(Boolean).join(', ') };
  item.command = { command: 'docent.openKnowledgeFile', title: t('Open'), arguments: [node] };
  return item;
}

function moreRow(node: MoreNode): vscode.TreeItem {
  const next = Math.min(node.more, PAGE);
  const item = new vscode.TreeItem(t('Show {0} More', next), vscode.TreeItemCollapsibleState.None);
  item.id = idOf(node);
  item.description = next < node.more ? t('of {0}', node.more) : '';
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'docent.showMoreFiles', title: t('Show More'), arguments: [node] };
  return item;
}

/** What is told of a store while one looks at it. */
export function storeTooltip({ name, facts, problem }: ShownStore): vscode.MarkdownString {
  return tooltip(name, [...(problem === null ? [] : [[t('Problem'), problem] as const]), ...facts]);
}

export function fileTooltip({ path, state, reason }: ListedFile, details: ListedDetails | null): vscode.MarkdownString {
  const facts: (readonly [string, string])[] = [[t('State'), reason === null ? STATES[state] : `${STATES[state]}: ${reason}`]];
  if (details) {
    if (details.chunks !== null) facts.push([t('Chunks'), String(details.chunks)]);
    if (details.bytes !== null) facts.push([t('Size'), fileSize(details.bytes)]);
    if (details.at !== null) facts.push([t('Changed'), moment(details.at)]);
    if (details.secrets > 0) facts.push([t('Secrets taken out'), String(details.secrets)]);
  }
  return tooltip(path, facts);
}

function tooltip(title: string, facts: readonly (readonly [string, string])[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  // Names are the user's own, not Markdown.
  text.appendText(title);
  for (const [what, value] of facts) text.appendMarkdown('  \n').appendText(`${what}: ${value}`);
  return text;
}
