import { hash } from 'node:crypto';
import { t } from '@vscode/l10n';
import type { VectorStore } from 'openai/resources/vector-stores/vector-stores';
import type { HostedStoreRows } from '../../../data/hostedStores.ts';
import type { Ledger, LedgerEntry } from '../../../data/ledger.ts';
import { DocentError, errorInfo } from '../../../types/errors.ts';
import type { HostedAccess, HostedStore } from '../../../types/hosted.ts';
import { newId } from '../../../types/id.ts';
import { hasErrorCode, STORE_EXPIRED, STORE_GONE } from './errors.ts';
import type { Line } from './line.ts';
import { vectorStores } from './remote.ts';

/** How stores come to be used, and how they are. */
export interface Maker {
  create(line: Line, name: string, workspace: string | null, signal: AbortSignal): Promise<HostedStore>;
  adopt(line: Line, id: string, access: HostedAccess, signal: AbortSignal): Promise<HostedStore>;
  /** Notes what the service says of a store. */
  refresh(line: Line, id: string, signal: AbortSignal): Promise<void>;
  /** Does work with a store, and notes where it turns out to be gone, or to be there again. */
  watched<T>(id: string, work: () => Promise<T>): Promise<T>;
}

export interface MakerParts {
  readonly rows: HostedStoreRows;
  readonly ledger: Ledger;
  changed(id: string): void;
}

export function createMaker({ rows, ledger, changed }: MakerParts): Maker {
  async function use(line: Line, store: VectorStore, access: HostedAccess, workspace: string | null): Promise<HostedStore> {
    const before = await rows.get(store.id);
    const used: HostedStore = {
      id: store.id,
      service: line.label,
      address: line.address,
      name: store.name || store.id,
      access,
      workspace,
      searchedIn: before?.searchedIn ?? [],
      createdAt: store.created_at * 1000,
      syncedAt: before?.syncedAt ?? null,
      said: { files: store.file_counts.completed, bytes: store.usage_bytes, at: Date.now() },
      trouble: null,
    };
    await rows.save(used);
    changed(store.id);
    return used;
  }

  /** What an earlier making has left, whose answer did not come, or whose row was lost. */
  async function left(line: Line, workspace: string | null, keys: readonly string[], signal: AbortSignal): Promise<readonly VectorStore[]> {
    const mark = workspace === null ? null : markOf(workspace);
    return (await vectorStores(line, signal)).filter(({ metadata, status }) => {
      const { docent, workspace: of } = metadata ?? {};
      return status !== 'expired' && docent !== undefined && (keys.includes(docent) || (mark !== null && of === mark));
    });
  }

  return {
    async create(line, name, workspace, signal) {
      const open = (await ledger.entries(line.address)).filter(({ kind, id, of }) => kind === 'store' && id === null && of === (workspace ?? ''));
      const [before] = workspace === null && open.length === 0 ? [] : await left(line, workspace, open.map(({ key }) => key), signal);
      const key = before?.metadata?.['docent'] ?? newId('docent_');
      const entry: LedgerEntry = { address: line.address, kind: 'store', key, id: null, name, of: workspace ?? '', createdAt: Date.now() };
      await ledger.save([entry]);
      let isUnsure = false;
      const made =
        before ??
        (await line.ask(
          (client, mayBeDone) => {
            isUnsure ||= mayBeDone;
            return client.vectorStores.create({ name, metadata: { docent: key, ...(workspace !== null && { workspace: markOf(workspace) }) } }, { signal });
          },
          { signal },
        ));
      await ledger.save([{ ...entry, id: made.id }]);
      await ledger.forget(line.address, 'store', open.map((each) => each.key).filter((each) => each !== key));
      // Asked twice, it may have been made twice.
      const doubles = isUnsure ? (await left(line, null, [key], signal)).filter(({ id }) => id !== made.id) : [];
      for (const { id } of doubles) await line.ask((client) => client.vectorStores.delete(id, { signal }), { signal });
      return use(line, made, 'own', workspace);
    },
    async adopt(line, id, access, signal) {
      const store = await line.ask((client) => client.vectorStores.retrieve(id, { signal }), { signal });
      if (store.status === 'expired') throw new DocentError(STORE_EXPIRED, t('“{0}” at {1} has expired, and its files are gone from it; use another one.', store.name || id, line.label));
      return use(line, store, access, null);
    },
    async refresh(line, id, signal) {
      const { file_counts: counts, usage_bytes: bytes, name, status } = await line.ask((client) => client.vectorStores.retrieve(id, { signal }), { signal });
      if (status === 'expired') throw new DocentError(STORE_EXPIRED, t('“{0}” at {1} has expired, and its files are gone from it: index it anew, or use another one.', name || id, line.label), 'indexHosted');
      await rows.update(id, { said: { files: counts.completed, bytes, at: Date.now() }, ...(name && { name }) });
      changed(id);
    },
    async watched(id, work) {
      const before = (await rows.get(id))?.trouble ?? null;
      try {
        const result = await work();
        if (before !== null) await rows.update(id, { trouble: null });
        return result;
      } catch (error) {
        if (hasErrorCode(error, STORE_GONE, STORE_EXPIRED)) await rows.update(id, { trouble: errorInfo(error), said: null });
        throw error;
      } finally {
        changed(id);
      }
    },
  };
}

/** A workspace as a store's metadata name it: the ids of folders say nothing to others, and may be long. */
function markOf(workspace: string): string {
  return hash('sha256', workspace).slice(0, 32);
}
