import * as vscode from 'vscode';
import { DEFAULT_ASSISTANT } from '../core/assistants/default.ts';
import type { Docent } from '../core/docent.ts';
import type { Action } from '../core/types/errors.ts';
import type { HostContract, ViewContext, ViewContract, ViewKind } from '../protocol/view.ts';
import { connect, type Peer } from '../rpc.ts';
import { attachFile } from './attachments.ts';
import { openCitation } from './citations.ts';
import type { EditorConsents } from './consents.ts';
import type { Conversation } from './conversation.ts';
import { act } from './errors.ts';
import { viewHtml } from './html.ts';
import type { Indexing } from './indexing.ts';
import { interpreterLine } from './interpreterLine.ts';
import { portOf } from './port.ts';
import { openCode, openImage, saveFile, saveTable } from './results.ts';

/** What the views share; made once, in activate(). */
export interface ViewParts {
  readonly docent: Docent;
  readonly extensionUri: vscode.Uri;
  readonly indexing: Indexing;
  readonly consents: EditorConsents;
  readonly log: vscode.LogOutputChannel;
  /** The settings or the workspace's trust changed: what stands around the items is told anew. */
  readonly onDidChangeContext: vscode.Event<void>;
}

/** What differs between the chat and an analysis. */
export interface ViewPlace {
  readonly kind: ViewKind;
  readonly title: string;
  continueInChat(): Promise<void>;
}

export interface ConversationView extends vscode.Disposable {
  /** Puts the cursor into the question's field, with this text in it. */
  focus(text: string): void;
  /** Shows the thread as it is on disk now: another window may have gone on with it. */
  reload(): Promise<void>;
}

/** Shows a conversation in a webview. The view can be closed and made anew at any time: all it shows is kept here. */
export function showConversation(
  webview: vscode.Webview,
  conversation: Conversation,
  parts: ViewParts,
  place: ViewPlace,
): ConversationView {
  const { docent, extensionUri, indexing, consents, log } = parts;
  const filesDir = vscode.Uri.file(docent.files.dir);
  let interpreter = '';

  const context = (): ViewContext => {
    const { label, isLanguageModel, destination } = docent.model(DEFAULT_ASSISTANT);
    return {
      thread: conversation.thread && { id: conversation.thread.id, title: conversation.thread.title },
      model: { label, isLanguageModel, host: destination.kind === 'remote' ? destination.host : null },
      index: indexing.state,
      interpreter,
      attachments: conversation.attachments.map(({ name, path }) => ({ name, path })),
      filesUri: webview.asWebviewUri(filesDir).toString(),
    };
  };

  async function sendState(): Promise<void> {
    const usage = await docent.usage.ofThread(conversation.thread?.id ?? '');
    await conversation.read((state) => view.notify('state', { ...state, ...context(), kind: place.kind, usage }));
  }

  async function probe(): Promise<void> {
    interpreter = interpreterLine(await docent.interpreter.probe());
    sendContext();
  }

  const nothing = async (work: unknown): Promise<null> => {
    await work;
    return null;
  };
  const view: Peer<ViewContract> = connect<HostContract, ViewContract>(portOf(webview), {
    requests: {
      ready: async () => {
        await sendState();
        probe().catch((error: unknown) => log.error(String(error)));
        return null;
      },
      ask: ({ text }) => nothing(conversation.ask(text)),
      stop: () => nothing(conversation.stop()),
      answerConsent: ({ id, answer }) => nothing(consents.answer(id, answer)),
      openCitation: (citation) => nothing(openCitation(citation, place.kind)),
      openImage: (file) => nothing(openImage(docent.files.path(file))),
      saveFile: (file) => nothing(saveFile(docent.files.path(file), file.name)),
      saveTable: (table) => nothing(saveTable(table)),
      openCode: ({ code, language }) => nothing(openCode(code, language)),
      act: (action: Action) => nothing(action === 'retry' ? conversation.retry() : act(action)),
      attach: () => nothing(attachFile(conversation)),
      detach: ({ path }) => nothing(conversation.detach(path)),
      continueInChat: () => nothing(place.continueInChat()),
    },
    events: {},
  });
  const sendContext = () => view.notify('context', context());
  const sendStateInBackground = () => {
    sendState().catch((error: unknown) => log.error(`The thread could not be shown: ${String(error)}`));
  };

  const subscriptions = [
    conversation.onEvent((event) => view.notify('run', event)),
    conversation.onDidChange((what) => (what === 'thread' ? sendStateInBackground() : sendContext())),
    indexing.onDidChange(sendContext),
    parts.onDidChangeContext(() => {
      probe().catch((error: unknown) => log.error(String(error)));
    }),
  ];
  webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist'), filesDir] };
  webview.html = viewHtml(webview, extensionUri, place.title, 'webview');

  return {
    focus: (text) => view.notify('focus', { text }),
    reload: sendState,
    dispose() {
      view.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
