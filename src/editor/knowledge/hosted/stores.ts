import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import type { HostedStore } from '../../../core/types/hosted.ts';
import { fileCount } from '../../../core/text/fileCount.ts';

const ACCESS: Readonly<Record<HostedStore['access'], string>> = { own: t('made by Docent'), shared: t('of a team'), readOnly: t('of a team, read only') };

function storeRow(store: HostedStore) {
  const { name, service, access, said, trouble } = store;
  const files = said ? ` · ${fileCount(said.files)}` : '';
  return { label: name, description: `${service}${files} · ${ACCESS[access]}`, ...(trouble && { detail: `$(warning) ${trouble.message}` }), store };
}

/** Which store is searched in this workspace's chat. */
export async function chooseStore({ hosted, workspace }: Docent): Promise<void> {
  const here = await workspace.id();
  const chosen = await hosted.searchedIn(here);
  const rows = [
    { label: t('The Index on This Machine'), description: chosen ? '' : t('searched now'), store: null },
    ...(await hosted.list()).map((store) => ({ ...storeRow(store), ...(store.id === chosen?.id && { description: t('searched now') }) })),
  ];
  const picked = await vscode.window.showQuickPick(rows, { title: t('What Is Searched in This Workspace’s Chat?') });
  if (picked) await hosted.choose(here, picked.store?.id ?? null);
}

/** A store that files can be put into; null for a new one, undefined where none was chosen. */
export async function pickStore({ hosted }: Docent, title: string, isNewOffered: boolean): Promise<HostedStore | null | undefined> {
  const stores = (await hosted.list()).filter(({ access }) => access !== 'readOnly');
  if (stores.length === 0 && isNewOffered) return null;
  const rows = [...stores.map(storeRow), ...(isNewOffered ? [{ label: t('$(add) New Store…'), store: null }] : [])];
  return (await vscode.window.showQuickPick(rows, { title, placeHolder: rows.length === 0 ? t('There are none yet') : '' }))?.store;
}
