import * as vscode from 'vscode';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import type { ListedDetails, ListedFile, ListedState } from '../../../core/types/listing.ts';
import { idOf, type FileNode, type FolderNode, type KnowledgeNode, type MoreNode, type StoreNode } from './node.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';

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

const STATES: Readonly<Record<ListedState, string>> = { ready: 'Indexed', reading: 'Being read', leftOut: 'Left out', failed: 'Failed', cancelled: 'Cancelled' };
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
  item.accessibilityInformation = { label: [`${KINDS[kind]} ${item.label as string}`, item.description, store?.problem].filter(Boolean).join(', ') };
  return item;
}

const KINDS: Readonly<Record<StoreSource['kind'], string>> = { workspace: 'Index', uploads: 'Vector store', hosted: 'Hosted vector store' };

function folderRow(node: FolderNode): vscode.TreeItem {
  const { name, files, troubled } = node.folder;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(node);
  item.iconPath = vscode.ThemeIcon.Folder;
  item.description = troubled > 0 ? `${files} · ${troubled} left out` : String(files);
  item.tooltip = `${node.folder.path}\n${fileCount(files)}${troubled > 0 ? `, ${troubled} of them left out or failed` : ''}`;
  item.contextValue = `folder.${node.store.source.kind}`;
  item.accessibilityInformation = { label: `${name}, ${fileCount(files)}${troubled > 0 ? `, ${troubled} left out` : ''}` };
  return item;
}

function fileRow(node: FileNode): vscode.TreeItem {
  const { file, store } = node;
  const item = new vscode.TreeItem(file.name, vscode.TreeItemCollapsibleState.None);
  item.id = idOf(node);
  // The icon of its kind is the theme's own; a file of the workspace also shows what Git and others say of it.
  item.resourceUri = store.source.kind === 'workspace' ? vscode.Uri.file(file.id) : vscode.Uri.from({ scheme: 'docent-file', path: `/${file.path}` });
  item.iconPath = FILE_ICONS[file.state] ?? vscode.ThemeIcon.File;
  item.description = file.state === 'ready' ? '' : (file.reason ?? STATES[file.state].toLowerCase());
  item.contextValue = `file.${store.source.kind}.${file.state}`;
  item.accessibilityInformation = { label: [file.name, STATES[file.state].toLowerCase(), file.reason].filter(Boolean).join(', ') };
  item.command = { command: 'docent.openKnowledgeFile', title: 'Open', arguments: [node] };
  return item;
}

function moreRow(node: MoreNode): vscode.TreeItem {
  const next = Math.min(node.more, PAGE);
  const item = new vscode.TreeItem(`Show ${next} More`, vscode.TreeItemCollapsibleState.None);
  item.id = idOf(node);
  item.description = next < node.more ? `of ${node.more}` : '';
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'docent.showMoreFiles', title: 'Show More', arguments: [node] };
  return item;
}

/** What is told of a store while one looks at it. */
export function storeTooltip({ name, facts, problem }: ShownStore): vscode.MarkdownString {
  return tooltip(name, [...(problem === null ? [] : [['Problem', problem] as const]), ...facts]);
}

export function fileTooltip({ path, state, reason }: ListedFile, details: ListedDetails | null): vscode.MarkdownString {
  const facts: (readonly [string, string])[] = [['State', reason === null ? STATES[state] : `${STATES[state]}: ${reason}`]];
  if (details) {
    if (details.chunks !== null) facts.push(['Chunks', String(details.chunks)]);
    if (details.bytes !== null) facts.push(['Size', fileSize(details.bytes)]);
    if (details.at !== null) facts.push(['Changed', new Date(details.at).toLocaleString()]);
    if (details.secrets > 0) facts.push(['Secrets taken out', String(details.secrets)]);
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
