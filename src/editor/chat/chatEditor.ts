import * as vscode from 'vscode';
import { showConversation, type ViewParts } from './conversationView.ts';
import type { ChatView } from './view.ts';

const CHAT_EDITOR = 'docent.chatEditor';

/** The chat in an editor tab: the same thread and the same draft as in the side bar. */
export interface ChatEditor extends vscode.Disposable {
  open(): void;
}

export function registerChatEditor(chat: ChatView, parts: ViewParts): ChatEditor {
  const icon = (theme: string) => vscode.Uri.joinPath(parts.extensionUri, 'media', `chat-${theme}.svg`);
  let shown: vscode.WebviewPanel | null = null;

  function fill(panel: vscode.WebviewPanel): void {
    shown = panel;
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const { conversation, composer } = chat;
    const view = showConversation(panel.webview, conversation, parts, { kind: 'chat', title: 'Docent', composer, continueInChat: async () => {} });
    const leave = chat.alsoIn(view);
    panel.onDidChangeViewState(() => (panel.visible ? undefined : view.hidden()));
    panel.onDidDispose(() => {
      if (shown === panel) shown = null;
      leave();
      view.dispose();
    });
    view.focus('');
  }

  const registration = vscode.window.registerWebviewPanelSerializer(CHAT_EDITOR, { deserializeWebviewPanel: async (panel) => fill(panel) });
  return {
    open() {
      if (shown) return shown.reveal();
      fill(vscode.window.createWebviewPanel(CHAT_EDITOR, 'Docent', vscode.ViewColumn.Active));
    },
    dispose: () => registration.dispose(),
  };
}

/** VS Code asks where to: the secondary side bar, the panel, or beside other views. */
export async function moveChat(): Promise<void> {
  // The view is named: VS Code takes a page of an extension for no view that has the focus.
  await vscode.commands.executeCommand('workbench.action.moveFocusedView', 'docent.chat');
}
