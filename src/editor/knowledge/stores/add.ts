import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../../core/text/figure.ts';
import type { Docent } from '../../../core/docent.ts';
import type { StoreInfo } from '../../../core/types/vectorStore.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { DocentError } from '../../../core/types/errors.ts';
import type { Conversation } from '../../chat/conversation.ts';
import { attachmentsOf, filesAt, openEditor, type Found, type Walk } from './found.ts';
import { storeName } from './pick.ts';

/** What can be put into a store; each asks for the store where it is not given. */
export interface AddToStore {
  files(store?: StoreInfo): Promise<void>;
  folder(store?: StoreInfo): Promise<void>;
  openEditor(store?: StoreInfo): Promise<void>;
  attachments(store?: StoreInfo): Promise<void>;
  /** What was chosen in the Explorer. */
  chosen(uris: readonly vscode.Uri[]): Promise<void>;
}

export interface AddParts {
  readonly docent: Docent;
  readonly chat: Conversation;
  /** Asks for a store; undefined where the user goes back. */
  ask(title: string): Promise<StoreInfo | undefined>;
}

type Find = (walk: Walk) => Promise<Found>;

export function createAddToStore({ docent: { vectorStores, items }, chat, ask }: AddParts): AddToStore {
  /** Puts what is found into the store, with progress, and says what did not get in. */
  async function add(store: StoreInfo, find: Find): Promise<void> {
    const options = { location: vscode.ProgressLocation.Notification, title: t('Adding to “{0}”', storeName(store)), cancellable: true };
    const { total, added } = await vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const { files, unreadable } = await find((...what) => vectorStores.walk(store.id, ...what));
      let before = 0;
      const onProgress = (done: number, of: number, place: string) => {
        progress.report({ message: t('{0} of {1} {2}', figure(done), figure(of), place), increment: (100 * (done - before)) / of });
        before = done;
      };
      const result = await vectorStores.addFromDisk(store.id, files, { signal: abort.signal, onProgress });
      return { total: files.length + unreadable.length, added: { ...result, failed: [...result.failed, ...unreadable] } };
    });
    const { failed, unchanged, cancelled } = added;
    const isIn = added.added + added.replaced;
    if (failed.length > 0) return void tellFailed(store, t('{0} of {1}', figure(isIn + unchanged), fileCount(total)), failed);
    vscode.window.setStatusBarMessage(total === 0 ? t('Docent: there was nothing to add') : addedWords(storeName(store), fileCount(isIn), unchanged, cancelled), 5_000);
  }

  async function into(store: StoreInfo | undefined, title: string, find: Find): Promise<void> {
    const target = store ?? (await ask(title));
    if (target) await add(target, find);
  }

  const choose = (options: vscode.OpenDialogOptions) => vscode.window.showOpenDialog({ openLabel: t('Add'), ...options });
  return {
    async files(store) {
      const target = store ?? (await ask(t('Add Files')));
      const uris = target && (await choose({ title: t('Add Files to “{0}”', storeName(target)), canSelectMany: true }));
      if (target && uris) await add(target, (walk) => filesAt(uris, walk));
    },
    async folder(store) {
      const target = store ?? (await ask(t('Add Folder')));
      const uris = target && (await choose({ title: t('Add a Folder to “{0}”', storeName(target)), canSelectFiles: false, canSelectFolders: true }));
      if (target && uris) await add(target, (walk) => filesAt(uris, walk));
    },
    async openEditor(store) {
      const file = openEditor();
      if (!file) throw new DocentError('no_editor', t('No file is open in an editor: open one, then add it.'));
      await into(store, t('Add the Open Editor'), async () => ({ files: [file], unreadable: [] }));
    },
    async attachments(store) {
      const files = chat.thread ? attachmentsOf(await items.list(chat.thread.id)) : [];
      if (files.length === 0) throw new DocentError('no_attachments', t('Nothing was given along in the chat’s thread: open a thread with attachments first.'));
      const picked = await vscode.window.showQuickPick(files.map((file) => ({ label: file.place, picked: true, file })), { title: t('Attachments of the Thread'), canPickMany: true });
      if (picked && picked.length > 0) await into(store, t('Add Attachments'), async () => ({ files: picked.map(({ file }) => file), unreadable: [] }));
    },
    chosen: (uris) => into(undefined, t('Add to Vector Store'), (walk) => filesAt(uris, walk)),
  };
}

function addedWords(store: string, files: string, unchanged: number, isStopped: boolean): string {
  if (unchanged > 0) return isStopped ? t('Docent: {0} added to “{1}”, {2} unchanged, then stopped', files, store, unchanged) : t('Docent: {0} added to “{1}”, {2} unchanged', files, store, unchanged);
  return isStopped ? t('Docent: {0} added to “{1}”, then stopped', files, store) : t('Docent: {0} added to “{1}”', files, store);
}

async function tellFailed(store: StoreInfo, how: string, failed: readonly { readonly place: string; readonly reason: string }[]): Promise<void> {
  const [first] = failed;
  const show = t('Show All');
  const [place, reason] = [first?.place ?? '', first?.reason ?? ''];
  const message =
    failed.length > 1
      ? t('{0} are in “{1}”. Not added: {2} {3} and {4} more.', how, storeName(store), place, reason, figure(failed.length - 1))
      : t('{0} are in “{1}”. Not added: {2} {3}.', how, storeName(store), place, reason);
  const picked = await vscode.window.showWarningMessage(message, ...(failed.length > 1 ? [show] : []));
  if (picked !== show) return;
  const content = failed.map(({ place, reason }) => `${place} ${reason}`).join('\n');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }), { preview: true });
}
