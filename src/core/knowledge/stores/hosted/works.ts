import { t } from '@vscode/l10n';
import type { HostedStoreRows } from '../../../data/hostedStores.ts';
import type { Owner } from '../../../data/owners.ts';
import { DocentError } from '../../../types/errors.ts';
import type { HostedWork } from '../../../types/hosted.ts';

/** Work on hosted stores: on each one at a time, in whichever process. */
export interface Works {
  of(storeId: string): HostedWork | null;
  subscribe(listener: (id: string) => void): () => void;
  changed(storeId: string): void;
  /** @throws DocentError `hosted_busy` where another process, or this one, is at work on the store */
  exclusively<T>(storeId: string, onProgress: ((work: HostedWork) => void) | undefined, work: (progress: (work: HostedWork) => void) => Promise<T>): Promise<T>;
}

export function createWorks({ rows, owner }: { readonly rows: HostedStoreRows; readonly owner: Pick<Owner, 'id' | 'isAlive'> }): Works {
  const listeners = new Set<(id: string) => void>();
  const works = new Map<string, HostedWork>();
  const changed = (id: string) => {
    for (const listener of listeners) listener(id);
  };

  async function take(storeId: string): Promise<void> {
    const before = await rows.owner(storeId);
    const isFree = before === '' || (before !== owner.id && !(await owner.isAlive(before)));
    if (isFree && !works.has(storeId) && (await rows.take(storeId, before, owner.id))) return;
    throw new DocentError('hosted_busy', t('This store is being brought up to date already, here or in another window: wait for it.'));
  }

  return {
    of: (storeId) => works.get(storeId) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    changed,
    async exclusively(storeId, onProgress, work) {
      await take(storeId);
      const progress = (now: HostedWork) => {
        works.set(storeId, now);
        onProgress?.(now);
        changed(storeId);
      };
      try {
        progress({ phase: 'comparing', done: 0, total: 0, path: '' });
        return await work(progress);
      } finally {
        works.delete(storeId);
        await rows.take(storeId, owner.id, '');
        changed(storeId);
      }
    },
  };
}
