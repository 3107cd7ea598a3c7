import { t } from '@vscode/l10n';
import type { Docent } from '../../../core/docent.ts';
import { figure } from '../../../core/text/figure.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import { WORKSPACE } from '../../../core/types/vectorStore.ts';
import type { IndexState } from '../../../protocol/view.ts';
import { uriOf } from '../../fileUri.ts';
import type { Indexing } from '../indexing.ts';
import { notOnDisk } from '../notOnDisk.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';
import { moment } from '../../../core/text/moment.ts';

/** The index of the open folders. */
export function workspaceSource(store: Docent['workspace']['store'], indexing: Indexing): StoreSource {
  return {
    kind: 'workspace',
    onDidChange: (listener) => indexing.onDidChange(() => listener()),
    list: (_, folder, limit) => store.list(folder, limit),
    details: (_, { id }) => store.details(id),
    uriOf: (_, { id }) => uriOf(id),
    async stores() {
      const { state } = indexing;
      if (state.kind === 'noFolder' || state.kind === 'untrusted') return [];
      const { files, chunks, bytes, leftOut, secrets, syncedAt } = await indexing.status();
      const through = notOnDisk();
      const facts: ShownStore['facts'] = [
        [t('State'), describe(state)],
        [t('Files'), String(files)],
        [t('Chunks'), String(chunks)],
        [t('Left out'), String(leftOut.length)],
        [t('Secrets taken out'), String(secrets.length)],
        [t('Size'), fileSize(bytes)],
        [t('Last sync'), syncedAt === null ? t('never') : moment(syncedAt)],
        [t('Search'), t('full text and the repository’s history')],
        ...(through === null ? [] : [[t('Through VS Code'), through] as const]),
      ];
      return [{ id: WORKSPACE, name: t('Workspace'), description: describe(state), state: STATES[state.kind], facts, problem: state.kind === 'failed' ? state.message : null }];
    },
  };
}

const STATES: Readonly<Record<IndexState['kind'], ShownState>> = {
  noFolder: 'none', untrusted: 'none', empty: 'none', working: 'working', partial: 'paused', ready: 'ready', damaged: 'trouble', failed: 'trouble',
};

function describe(state: IndexState): string {
  switch (state.kind) {
    case 'noFolder':
    case 'untrusted':
    case 'empty':
      return t('not indexed');
    case 'working':
      return state.total === 0 ? t('looking for files') : t('indexing {0} of {1}', state.done, state.total);
    case 'partial':
      return t('{0}, paused', fileCount(state.files));
    case 'ready':
      return state.leftOut > 0 ? t('{0}, {1} left out', fileCount(state.files), figure(state.leftOut)) : fileCount(state.files);
    case 'damaged':
      return t('damaged');
    case 'failed':
      return t('failed');
  }
}
