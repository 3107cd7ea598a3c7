import { isAbsolute } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../../core/text/figure.ts';
import { gatherListing } from '../../../core/knowledge/listing.ts';
import type { Docent } from '../../../core/docent.ts';
import { pricePerDay } from '../../../core/knowledge/stores/hosted/prices.ts';
import { dollars } from '../../../core/text/dollars.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import type { HostedFile, HostedState, HostedStore, HostedWork } from '../../../core/types/hosted.ts';
import type { ListedDetails, ListedState } from '../../../core/types/listing.ts';
import { uriOf } from '../../fileUri.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';
import { moment } from '../../../core/text/moment.ts';

type Hosted = Pick<Docent['hosted'], 'list' | 'files' | 'work' | 'subscribe'>;

const STATES: Readonly<Record<HostedState, ListedState>> = { uploading: 'reading', waiting: 'reading', reading: 'reading', ready: 'ready', failed: 'failed', removing: 'cancelled' };
const PHASES: Readonly<Record<HostedWork['phase'], (service: string, done: number, total: number) => string>> = {
  comparing: (service, done, total) => t('{0}, comparing {1} of {2}', service, figure(done), figure(total)),
  uploading: (service, done, total) => t('{0}, uploading {1} of {2}', service, figure(done), figure(total)),
  reading: (service, done, total) => t('{0}, being read {1} of {2}', service, figure(done), figure(total)),
  removing: (service, done, total) => t('{0}, removing {1} of {2}', service, figure(done), figure(total)),
};
const ACCESS: Readonly<Record<HostedStore['access'], string>> = { own: t('made by Docent'), shared: t('shared with others'), readOnly: t('read-only') };

/** The vector stores at OpenAI that Docent uses, as its ledger has them: to look at them connects to nobody. */
export function hostedSource(hosted: Hosted): StoreSource {
  return {
    kind: 'hosted',
    onDidChange: (listener) => new vscode.Disposable(hosted.subscribe(() => listener())),
    stores: async () => (await hosted.list()).map((store) => shown(store, hosted.work(store.id))),
    async list(storeId, folder, limit) {
      const gathering = gatherListing(folder);
      for (const file of await hosted.files(storeId)) gathering.add({ id: idOf(file), path: placeOf(file), state: STATES[file.state], reason: file.reason });
      return gathering.listing(limit);
    },
    async details(storeId, { id }): Promise<ListedDetails | null> {
      const file = (await hosted.files(storeId)).find((each) => idOf(each) === id);
      return file ? { chunks: null, bytes: file.bytes, at: null, secrets: 0 } : null;
    },
    uriOf: (_, { id }) => (isAbsolute(id) ? uriOf(id) : null),
  };
}

/** Where it lies here: that can be opened. Of what another machine uploaded, where it stands in the store. */
function idOf(file: HostedFile): string {
  return file.localPath ?? placeOf(file);
}

function placeOf({ folder, path }: HostedFile): string {
  return folder === null ? path : `${folder}/${path}`;
}

function shown({ id, name, service, access, said, syncedAt, trouble }: HostedStore, work: HostedWork | null): ShownStore {
  const files = said === null ? '' : `, ${fileCount(said.files)}`;
  const facts: ShownStore['facts'] = [
    [t('At'), service],
    [t('Access'), ACCESS[access]],
    [t('Files'), said === null ? t('not asked yet') : String(said.files)],
    [t('Size there'), said === null ? t('not asked yet') : fileSize(said.bytes)],
    ...(said === null ? [] : [[t('Price'), t('{0} a day, as far as none of it is free', dollars(pricePerDay(said.bytes, null)))] as const]),
    [t('Last sync'), syncedAt === null ? t('never') : moment(syncedAt)],
    [t('Id'), id],
  ];
  const doing = work && PHASES[work.phase](service, work.done, work.total);
  const description = doing ?? (trouble ? t('{0}, can’t be used', service) : `${service}${files}`);
  return { id, name: name || id, description, state: stateOf(work, trouble !== null), facts, problem: trouble?.message ?? null };
}

function stateOf(work: HostedWork | null, isTroubled: boolean): ShownState {
  if (work) return 'working';
  return isTroubled ? 'trouble' : 'ready';
}
