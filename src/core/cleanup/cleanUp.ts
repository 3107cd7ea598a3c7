import type { DataDirectory } from '../data/dataDirectory.ts';
import { takeInventory } from '../data/inventory.ts';
import { removeTree } from '../disk/remove.ts';
import { errorInfo } from '../types/errors.ts';
import { look } from './look.ts';
import type { Remain, RemainKind } from './remain.ts';

/** What has come of deleting: nothing that is still there counts as deleted. */
export interface Cleaned {
  readonly deleted: readonly Remain[];
  readonly failed: readonly { readonly remain: Remain; readonly reason: string }[];
  /** What it did not come to, since it was stopped. */
  readonly left: readonly Remain[];
}

export interface CleanOptions {
  /** Aborting ends it after the one at hand. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** Everything that was made on this machine and can be found and deleted. */
export interface CleanUp {
  look(): Promise<readonly Remain[]>;
  /** Deletes one after the other; one that can't be deleted does not keep the others. What is gone already is as good as deleted. */
  delete(chosen: readonly Remain[], options?: CleanOptions): Promise<Cleaned>;
}

/** Deletes one of each kind. */
export type Remove = Readonly<Record<Exclude<RemainKind, 'stray'>, (id: string) => Promise<unknown>>>;

export interface CleanUpParts {
  readonly data: Pick<DataDirectory, 'database' | 'folders' | 'files' | 'storesDir' | 'sessionsDir'>;
  /** The ids of the open folders, a line each. */
  workspaceId(): Promise<string>;
  readonly remove: Remove;
}

/** First what refers to others, so that nothing refers to what is gone. */
const ORDER: readonly RemainKind[] = ['thread', 'assistant', 'store', 'file', 'index', 'stray'];

export function createCleanUp({ data, workspaceId, remove }: CleanUpParts): CleanUp {
  return {
    async look() {
      const [inventory, folders, open] = await Promise.all([takeInventory(data.database), data.folders.list(), workspaceId()]);
      const places = { files: data.files.dir, stores: data.storesDir, sessions: data.sessionsDir };
      return look({ inventory, folders, open: new Set(open.split('\n')), places, now: Date.now() });
    },
    async delete(chosen, { signal, onProgress } = {}) {
      const todo = chosen.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
      const deleted: Remain[] = [];
      const failed: { remain: Remain; reason: string }[] = [];
      for (const [index, remain] of todo.entries()) {
        if (signal?.aborted) return { deleted, failed, left: todo.slice(index) };
        onProgress?.(index, todo.length, remain.name);
        try {
          await (remain.kind === 'stray' ? removeTree(remain.id) : remove[remain.kind](remain.id));
          deleted.push(remain);
        } catch (error) {
          failed.push({ remain, reason: errorInfo(error).message });
        }
      }
      return { deleted, failed, left: [] };
    },
  };
}
