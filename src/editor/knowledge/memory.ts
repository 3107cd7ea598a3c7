import type * as vscode from 'vscode';
import type { StoreStatus } from '../../core/knowledge/vectorStore.ts';
import { workspaceKey } from '../workspace.ts';

const KEY = 'docent.index';

interface Remembered {
  readonly workspace: string;
  readonly kind: 'ready' | 'partial';
}

/** What the workspace remembers of its index, which a damaged one can't say any more. */
export interface IndexMemory {
  /** @param kind null: there is no index */
  remember(kind: Remembered['kind'] | null): Promise<void>;
  /** Whether there was more in the index than there is: its file was damaged, emptied or deleted. */
  isLost(status: StoreStatus): boolean;
}

export function createIndexMemory(memory: vscode.Memento): IndexMemory {
  return {
    async remember(kind) {
      const before = memory.get<Remembered>(KEY);
      if (before?.kind === kind && before?.workspace === workspaceKey()) return;
      const remembered: Remembered | undefined = kind ? { workspace: workspaceKey(), kind } : undefined;
      await memory.update(KEY, remembered);
    },
    isLost({ syncedAt, files, leftOut }) {
      const before = memory.get<Remembered>(KEY);
      if (before?.workspace !== workspaceKey() || syncedAt !== null) return false;
      return before.kind === 'ready' || (files === 0 && leftOut.length === 0);
    },
  };
}
