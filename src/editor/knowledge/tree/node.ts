import type { ListedFile, ListedFolder } from '../../../core/types/listing.ts';
import type { StoreSource } from './source.ts';

/** What the view shows, each row by what it stands for. */
export type KnowledgeNode = StoreNode | FolderNode | FileNode | MoreNode;

export interface StoreNode {
  readonly kind: 'store';
  readonly source: StoreSource;
  readonly id: string;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly store: StoreNode;
  readonly parent: StoreNode | FolderNode;
  readonly folder: ListedFolder;
}

export interface FileNode {
  readonly kind: 'file';
  readonly store: StoreNode;
  readonly parent: StoreNode | FolderNode;
  readonly file: ListedFile;
}

/** The last row of a folder with more files than are shown. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: StoreNode | FolderNode;
  readonly more: number;
}

/** The path of a node that has others below it, as its store's files have it; '' for the store itself. */
export function pathOf(node: StoreNode | FolderNode): string {
  return node.kind === 'store' ? '' : node.folder.path;
}

export function storeOf(node: StoreNode | FolderNode): StoreNode {
  return node.kind === 'store' ? node : node.store;
}

/** The same for the same row, whenever the view is filled. */
export function idOf(node: KnowledgeNode): string {
  switch (node.kind) {
    case 'store':
      return `${node.source.kind}:${node.id}`;
    case 'folder':
      return `${idOf(node.store)}/${node.folder.path}/`;
    case 'file':
      return `${idOf(node.store)}/${node.file.path}#${node.file.id}`;
    case 'more':
      return `${idOf(node.parent)}…`;
  }
}

/** The hosted store on whose row a command was called; null where it was called elsewhere. */
export function hostedStoreAt(target: unknown): string | null {
  const isStore = typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'store' && 'source' in target;
  const node = isStore ? (target as StoreNode) : null;
  return node?.source.kind === 'hosted' ? node.id : null;
}
