import * as vscode from 'vscode';
import type { Thread } from '../../core/types/thread.ts';
import type { ChatView } from '../chat/view.ts';
import { onceOpen } from '../data/follow.ts';
import { createConversation, type Conversation } from '../chat/conversation.ts';
import { showConversation, type ViewParts } from '../chat/conversationView.ts';

const ANALYSIS_EDITOR = 'docent.analysis';

/** Analyses in editor tabs, each a thread of its own. */
export interface AnalysisEditors extends vscode.Disposable {
  /** Opens an empty analysis beside the active editor; it fills in as soon as it is asked something. */
  open(title: string): Conversation;
  /** Brings the tab to the front that shows a thread. @returns whether there is one */
  reveal(threadId: string): boolean;
}

export function registerAnalysisEditors(parts: ViewParts, chat: ChatView): AnalysisEditors {
  const icon = (theme: string) => vscode.Uri.joinPath(parts.extensionUri, 'media', `analysis-${theme}.svg`);

  const shown = new Map<vscode.WebviewPanel, Conversation>();

  function fill(panel: vscode.WebviewPanel, conversation: Conversation): void {
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const view = showConversation(panel.webview, conversation, parts, {
      kind: 'analysis',
      title: panel.title,
      composer: null,
      async continueInChat() {
        chat.conversation.show(conversation.thread);
        await chat.focus();
      },
    });
    shown.set(panel, conversation);
    panel.onDidDispose(() => {
      shown.delete(panel);
      end(conversation).catch((error: unknown) => parts.log.error(String(error)));
      view.dispose();
      conversation.dispose();
    });
  }

  /** Nobody sees the results any more, and Python must not stay for nothing; but the chat may have gone on with the thread. */
  async function end(conversation: Conversation): Promise<void> {
    const { thread } = conversation;
    if (!thread || thread.id === chat.conversation.thread?.id) return;
    await conversation.stop();
    await parts.docent.interpreter.session(thread.id).stop();
  }

  const serializer: vscode.WebviewPanelSerializer<{ threadId?: string } | undefined> = {
    async deserializeWebviewPanel(panel, state) {
      const conversation = createConversation(parts.docent, 'analysis', null);
      fill(panel, conversation);
      await onceOpen(parts.docent.data);
      const thread: Thread | null = state?.threadId ? await parts.docent.threads.get(state.threadId) : null;
      if (!thread) return panel.dispose();
      conversation.show(thread);
    },
  };
  const registration = vscode.window.registerWebviewPanelSerializer(ANALYSIS_EDITOR, serializer);

  return {
    open(title) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      const panel = vscode.window.createWebviewPanel(ANALYSIS_EDITOR, title, place, { enableFindWidget: true });
      const conversation = createConversation(parts.docent, 'analysis', null);
      fill(panel, conversation);
      return conversation;
    },
    reveal(threadId) {
      const [panel] = [...shown].find(([, { thread }]) => thread?.id === threadId) ?? [];
      panel?.reveal();
      return panel !== undefined;
    },
    dispose: () => registration.dispose(),
  };
}
