import * as vscode from 'vscode';
import { chosenAssistant } from '../../core/assistants/choice.ts';
import { DEFAULT_ASSISTANT } from '../../core/assistants/default.ts';
import type { Docent } from '../../core/docent.ts';
import type { Assistant } from '../../core/types/assistant.ts';
import { branchesOf } from '../../core/types/branch.ts';
import type { InterpreterState } from '../../core/interpreter/interpreter.ts';
import type { SentRequests } from '../../core/models/sentRequests.ts';
import { errorInfo, type Action } from '../../core/types/errors.ts';
import type { RunEvent } from '../../core/types/events.ts';
import type { Table } from '../../core/types/output.ts';
import { EMPTY_COMPOSER } from '../../protocol/composer.ts';
import type { HostContract, ViewContext, ViewContract, ViewKind } from '../../protocol/view.ts';
import { connect, type Peer } from '../../rpc.ts';
import type { EditorAssistants } from '../assistants/assistants.ts';
import { cellRequests } from '../analysis/cells.ts';
import { withAuthor, type Authors } from './authors.ts';
import { readBeside } from './beside.ts';
import { openCitation } from './citations.ts';
import { resultRequests } from './resultRequests.ts';
import { askSample } from './samples.ts';
import { showSent } from './showSent.ts';
import type { EditorConsents } from '../consents.ts';
import { followData } from '../data/follow.ts';
import type { Conversation } from './conversation.ts';
import { followElsewhere } from './elsewhere.ts';
import type { Composer } from './composer/composer.ts';
import { NO_COMPOSER } from './composer/none.ts';
import { viewHtml } from '../html.ts';
import type { Embedding } from '../knowledge/embeddings/embedding.ts';
import type { Indexing } from '../knowledge/indexing.ts';
import { interpreterLine } from './interpreterLine.ts';
import { findMentions, openMention } from './mentions.ts';
import { here } from '../place.ts';
import { portOf } from '../port.ts';
import { gatherPatches } from './patches.ts';
import type { ProposedChanges } from './proposedChanges.ts';
import { turnRequests } from './turns.ts';
import { followWayOut } from './wayOut.ts';
import { whenReady } from './whenReady.ts';

/** What the views share; made once, in activate(). */
export interface ViewParts {
  readonly docent: Docent;
  readonly extensionUri: vscode.Uri;
  readonly assistants: EditorAssistants;
  readonly indexing: Indexing;
  readonly consents: EditorConsents;
  readonly embedding: Pick<Embedding, 'reader' | 'onDidChange'>;
  /** Changes of files that answers propose. */
  readonly changes: ProposedChanges;
  /** Shows a table of a thread’s answer in an editor of its own. */
  openTable(table: Table, threadId: string | null): Promise<void>;
  readonly log: vscode.LogOutputChannel;
  /** What was sent to models lately. */
  readonly sent: SentRequests;
  /** The settings or the workspace's trust changed: what stands around the items is told anew. */
  readonly onDidChangeContext: vscode.Event<void>;
}

/** What differs between the chat and an analysis. */
export interface ViewPlace {
  readonly kind: ViewKind;
  readonly title: string;
  /** Where a question is typed; an analysis has none. */
  readonly composer: Composer | null;
  continueInChat(): Promise<void>;
}

export interface ConversationView extends vscode.Disposable {
  /** Puts the cursor into the question's field, with this text in it. */
  focus(text: string): void;
  /** Opens the field for what is looked for in the thread that is shown, with this text in it. */
  find(text: string): void;
  /** Opens a question of the thread that is shown, to be asked otherwise. */
  edit(itemId: string): void;
  /** Its page is gone until it is shown again. */
  hidden(): void;
  /**
   * Shows what another window has done in the thread since it was last read, and nothing else anew.
   * @param isChanged whether others have written anything, in whatever thread
   */
  catchUp(isChanged: boolean): Promise<void>;
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
  let python: InterpreterState | null = null;
  let isReady = false;
  let assistant: { readonly value: Assistant; readonly error: string | null } = { value: DEFAULT_ASSISTANT, error: null };
  let authors: Authors = {};
  let searchedAt: string | null = null;

  const context = (): ViewContext => {
    const { label, isLanguageModel, destination } = docent.model(assistant.value, 'chat');
    return {
      thread: conversation.thread && { id: conversation.thread.id, title: conversation.thread.title },
      assistant: { name: assistant.value.name, error: assistant.error, suggestions: assistant.value.suggestions ?? [] },
      authors,
      model: {
        label,
        isLanguageModel,
        host: destination.kind === 'remote' ? destination.host : null,
        setBy: assistant.value.model === null ? 'settings' : 'assistant',
      },
      place: here(),
      searchedAt: searchedAt ?? parts.embedding.reader(),
      index: indexing.state,
      rebuild: indexing.rebuild,
      interpreter: python ? interpreterLine(python) : '',
      pythonProblem: python?.kind === 'unavailable' ? python.error : null,
      composer: place.composer?.state ?? EMPTY_COMPOSER,
      filesUri: webview.asWebviewUri(filesDir).toString(),
    };
  };

  async function sendState(): Promise<void> {
    // Then it is shown as soon as it can be.
    if (docent.data.state.kind !== 'open') return;
    const { thread } = conversation;
    await elsewhere.begin(thread?.id ?? null);
    const branches = thread ? branchesOf(thread, await docent.threads.family(thread)) : [];
    await learnAssistant();
    await readBeside(docent, conversation, thread?.id ?? null, (state, { authors: known, ...beside }) => {
      authors = known;
      patches.drop();
      elsewhere.shown(state);
      view.notify('state', { ...state, ...context(), ...beside, branches, kind: place.kind });
    });
    finding.deliver();
  }

  function tellAuthors(more: Authors): void {
    authors = { ...authors, ...more };
    if (Object.keys(more).length > 0) sendContext();
  }

  async function learnAssistant(): Promise<void> {
    const choice = conversation.assistant;
    const learnt = await chosenAssistant(docent.assistants, choice).then(
      (value) => ({ value, error: null }),
      (error: unknown) => ({ value: DEFAULT_ASSISTANT, error: errorInfo(error).message }),
    );
    // Meanwhile another one may have been chosen.
    if (choice === conversation.assistant) assistant = learnt;
    searchedAt = (await docent.hosted.searchedIn(await docent.workspace.id()))?.service ?? null;
  }

  async function probe(): Promise<void> {
    python = await docent.interpreter.probe();
    sendContext();
  }

  const focusing = whenReady<string>(() => isReady, (text) => view.notify('focus', { text }));
  const finding = whenReady<string>(() => isReady, (text) => view.notify('find', { threadId: conversation.thread?.id ?? '', text }));

  const nothing = async (work: unknown): Promise<null> => {
    await work;
    return null;
  };
  const view: Peer<ViewContract> = connect<HostContract, ViewContract>(portOf(webview), {
    requests: {
      ready: async () => {
        await following.begin();
        isReady = true;
        focusing.deliver();
        finding.deliver();
        probe().catch((error: unknown) => log.error(String(error)));
        return null;
      },
      ...turnRequests({ docent, conversation, changes: parts.changes, tellAuthors }),
      ...cellRequests(docent, conversation),
      ...(place.composer?.requests ?? NO_COMPOSER),
      askSample: ({ text }) => nothing(askSample(indexing, conversation, text)),
      stop: () => nothing(conversation.stop()),
      answerConsent: ({ id, answer }) => nothing(consents.answer(id, answer)),
      showSent: ({ runId }) => nothing(showSent(docent.runs, parts.sent, runId)),
      openCitation: (citation) => nothing(openCitation(citation, place.kind, docent.workspace.store)),
      findMentions: ({ mentions }) => findMentions(mentions),
      openMention: (link) => nothing(openMention(link, place.kind)),
      ...resultRequests(parts, () => conversation.thread?.id ?? null),
      act: (action: Action) => nothing(followWayOut(action, { docent, conversation, indexing })),
      dismissRebuild: () => nothing(indexing.dismissRebuild()),
      continueInChat: () => nothing(place.continueInChat()),
    },
    events: {},
  });
  const following = followData(docent.data, { tell: (state) => view.notify('data', state), show: sendState }, log);
  const patches = gatherPatches((patch) => view.notify('run', patch));
  function onEvent(event: RunEvent): void {
    const before = authors;
    if (event.type === 'run') {
      authors = withAuthor(authors, event.run);
      elsewhere.saw(event.run);
    }
    if (authors !== before) sendContext();
    if (conversation.thread) patches.push(conversation.thread.id, event);
  }
  const elsewhere = followElsewhere(docent, onEvent, sendState);
  const sendContext = () => view.notify('context', context());
  const sendStateInBackground = () => void sendState().catch((error: unknown) => log.error(`The thread could not be shown: ${String(error)}`));
  const learnInBackground = () => {
    learnAssistant().then(sendContext, (error: unknown) => log.error(String(error)));
  };

  const subscriptions = [
    conversation.onEvent(onEvent),
    conversation.onDidChange((what) => {
      if (what === 'thread') sendStateInBackground();
      else learnInBackground();
    }),
    parts.assistants.onDidChange(learnInBackground),
    indexing.onDidChange(sendContext),
    parts.embedding.onDidChange(sendContext),
    new vscode.Disposable(docent.hosted.subscribe(learnInBackground)),
    ...(place.composer ? [place.composer.onDidChange(sendContext)] : []),
    parts.onDidChangeContext(() => void probe().catch((error: unknown) => log.error(String(error)))),
  ];
  webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist'), filesDir] };
  webview.html = viewHtml(webview, extensionUri, place.title, 'webview');

  return {
    focus(text) {
      focusing.want(text);
      focusing.deliver();
    },
    find(text) {
      finding.want(text);
      // A thread that has just been chosen is shown first.
      return text === '' ? finding.deliver() : sendStateInBackground();
    },
    edit: (itemId) => view.notify('edit', { itemId }),
    hidden: () => void (isReady = false),
    catchUp: elsewhere.catchUp,
    dispose() {
      following.dispose();
      patches.dispose();
      view.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
