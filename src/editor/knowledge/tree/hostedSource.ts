import * as vscode from 'vscode';
import { gatherListing } from '../../../core/knowledge/listing.ts';
import type { Docent } from '../../../core/docent.ts';
import { pricePerDay } from '../../../core/knowledge/stores/hosted/prices.ts';
import { dollars } from '../../../core/text/dollars.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import type { HostedFile, HostedState, HostedStore, HostedWork } from '../../../core/types/hosted.ts';
import type { ListedDetails, ListedState } from '../../../core/types/listing.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';

type Hosted = Pick<Docent['hosted'], 'list' | 'files' | 'work' | 'subscribe'>;

const STATES: Readonly<Record<HostedState, ListedState>> = { uploading: 'reading', waiting: 'reading', reading: 'reading', ready: 'ready', failed: 'failed', removing: 'cancelled' };
const PHASES: Readonly<Record<HostedWork['phase'], string>> = { comparing: 'comparing', uploading: 'uploading', reading: 'being read', removing: 'removing' };
const ACCESS: Readonly<Record<HostedStore['access'], string>> = { own: 'made by Docent', shared: 'shared with others', readOnly: 'read-only' };

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
    uriOf: (_, { id }) => (id.startsWith('/') || /^[a-z]:\\/i.test(id) ? vscode.Uri.file(id) : null),
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
    ['At', service],
    ['Access', ACCESS[access]],
    ['Files', said === null ? 'not asked yet' : String(said.files)],
    ['Size there', said === null ? 'not asked yet' : fileSize(said.bytes)],
    ...(said === null ? [] : [['Price', `${dollars(pricePerDay(said.bytes, null))} a day, as far as none of it is free`] as const]),
    ['Last sync', syncedAt === null ? 'never' : new Date(syncedAt).toLocaleString()],
    ['Id', id],
  ];
  const doing = work && `${service}, ${PHASES[work.phase]} ${work.done} of ${work.total}`;
  const description = doing ?? (trouble ? `${service}, can’t be used` : `${service}${files}`);
  return { id, name: name || id, description, state: stateOf(work, trouble !== null), facts, problem: trouble?.message ?? null };
}

function stateOf(work: HostedWork | null, isTroubled: boolean): ShownState {
  if (work) return 'working';
  return isTroubled ? 'trouble' : 'ready';
}
