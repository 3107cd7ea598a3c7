import * as vscode from 'vscode';
import { belongsTo } from '../../core/types/thread.ts';
import type { Composer } from './composer/composer.ts';
import type { Conversation } from './conversation.ts';
import { showConversation, type ConversationView, type ViewParts } from './conversationView.ts';

const CHAT_VIEW = 'docent.chat';
/** Where the workspace remembers which thread the chat shows. */
const SHOWN_THREAD = 'docent.thread';
/** Milliseconds between two looks for what other windows have changed. */
const LOOK_MS = 2_000;

export interface ChatView extends vscode.Disposable {
  readonly conversation: Conversation;
  readonly composer: Composer;
  /** The same conversation is shown in another place, too. @returns what ends that */
  alsoIn(view: ConversationView): () => void;
  /** The view of the conversation in a place of this kind; null where none is open there. */
  at(kind: string): ConversationView | null;
  /** Opens the chat with the cursor in the question's field. */
  focus(text?: string): Promise<void>;
  /** Opens the field for what is looked for in the thread that is shown. */
  find(text?: string): Promise<void>;
}

/** The chat in the side bar. */
export function registerChatView(conversation: Conversation, composer: Composer, parts: ViewParts, memory: vscode.Memento): ChatView {
  let view: ConversationView | null = null;
  /** What the field is to hold in a view that is still to come. */
  const others = new Set<ConversationView>();
  let wanted: string | null = null;
  let sought: string | null = null;

  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(webviewView) {
      const mine = showConversation(webviewView.webview, conversation, parts, {
        kind: 'chat',
        title: 'Docent',
        composer,
        continueInChat: async () => {},
      });
      view = mine;
      if (wanted !== null) mine.focus(wanted);
      if (sought !== null) mine.find(sought);
      wanted = null;
      sought = null;
      webviewView.onDidChangeVisibility(() => {
        if (!webviewView.visible) mine.hidden();
      });
      webviewView.onDidDispose(() => {
        mine.dispose();
        if (view === mine) view = null;
      });
    },
  };

  let version = parts.docent.dataVersion();
  const timer = setInterval(() => {
    const now = parts.docent.dataVersion();
    for (const each of [...(view ? [view] : []), ...others]) each.catchUp(now !== version).catch((error: unknown) => parts.log.warn(String(error)));
    version = now;
  }, LOOK_MS);

  const logged = (error: unknown) => parts.log.warn(`The last thread could not be shown again: ${String(error)}`);
  const unsubscribe = parts.docent.data.subscribe((state) => {
    if (state.kind === 'open') restoreThread(conversation, parts, memory).catch(logged);
  });

  /** A thread stays in view as long as one of its folders is open. */
  async function leaveForeign(): Promise<void> {
    const workspace = await parts.docent.workspace.id();
    if (conversation.thread && !belongsTo(conversation.thread, workspace)) conversation.show(null);
  }

  const subscriptions = vscode.Disposable.from(
    conversation,
    composer,
    vscode.workspace.onDidChangeWorkspaceFolders(() => void leaveForeign().catch((error: unknown) => parts.log.warn(String(error)))),
    conversation.onDidChange(() => void memory.update(SHOWN_THREAD, conversation.thread?.id)),
    vscode.window.registerWebviewViewProvider(CHAT_VIEW, provider),
  );
  return {
    conversation,
    composer,
    alsoIn(other) {
      others.add(other);
      return () => others.delete(other);
    },
    at: (kind) => (kind === CHAT_VIEW ? view : ([...others][0] ?? null)),
    async focus(text = '') {
      await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
      if (view) view.focus(text);
      else wanted = text;
    },
    async find(text = '') {
      await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
      if (view) view.find(text);
      else sought = text;
    },
    dispose() {
      clearInterval(timer);
      unsubscribe();
      view?.dispose();
      subscriptions.dispose();
    },
  };
}

/** Shows again the thread that was shown when the window was closed, and none that other data does not hold. */
async function restoreThread(conversation: Conversation, { docent }: ViewParts, memory: vscode.Memento): Promise<void> {
  const id = conversation.thread?.id ?? memory.get<string>(SHOWN_THREAD);
  const stored = id ? await docent.threads.get(id) : null;
  const thread = stored && belongsTo(stored, await docent.workspace.id()) ? stored : null;
  if (thread?.id !== conversation.thread?.id) conversation.show(thread);
}
