import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AssistantCommands } from './commands.ts';
import type { AssistantEntry, EditorAssistants } from './assistants.ts';
import type { ChatView } from '../chat/view.ts';
import type { AttachStores } from '../knowledge/stores/attach.ts';
import { workspace } from '../workspace.ts';

const EDIT: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: t('Edit') };
const STORES: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('database'), tooltip: t('Vector Stores') };
const DUPLICATE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('copy'), tooltip: t('Duplicate') };
const DELETE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Delete') };

interface Row extends vscode.QuickPickItem {
  /** Null for what is no assistant. */
  readonly entry: AssistantEntry | null;
  run?(): Promise<unknown>;
}

/** Lists the assistants to choose who answers in the chat, and to edit, duplicate, delete and create them. */
export async function pickAssistant(assistants: EditorAssistants, chat: ChatView, commands: AssistantCommands, stores: Pick<AttachStores, 'ofAssistant'>): Promise<void> {
  const { conversation } = chat;
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = t('Assistants');
  picker.placeholder = t('Who answers from the next question on?');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;

  async function choose({ id, error, uri }: AssistantEntry): Promise<void> {
    // What is wrong is shown there, at its place.
    if (error !== null && uri) return void (await vscode.window.showTextDocument(uri));
    await conversation.choose(id);
    await chat.focus();
  }

  function rowOf(entry: AssistantEntry): Row {
    const { id, name, origin, assistant, error, hint, uri } = entry;
    const isChosen = id === conversation.assistant;
    return {
      entry,
      label: error !== null ? `$(warning) ${name}` : isChosen ? `$(check) ${name}` : name,
      description: [isChosen ? t('chosen') : '', assistant?.model, origin === name ? '' : origin].filter(Boolean).join(' · '),
      detail: error ?? [assistant?.description, hint && `$(info) ${hint}`].filter(Boolean).join(' '),
      buttons: [...(uri ? [EDIT] : []), ...(uri && assistant ? [STORES] : []), ...(assistant ? [DUPLICATE] : []), ...(uri ? [DELETE] : [])],
      run: () => choose(entry),
    };
  }

  async function refresh(): Promise<void> {
    const rows = (await assistants.entries()).map(rowOf);
    const create: Row = { entry: null, label: t('$(add) Create Assistant'), alwaysShow: true, run: commands.create };
    const trust: Row = {
      entry: null,
      label: t('$(workspace-untrusted) Manage Workspace Trust'),
      alwaysShow: true,
      detail: t('The assistants of a workspace count once you trust it.'),
      run: async () => vscode.commands.executeCommand('workbench.trust.manage'),
    };
    picker.items = [
      ...rows,
      { entry: null, label: '', kind: vscode.QuickPickItemKind.Separator },
      create, ...(workspace().kind === 'untrusted' ? [trust] : []),
    ];
  }

  await refresh();
  picker.activeItems = picker.items.filter(({ entry }) => entry?.id === conversation.assistant);
  let subscription: vscode.Disposable | undefined;
  const picked = await new Promise<Row['run']>((resolve, reject) => {
    picker.onDidTriggerItemButton(({ item: { entry }, button }) => {
      if (!entry) return;
      const work = button === STORES ? stores.ofAssistant : button === EDIT ? commands.edit : button === DELETE ? commands.delete : commands.duplicate;
      resolve(() => work(entry));
    });
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.run));
    picker.onDidHide(() => resolve(undefined));
    subscription = assistants.onDidChange(() => refresh().catch(reject));
    picker.show();
  }).finally(() => {
    subscription?.dispose();
    picker.dispose();
  });
  await picked?.();
}
