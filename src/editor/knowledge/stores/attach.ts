import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { ALL } from '../../../core/data/page.ts';
import type { Docent } from '../../../core/docent.ts';
import { WORKSPACE, type StoreInfo } from '../../../core/types/vectorStore.ts';
import { DocentError } from '../../../core/types/errors.ts';
import type { AssistantEntry, EditorAssistants } from '../../assistants/assistants.ts';
import { ASSISTANT_SCHEME } from '../../assistants/documents.ts';
import type { ChatView } from '../../chat/view.ts';
import { storeName } from './pick.ts';

/** Says which assistants and threads search which stores. */
export interface AttachStores {
  /** Which assistants search this store. */
  toAssistants(store: StoreInfo): Promise<void>;
  /** Which stores this assistant searches. */
  ofAssistant(entry: AssistantEntry): Promise<void>;
  /** Which stores the thread of the chat searches, besides those of the assistant. */
  ofThread(): Promise<void>;
}

export function createAttachStores({ vectorStores, assistants, threads }: Docent, entries: EditorAssistants, chat: ChatView): AttachStores {
  async function save({ assistant, uri }: AssistantEntry, stores: readonly string[]): Promise<void> {
    if (!assistant || !uri) return;
    const { searching } = await import('../../../core/assistants/attach.ts');
    if (uri.scheme === ASSISTANT_SCHEME) await assistants.save(searching(assistant, stores));
    else await writeStores(uri, stores.map((await assistants.storeNames()).nameOf));
  }

  async function saveAll(changes: readonly (readonly [AssistantEntry, readonly string[]])[]): Promise<void> {
    const failed: string[] = [];
    for (const [entry, stores] of changes) await save(entry, stores).catch((error: unknown) => failed.push(`${entry.name}: ${error instanceof Error ? error.message : String(error)}`));
    entries.changed();
    if (failed.length > 0) throw new DocentError('assistant_broken', failed.join(' '));
  }

  /** The stores to choose from, with those that are named and gone: one must be able to let go of them. */
  async function choices(named: readonly string[]): Promise<readonly (vscode.QuickPickItem & { readonly id: string })[]> {
    const { data } = await vectorStores.list(ALL);
    const known = data.map((store) => ({ id: store.id, label: `$(database) ${storeName(store)}`, description: store.expired ? t('expired') : store.description }));
    const gone = named.filter((id) => id !== WORKSPACE && !data.some((store) => store.id === id));
    return [
      { id: WORKSPACE, label: t('$(book) Workspace'), description: t('the index of the open folders') },
      ...known,
      ...gone.map((id) => ({ id, label: `$(warning) ${id}`, description: t('not there') })),
    ].map((item) => ({ ...item, picked: named.includes(item.id) }));
  }

  return {
    async toAssistants(store) {
      const all = (await entries.entries()).filter(({ assistant, uri }) => assistant !== null && uri !== null);
      const items = all.map((entry) => ({ label: entry.name, description: entry.origin, picked: searches(entry, store.id), entry }));
      const placeHolder = items.length > 0 ? t('Which assistants search it?') : t('There are none yet: run Docent: Create Assistant.');
      const picked = await vscode.window.showQuickPick(items, { title: t('Attach “{0}” to Assistants', storeName(store)), placeHolder, canPickMany: true, matchOnDescription: true });
      if (!picked) return;
      const isPicked = (entry: AssistantEntry) => picked.some((item) => item.entry === entry);
      const changed = all.filter((entry) => isPicked(entry) !== searches(entry, store.id));
      await saveAll(changed.map((entry) => {
        const others = storesOf(entry).filter((id) => id !== store.id);
        return [entry, isPicked(entry) ? [...others, store.id] : others];
      }));
    },
    async ofAssistant(entry) {
      const picked = await vscode.window.showQuickPick(await choices(storesOf(entry)), { title: t('Vector Stores of {0}', entry.name), placeHolder: t('What does it search?'), canPickMany: true });
      if (picked) await saveAll([[entry, picked.map(({ id }) => id)]]);
    },
    async ofThread() {
      const { thread } = chat.conversation;
      const before = thread ? ((await threads.get(thread.id))?.toolResources.vectorStores ?? []) : [];
      const placeHolder = t('What is searched here, besides what the assistant searches?');
      const picked = await vscode.window.showQuickPick(await choices(before), { title: t('Vector Stores of the Thread'), placeHolder, canPickMany: true });
      if (!picked) return;
      const vectorStoreIds = picked.map(({ id }) => id);
      if (thread) {
        const changed = await threads.update(thread.id, ({ toolResources }) => ({ toolResources: { ...toolResources, vectorStores: vectorStoreIds } }));
        if (changed) chat.conversation.show(changed);
        return;
      }
      // A thread begins to exist with its first question; they go along with it.
      for (const { id, label } of picked) await chat.composer.add({ kind: 'store', id, name: label.replace(/^\$\([\w-]+\) /, '') });
      await chat.focus();
    },
  };
}

function storesOf({ assistant }: AssistantEntry): readonly string[] {
  return assistant?.toolResources.vectorStores ?? [];
}

function searches(entry: AssistantEntry, storeId: string): boolean {
  return storesOf(entry).includes(storeId);
}

/** The assistants that search a store, as far as they can be seen from here. */
export async function namedIn({ id }: StoreInfo, entries: EditorAssistants): Promise<readonly AssistantEntry[]> {
  return (await entries.entries()).filter((entry) => searches(entry, id));
}

/** Makes files call a store by its new name; rows know it by its id. */
export async function renameIn(entries: readonly AssistantEntry[], before: string, name: string): Promise<void> {
  for (const { assistant, uri } of entries) {
    if (!assistant || uri?.scheme !== 'file') continue;
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    const { readAssistant } = await import('../../../core/assistants/read.ts');
    const named = readAssistant(text, assistant.name).content?.toolResources.vectorStores ?? [];
    await writeStores(uri, named.map((each) => (each === before ? name : each)));
  }
}

/** Writes it into the assistant's file; one that is being edited stays unsaved. */
async function writeStores(uri: vscode.Uri, names: readonly string[]): Promise<void> {
  const { searchingIn } = await import('../../../core/assistants/attach.ts');
  const document = await vscode.workspace.openTextDocument(uri);
  const { isDirty } = document;
  const text = document.getText();
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), searchingIn(text, names));
  if (!(await vscode.workspace.applyEdit(edit))) throw new DocentError('assistant_busy', t('{0} could not be changed: close what edits it, and try again.', uri.path));
  if (!isDirty) await document.save();
}
