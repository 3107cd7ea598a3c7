import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../../core/text/figure.ts';
import { ALL } from '../../../core/data/page.ts';
import { expiresAt, type VectorStores } from '../../../core/knowledge/stores/uploads/vectorStores.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import type { StoreInfo } from '../../../core/types/vectorStore.ts';
import { documentTextUri } from '../../chat/citations.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';
import { moment } from '../../../core/text/moment.ts';

/** The vector stores of uploaded files, whether the editor or a script has made them; the newest last, as they are listed over the API. */
export function uploadsSource(vectorStores: VectorStores): StoreSource {
  return {
    kind: 'uploads',
    onDidChange: (listener) => new vscode.Disposable(vectorStores.subscribe(() => listener())),
    list: (storeId, folder, limit) => vectorStores.files.inFolder(storeId, folder, limit),
    details: (storeId, { id }) => vectorStores.files.details(storeId, id),
    uriOf: (_, { id, path, state }) => (state === 'ready' ? documentTextUri({ id, path }) : null),
    stores: async () => (await vectorStores.list(ALL)).data.map(shown),
  };
}

function shown(store: StoreInfo): ShownStore {
  const { id, name, description, counts, bytes, createdAt, lastActiveAt, expired, metadata } = store;
  const files = counts.completed + counts.failed + counts.cancelled + counts.in_progress;
  const expiry = expiresAt(store);
  const facts: (readonly [string, string])[] = [
    ...(description ? [[t('Description'), description] as const] : []),
    [t('Files'), String(files)],
    [t('Being read'), String(counts.in_progress)],
    [t('Failed'), String(counts.failed)],
    [t('Size'), fileSize(bytes)],
    [t('Made'), moment(createdAt)],
    [t('Last used'), moment(lastActiveAt)],
    [t('Expires'), expired ? t('it has expired; its files are gone') : expiry === null ? t('never') : moment(expiry)],
    ...Object.entries(metadata).map(([key, value]) => [key, value] as const),
    [t('Search'), t('full text')],
    [t('Id'), id],
  ];
  const said = expired ? t('expired') : counts.in_progress > 0 ? t('reading {0} of {1}', figure(counts.in_progress), figure(files)) : counts.failed > 0 ? t('{0}, {1} failed', fileCount(files), figure(counts.failed)) : fileCount(files);
  return { id, name: name || id, description: said, state: stateOf(store), facts, problem: null };
}

function stateOf({ expired, counts }: StoreInfo): ShownState {
  if (expired) return 'expired';
  return counts.in_progress > 0 ? 'working' : 'ready';
}
