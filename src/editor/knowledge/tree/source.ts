import type * as vscode from 'vscode';
import type { ListedDetails, ListedFile, Listing } from '../../../core/types/listing.ts';

/** How it stands with a store; `none`: it could be made. */
export type ShownState = 'none' | 'ready' | 'working' | 'paused' | 'expired' | 'trouble';

/** A store as the view shows it. */
export interface ShownStore {
  /** No two stores of the view have the same. */
  readonly id: string;
  readonly name: string;
  /** Beside the name, in a few words. */
  readonly description: string;
  readonly state: ShownState;
  /** What is told of it while one looks at it: what it is called, and what it is. */
  readonly facts: readonly (readonly [string, string])[];
  /** Why something of it fails, and the way out; null where nothing does. */
  readonly problem: string | null;
}

/** Where stores come from: the workspace's folders, uploads, OpenAI. Each has its own menus, by its kind. */
export interface StoreSource {
  readonly kind: 'workspace' | 'uploads' | 'hosted';
  /** In the order in which they are shown. @throws DocentError */
  stores(): Promise<readonly ShownStore[]>;
  /** What stands directly in a folder. @param folder '' for the top; @param limit at most so many files */
  list(storeId: string, folder: string, limit: number): Promise<Listing>;
  /** Null where nothing more is known of a file. */
  details(storeId: string, file: ListedFile): Promise<ListedDetails | null>;
  /** Where a file can be read; null where it can't. */
  uriOf(storeId: string, file: ListedFile): vscode.Uri | null;
  /** Something of them may have changed; it may be told often. */
  readonly onDidChange: vscode.Event<void>;
}
