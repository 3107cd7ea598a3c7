import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { fileCount } from '../../core/text/fileCount.ts';
import type { Docent } from '../../core/docent.ts';
import type { StoreInfo } from '../../core/types/vectorStore.ts';
import type { EditorAssistants } from '../assistants/assistants.ts';
import type { ChatView } from '../chat/view.ts';
import type { Indexing } from './indexing.ts';
import { searchStore } from './search.ts';
import { createAddToStore } from './stores/add.ts';
import type { AttachStores } from './stores/attach.ts';
import { createEditStore } from './stores/edit.ts';
import { pickStore, storeName } from './stores/pick.ts';
import type { FileNode, KnowledgeNode, MoreNode } from './tree/node.ts';
import type { KnowledgeView } from './tree/view.ts';

export interface KnowledgeCommandParts {
  readonly docent: Docent;
  readonly indexing: Indexing;
  readonly assistants: EditorAssistants;
  readonly attach: AttachStores;
  readonly chat: ChatView;
  readonly view: KnowledgeView;
}

/** `selection`: a key was pressed in the view, and what is selected there is meant. */
type Target = KnowledgeNode | 'selection' | vscode.Uri | undefined;
export type KnowledgeCommand = (target?: Target, selected?: unknown) => unknown;

/** What can be done with stores and their files, from the view, by keys and from the palette; each asks for the store where none is given. */
export function knowledgeCommands({ docent, indexing, assistants, attach, chat, view }: KnowledgeCommandParts): Readonly<Record<string, KnowledgeCommand>> {
  const { vectorStores } = docent;
  const edit = createEditStore(docent, assistants);
  const ask = (title: string) => pickStore(vectorStores, title, edit.create);
  const add = createAddToStore({ docent, chat: chat.conversation, ask });

  /** The rows that are meant; where several are selected and the chosen one is among them, all of them. */
  function meant(target: Target, selected: unknown): readonly KnowledgeNode[] {
    if (target === 'selection') return view.selection;
    if (!target || target instanceof vscode.Uri) return [];
    return Array.isArray(selected) && selected.includes(target) ? (selected as readonly KnowledgeNode[]) : [target];
  }

  async function storeAt(target: Target): Promise<StoreInfo | undefined> {
    const [node] = meant(target, null);
    const at = node?.kind === 'store' ? node : node?.kind === 'folder' || node?.kind === 'file' ? node.store : null;
    return at?.source.kind === 'uploads' ? ((await vectorStores.get(at.id)) ?? undefined) : undefined;
  }

  /** A command on a store that is there. */
  const onStore = (title: string, work: (store: StoreInfo) => Promise<void>): KnowledgeCommand => async (target) => {
    const store = (await storeAt(target)) ?? (await pickStore(vectorStores, title, null));
    if (store) await work(store);
  };

  async function onFiles(target: Target, selected: unknown, work: (storeId: string, fileIds: readonly string[]) => Promise<unknown>): Promise<void> {
    const files = meant(target, selected).filter((node): node is FileNode => node.kind === 'file' && node.store.source.kind === 'uploads');
    for (const [storeId, nodes] of Map.groupBy(files, ({ store }) => store.id)) await work(storeId, nodes.map(({ file }) => file.id));
  }

  const remove = (target: Target, selected: unknown) => onFiles(target, selected, vectorStores.removeFiles);

  return {
    async 'docent.createStore'() {
      const store = await edit.create();
      if (store) await view.reveal(store.id);
    },
    'docent.renameStore': onStore(t('Rename Vector Store'), edit.rename),
    'docent.describeStore': onStore(t('Describe Vector Store'), edit.describe),
    'docent.editStoreMetadata': onStore(t('Edit Metadata'), edit.metadata),
    'docent.setStoreExpiry': onStore(t('Set Expiry'), edit.setExpiry),
    'docent.deleteStore': onStore(t('Delete Vector Store'), edit.delete),
    'docent.attachStore': onStore(t('Attach to Assistants'), attach.toAssistants),
    'docent.attachStoresToThread': () => attach.ofThread(),
    'docent.copyStoreId': onStore(t('Copy Id'), async ({ id }) => vscode.env.clipboard.writeText(id)),
    'docent.searchStore': onStore(t('Search in Vector Store'), (store) => searchStore(vectorStores.searched(store.id), storeName(store))),
    'docent.addFilesToStore': async (target) => add.files(await storeAt(target)),
    'docent.addFolderToStore': async (target) => add.folder(await storeAt(target)),
    'docent.addOpenEditorToStore': async (target) => add.openEditor(await storeAt(target)),
    'docent.addAttachmentsToStore': async (target) => add.attachments(await storeAt(target)),
    'docent.addToStore': (target, selected) => add.chosen(urisOf(target, selected)),
    'docent.retryStoreFile': (target, selected) => onFiles(target, selected, vectorStores.files.retry),
    'docent.removeStoreFile': remove,
    async 'docent.deleteFromKnowledge'() {
      const [node] = view.selection;
      // By a key one may mean the row that has the focus, and another is selected: so one is asked.
      if (node?.kind === 'file') return (await agreesToRemove(view.selection)) ? remove('selection', null) : undefined;
      const store = node?.kind === 'store' ? await storeAt(node) : undefined;
      if (store) await edit.delete(store);
    },
    'docent.retryIndexedFile': (target, selected) =>
      indexing.retry(meant(target, selected).flatMap((node) => (node.kind === 'file' && node.store.source.kind === 'workspace' ? [node.file.id] : []))),
    'docent.openKnowledgeFile': (target) => openFile(target as FileNode),
    'docent.showMoreFiles': (target) => view.showMore(target as unknown as MoreNode),
    'docent.pauseIndex': () => indexing.pause(),
    'docent.resumeIndex': () => indexing.resume(),
    async 'docent.rebuildIndex'() {
      await indexing.clear();
      await indexing.index();
    },
    'docent.clearIndex': () => indexing.clear(),
  };

  /** What can be read of it; of what can't, why, and what can be done. */
  async function openFile(node: FileNode): Promise<void> {
    const { file, store } = node;
    const uri = store.source.uriOf(store.id, file);
    const { kind } = store.source;
    // The user's own file is there, whatever became of it in the store.
    if (uri && (kind !== 'uploads' || file.state === 'ready')) return void (await vscode.commands.executeCommand('vscode.open', uri));
    if (file.state === 'reading') return void vscode.window.setStatusBarMessage(t('Docent: {0} is still being read', file.name), 5_000);
    const [again, out] = [t('Try Again'), t('Remove')];
    const picked = await vscode.window.showWarningMessage(`${file.path}: ${file.reason ?? t('it can’t be shown here')}`, ...(kind === 'uploads' ? [again, out] : []));
    if (picked === again) await vectorStores.files.retry(store.id, [file.id]);
    if (picked === out) await vectorStores.removeFiles(store.id, [file.id]);
  }
}

async function agreesToRemove(nodes: readonly KnowledgeNode[]): Promise<boolean> {
  const files = nodes.filter((node) => node.kind === 'file');
  const what = files.length === 1 ? `“${files[0]?.file.name}”` : fileCount(files.length);
  const yes = t('Remove');
  return (await vscode.window.showWarningMessage(t('Remove {0} from the vector store?', what), { modal: true, detail: t('Your own files stay as they are.') }, yes)) === yes;
}

/** What was chosen in the Explorer: one, or all that are selected. */
function urisOf(target: unknown, selected: unknown): readonly vscode.Uri[] {
  if (Array.isArray(selected) && selected.length > 0) return selected as readonly vscode.Uri[];
  return target instanceof vscode.Uri ? [target] : [];
}
