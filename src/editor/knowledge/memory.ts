import type * as vscode from 'vscode';
import type { StoreStatus } from '../../core/knowledge/vectorStore.ts';
import type { Rebuild } from '../../protocol/view.ts';
import { workspaceKey } from '../workspace.ts';

const KEY = 'docent.index';
const ALLOWED = 'docent.allowedSecrets';
/** Of which folders' index the user has paused. */
const PAUSED = 'docent.index.paused';
const REBUILD = 'docent.index.rebuild';

interface Remembered {
  readonly workspace: string;
  readonly kind: 'ready' | 'partial';
}

/** What the workspace remembers of its index: what a damaged one can't say any more, and what its user has allowed. */
export interface IndexMemory {
  /** @param kind null: there is no index */
  remember(kind: Remembered['kind'] | null): Promise<void>;
  /** Whether there was more in the index than there is: its file was damaged, emptied or deleted. */
  isLost(status: StoreStatus): boolean;
  /** The digests of what looks like a secret and may stay in the index. */
  allowed(): readonly string[];
  allow(digest: string): Promise<void>;
  /** Whether the user lets the index rest. */
  isPaused(): boolean;
  pause(isPaused: boolean): Promise<void>;
  /** What was done with a damaged one: kept until the user has read it, also when the window is reloaded meanwhile. */
  rebuild: Rebuild;
}

export function createIndexMemory(memory: vscode.Memento): IndexMemory {
  // Those without a salt are of a version that knew fewer secrets; they name none any more.
  const allowed = () => memory.get<readonly string[]>(ALLOWED, []).filter((digest) => digest.includes(':'));
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
    allowed,
    isPaused: () => memory.get<string>(PAUSED) === workspaceKey(),
    async pause(isPaused) {
      await memory.update(PAUSED, isPaused ? workspaceKey() : undefined);
    },
    get rebuild() {
      return memory.get<Rebuild>(REBUILD, null);
    },
    set rebuild(rebuild) {
      void memory.update(REBUILD, rebuild ?? undefined);
    },
    async allow(digest) {
      await memory.update(ALLOWED, [...allowed(), digest]);
    },
  };
}
