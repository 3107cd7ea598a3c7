import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../../core/text/figure.ts';
import type { Docent } from '../../../core/docent.ts';
import type { HostedReport } from '../../../core/knowledge/stores/hosted/sync.ts';
import type { HostedStore } from '../../../core/types/hosted.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { DocentError } from '../../../core/types/errors.ts';
import type { ApiKeys } from '../../models/keys.ts';
import { workspace } from '../../workspace.ts';
import type { Indexing } from '../indexing.ts';
import { cleanUp } from './cleanUp.ts';
import { mayUpload, mayUse } from './consent.ts';
import { withHostedProgress } from './progress.ts';
import { pickService } from './services.ts';
import { chooseStore, pickStore } from './stores.ts';

/** What can be done with vector stores at OpenAI. Nothing is sent there before the user has agreed. */
export interface HostedCommands {
  /** Brings a store up to date with this workspace. @param storeId null: the one that was made of it, or a new one */
  index(storeId: string | null): Promise<void>;
  /** @param uri a file to add; null: it is chosen. @param storeId null: the store is chosen */
  addFiles(uri: vscode.Uri | null, storeId: string | null): Promise<void>;
  use(): Promise<void>;
  /** Says what is searched in this workspace's chat. @param storeId the one from now on; null, or where it is already: it is chosen */
  choose(storeId: string | null): Promise<void>;
  /** @param storeId null: the store is chosen */
  rename(storeId: string | null): Promise<void>;
  /** @param storeId the store at whose service one looks; null: the service is chosen */
  cleanUp(storeId: string | null): Promise<void>;
}

export interface HostedCommandsParts {
  readonly docent: Docent;
  readonly indexing: Pick<Indexing, 'index'>;
  readonly apiKeys: Pick<ApiKeys, 'get' | 'enter'>;
}

export function createHostedCommands({ docent, indexing, apiKeys }: HostedCommandsParts): HostedCommands {
  const { hosted } = docent;

  /** Null where none is meant. @throws DocentError where it is not in use any more */
  async function given(storeId: string | null): Promise<HostedStore | null> {
    const store = storeId === null ? null : await hosted.get(storeId);
    if (storeId !== null && !store) throw new DocentError('store_missing', t('This vector store is not in use here any more: use it by its id first.'));
    return store;
  }

  async function index(storeId: string | null): Promise<void> {
    if (workspace().kind === 'noFolder') throw new DocentError('no_folder', t('Open a folder first: Docent indexes the files of a folder.'), 'openFolder');
    const meant = await given(storeId);
    const server = await pickService(apiKeys, meant?.service ?? null);
    // What goes there is what the index here has.
    if (!server || !(await indexing.index())) return;
    const here = await docent.workspace.id();
    const known = meant ?? (await hosted.ofWorkspace(here));
    // One that is gone there is made anew.
    if (known?.trouble) await hosted.forget(known.id);
    const before = known?.trouble ? null : known;
    const name = before?.name ?? nameHere();
    const plan = await hosted.plan(before?.id ?? null);
    if (plan.uploads.length > 0 && !(await mayUpload(plan, server, name))) return;
    if (plan.uploads.length === 0 && before === null) throw new DocentError('nothing_indexed', t('There are no files here that can be indexed.'));
    const { store, report } = await withHostedProgress(t('Indexing at {0}', server.label), async (signal, onProgress) => {
      const made = before ?? (await hosted.create(server.label, name, here, signal));
      return { store: made, report: await hosted.sync(made.id, { signal, onProgress }) };
    });
    await tell(report, t('“{0}” at {1}', store.name, server.label), store.searchedIn.includes(here) ? null : () => hosted.choose(here, store.id));
  }

  async function addFiles(uri: vscode.Uri | null, storeId: string | null): Promise<void> {
    const meant = await given(storeId);
    const server = await pickService(apiKeys, meant?.service ?? null);
    if (!server) return;
    const store = meant ?? (await pickStore(docent, t('Add Files to Which Store?'), true));
    if (store === undefined) return;
    const name = store?.name ?? (await vscode.window.showInputBox({ title: t('Name of the New Store'), value: t('Documents'), ignoreFocusOut: true }))?.trim();
    if (!name) return;
    const uris = uri ? [uri] : await vscode.window.showOpenDialog({ title: t('Add Files to “{0}”', name), openLabel: t('Add'), canSelectMany: true });
    const paths = (uris ?? []).filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
    if (paths.length === 0) return;
    const plan = await withHostedProgress(t('Reading'), (signal) => hosted.planFiles(store?.id ?? null, paths, signal));
    if (plan.uploads.length === 0) return void vscode.window.showInformationMessage(nothingToAdd(plan.leftOut, plan.unchanged));
    if (!(await mayUpload(plan, server, name))) return;
    const report = await withHostedProgress(t('Adding to “{0}”', name), async (signal, onProgress) => {
      const made = store ?? (await hosted.create(server.label, name, null, signal));
      return hosted.addFiles(made.id, paths, { signal, onProgress });
    });
    await tell(report, t('“{0}” at {1}', name, server.label), null);
  }

  async function use(): Promise<void> {
    const server = await pickService(apiKeys);
    if (!server) return;
    const id = await vscode.window.showInputBox({
      title: t('Vector Store at {0}', server.label),
      prompt: t('Its ID, as whoever made it has told it'),
      placeHolder: 'vs_…',
      ignoreFocusOut: true,
      validateInput: (text) => (/^\s*vs_\w+\s*$/.test(text) ? null : t('The ID of a vector store begins with vs_.')),
    });
    if (!id) return;
    const rows = [
      { label: t('Read Only'), description: t('it is searched, and stays as it is'), access: 'readOnly' as const },
      { label: t('Add Files, Too'), description: t('files can be put into it'), access: 'shared' as const },
    ];
    const picked = await vscode.window.showQuickPick(rows, { title: t('What May Docent Do With It?') });
    if (!picked || !(await mayUse(id.trim(), server))) return;
    const store = await withHostedProgress(t('Asking {0}', server.label), (signal) => hosted.adopt(server.label, id.trim(), picked.access, signal));
    const search = t('Search It Here');
    const message = t('“{0}” is used from now on: assistants search it by vector_stores: [{1}].', store.name, store.id);
    if ((await vscode.window.showInformationMessage(message, search)) === search) await hosted.choose(await docent.workspace.id(), store.id);
  }

  async function choose(storeId: string | null): Promise<void> {
    const here = await docent.workspace.id();
    const store = await given(storeId);
    if (!store || store.searchedIn.includes(here)) return chooseStore(docent);
    await hosted.choose(here, store.id);
    void vscode.window.showInformationMessage(t('“{0}” at {1} is searched in this workspace’s chat from now on.', store.name, store.service));
  }

  async function rename(storeId: string | null): Promise<void> {
    const store = (await given(storeId)) ?? (await pickStore(docent, t('Rename Which Store?'), false));
    const name = store && (await vscode.window.showInputBox({ title: t('Rename “{0}”', store.name), value: store.name, ignoreFocusOut: true }))?.trim();
    if (store && name) await withHostedProgress(t('Renaming “{0}”', store.name), (signal) => hosted.rename(store.id, name, signal));
  }

  return {
    index,
    addFiles,
    use,
    choose,
    rename,
    async cleanUp(storeId) {
      const server = await pickService(apiKeys, (await given(storeId))?.service ?? null);
      if (server) await cleanUp(docent, server.label);
    },
  };
}

function nameHere(): string {
  const [folder, ...more] = vscode.workspace.workspaceFolders ?? [];
  const name = more.length > 0 ? vscode.workspace.name : folder?.name;
  return (name ?? t('Workspace')).slice(0, 100);
}

/** @param search makes the store the one that is searched here; null where it is, or is not to be */
async function tell({ uploaded, moved, unchanged, removed, leftOut }: HostedReport, where: string, search: (() => Promise<void>) | null): Promise<void> {
  const counts = [t('{0} uploaded', fileCount(uploaded)), ...(unchanged > 0 ? [t('{0} unchanged', figure(unchanged))] : []), ...(moved > 0 ? [t('{0} moved', figure(moved))] : []), ...(removed > 0 ? [t('{0} deleted', figure(removed))] : []), ...(leftOut.length > 0 ? [t('{0} left out', figure(leftOut.length))] : [])];
  const [searchIt, why] = [t('Search It Here'), t('Show What Is Left Out')];
  const buttons = [...(search ? [searchIt] : []), ...(leftOut.length > 0 ? [why] : [])];
  const picked = await vscode.window.showInformationMessage(`${where}: ${counts.join(', ')}.`, ...buttons);
  if (picked === searchIt) await search?.();
  if (picked === why) await vscode.window.showQuickPick(leftOut.map(({ path, reason }) => ({ label: path, description: reason })), { title: t('Left Out of {0}', where), matchOnDescription: true });
}

function nothingToAdd([first]: HostedReport['leftOut'], unchanged: number): string {
  return first ? t('Nothing was added: {0} {1}.', first.path, first.reason) : unchanged === 1 ? t('Nothing was added: 1 file is in the store already.') : t('Nothing was added: {0} files are in the store already.', unchanged);
}

