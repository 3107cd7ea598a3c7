import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { choiceOf, chosenAssistant, withChoice } from '../../core/assistants/choice.ts';
import type { Docent } from '../../core/docent.ts';
import { outputText } from '../../core/models/callOutput.ts';
import { fenced } from '../../core/text/fence.ts';
import type { Citation } from '../../core/types/citation.ts';
import type { RunEvent } from '../../core/types/events.ts';
import { userMessage, type ContentPart, type Item } from '../../core/types/item.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import { TITLE_LENGTH, type Thread } from '../../core/types/thread.ts';
import { notify } from '../api/consents.ts';
import { uriOf } from '../fileUri.ts';
import type { EditorConsents } from '../consents.ts';
import { TEXT_TOKENS } from './composer/meter.ts';
import { contentOf } from './context/content.ts';
import { referenceTo } from './context/received.ts';
import { questionOf } from './question.ts';
import type { ChatView } from './view.ts';

const PARTICIPANT = 'docent.docent';

/** VS Code's own chat; null in editors that are made of VS Code and leave it out, whatever its types say. */
const chatApi: typeof vscode.chat | null = (vscode as { readonly chat?: typeof vscode.chat }).chat ?? null;

/** How the editor’s own chat finds the thread again. */
interface Metadata {
  readonly threadId: string;
}

/** `@docent` in VS Code's own chat: a thread like any other, with the assistant that is chosen in Docent's. */
export function registerParticipant(docent: Docent, chat: ChatView, consents: EditorConsents, log: vscode.LogOutputChannel): vscode.Disposable {
  if (!chatApi) return new vscode.Disposable(() => {});
  const participant = chatApi.createChatParticipant(PARTICIPANT, createParticipant(docent, chat, consents, log));
  participant.iconPath = new vscode.ThemeIcon('book');
  return participant;
}

export function createParticipant(docent: Docent, chat: Pick<ChatView, 'conversation'>, consents: EditorConsents, log: vscode.LogOutputChannel): vscode.ChatRequestHandler {
  async function threadOf({ history }: vscode.ChatContext, title: string): Promise<Thread> {
    const before = history.findLast((turn) => turn instanceof vscode.ChatResponseTurn && turn.participant === PARTICIPANT);
    const metadata = before instanceof vscode.ChatResponseTurn ? (before.result.metadata as Partial<Metadata> | undefined) : undefined;
    const known = metadata?.threadId ? await docent.threads.get(metadata.threadId) : null;
    if (known) return known;
    const choice = withChoice({}, chat.conversation.assistant);
    return docent.threads.create({ origin: 'chat', workspace: await docent.workspace.id(), title: title.slice(0, TITLE_LENGTH), metadata: choice });
  }

  return async (request, context, stream, token) => {
    const thread = await threadOf(context, request.prompt.trim().split('\n', 1).join(''));
    const assistant = await chosenAssistant(docent.assistants, choiceOf(thread));
    const input = questionOf(request.prompt, await along(docent, request.references), await docent.items.withFiles(thread.id, null));
    const run = await new Promise<Run>((resolve, reject) => {
      const stop = token.onCancellationRequested(() => void docent.runs.cancel(thread.id).catch((error: unknown) => log.warn(String(error))));
      const unsubscribe = docent.runs.subscribe((threadId, event) => {
        if (threadId !== thread.id) return;
        tell(docent, stream, event);
        if (event.type === 'consent' && !event.consent.answer) void notify(event.consent, consents);
        if (event.type !== 'run' || isActive(event.run.status)) return;
        unsubscribe();
        stop.dispose();
        resolve(event.run);
      });
      docent.runs.start({ thread, assistant, input: [userMessage(input)] }).catch((error: unknown) => {
        unsubscribe();
        stop.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    stream.button({ command: 'docent.threads.open', title: t('Open in Docent'), arguments: [{ kind: 'thread', thread }] });
    const metadata: Metadata = { threadId: thread.id };
    return run.error ? { metadata, errorDetails: { message: run.error.message } } : { metadata };
  };
}

/** What the user gave along in the editor's own chat. */
async function along(docent: Docent, references: readonly vscode.ChatPromptReference[]): Promise<readonly ContentPart[]> {
  const parts: ContentPart[] = [];
  for (const { value, id } of references) {
    if (value instanceof vscode.Uri) parts.push(...(await (await contentOf(docent, await referenceTo(value), TEXT_TOKENS)).parts()));
    else if (value instanceof vscode.Location) {
      const document = await vscode.workspace.openTextDocument(value.uri);
      const lines = { start: value.range.start.line + 1, end: value.range.end.line + 1 };
      parts.push({ type: 'selection', path: vscode.workspace.asRelativePath(value.uri), language: document.languageId, lines, text: document.getText(value.range) });
    } else if (typeof value === 'string') parts.push({ type: 'context', name: id, language: '', text: value });
  }
  return parts;
}

function tell(docent: Docent, stream: vscode.ChatResponseStream, event: RunEvent): void {
  switch (event.type) {
    case 'waiting':
      return event.waiting ? stream.progress(`${event.waiting.message}…`) : undefined;
    case 'item.added':
      if (event.item.type === 'file_search_call') stream.progress(t('Searching the files'));
      if (event.item.type === 'code_interpreter_call') stream.progress(t('Running Python'));
      return;
    case 'text.delta':
      return stream.markdown(event.delta.replace(/【(\d+)】/g, ' [$1]'));
    case 'item.done':
      return tellItem(docent, stream, event.item);
    default:
  }
}

function tellItem(docent: Docent, stream: vscode.ChatResponseStream, item: Item): void {
  if (item.type === 'code_interpreter_call') {
    stream.markdown(`\n\n${fenced(item.code, 'python')}\n\n`);
    for (const output of item.outputs) {
      if (output.type === 'image') stream.anchor(vscode.Uri.file(docent.files.path(output.file)), output.title || output.file.name);
      else stream.markdown(`\n\n${output.type === 'markdown' ? output.text : fenced(outputText(output), '')}\n\n`);
    }
  }
  if (item.type !== 'message' || item.role !== 'assistant') return;
  const cited = new Map<number, Citation>();
  for (const part of item.content) if (part.type === 'text') for (const { citation } of part.annotations) cited.set(citation.number, citation);
  if (cited.size > 0) stream.markdown(`\n\n${t('Sources:')}\n`);
  for (const { number, file, lines } of cited.values()) {
    stream.markdown(`\n- [${number}] `);
    const place = new vscode.Location(uriOf(file.id), new vscode.Range(lines.start - 1, 0, lines.end - 1, 0));
    stream.anchor(place, `${file.path}:${lines.start}`);
    stream.reference(place);
  }
  stream.markdown('\n\n');
}
