import * as vscode from 'vscode';
import { chosenAssistant } from '../../../core/assistants/choice.ts';
import type { Docent } from '../../../core/docent.ts';
import type { ConsentBroker } from '../../../core/runs/consents.ts';
import type { Chip, ComposerRequests, ComposerState } from '../../../protocol/composer.ts';
import type { Handlers } from '../../../rpc.ts';
import { contentOf } from '../context/content.ts';
import { createOffer } from '../context/offer.ts';
import { receivedReferences } from '../context/received.ts';
import { keyOf, type Reference } from '../context/reference.ts';
import { createSuggestions } from '../context/suggestions.ts';
import { countProblems } from '../context/problems.ts';
import type { Conversation } from '../conversation.ts';
import type { Situation } from '../prompts/commands.ts';
import { createPrompts } from '../prompts/prompts.ts';
import { createAsking } from './asking.ts';
import { chipOf } from './chips.ts';
import { createDrafts, NO_DRAFT } from './drafts.ts';
import { createMeter } from './meter.ts';
import { createQueues } from './queues.ts';
import { createRecent } from './recent.ts';

/** What stands in and around the question's field of the chat; it outlives the view. */
export interface Composer extends vscode.Disposable {
  readonly state: ComposerState;
  readonly onDidChange: vscode.Event<void>;
  readonly requests: Handlers<{ readonly requests: ComposerRequests; readonly events: Readonly<Record<never, never>> }>['requests'];
  /** Takes something along with the next question. */
  add(reference: Reference): Promise<void>;
}

export interface ComposerParts {
  readonly docent: Docent;
  readonly conversation: Conversation;
  readonly consents: Pick<ConsentBroker, 'known'>;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  /** Another model answers, perhaps. */
  readonly onDidChangeContext: vscode.Event<void>;
}

export function createComposer({ docent, conversation, consents, memory, log, onDidChangeContext }: ComposerParts): Composer {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  const drafts = createDrafts(memory, log, fire);
  const queues = createQueues(memory, log, fire);
  const recent = createRecent(memory);
  const offer = createOffer(fire);
  const suggestions = createSuggestions(docent, conversation);
  const prompts = createPrompts();
  const meter = createMeter({ docent, conversation, consents, log }, fire);
  const asking = createAsking({ docent, conversation, drafts, queues, recent, log, room: meter.room });
  const shown = () => conversation.thread?.id ?? '';

  async function add(reference: Reference): Promise<void> {
    const at = shown();
    const isTaken = () => drafts.get(at).taken.some(({ chip }) => chip.id === keyOf(reference));
    if (isTaken()) return;
    const chip = chipOf(reference, await contentOf(docent, reference, meter.room()));
    if (isTaken()) return;
    const { text, taken } = drafts.get(at);
    drafts.set(at, { text, taken: [...taken, { reference, chip }] });
  }

  async function addAll(references: readonly Reference[]): Promise<null> {
    for (const reference of references) await add(reference);
    return null;
  }

  const situation = (): Situation => ({
    front: offer.reference,
    hasChips: drafts.get(shown()).taken.length > 0,
    hasThread: conversation.thread !== null,
    problems: countProblems(),
  });

  async function suggestedQuestions(): Promise<readonly string[]> {
    // Why nobody can answer, the view says by itself.
    const assistant = await chosenAssistant(docent.assistants, conversation.assistant).catch(() => null);
    return assistant?.suggestions ?? [];
  }

  /** As who answers now takes it. */
  function seen(chip: Chip): Chip {
    return chip.kind === 'image' && meter.blind !== null ? { ...chip, note: meter.blind, tokens: null } : chip;
  }

  /** @returns the question that stands in the field then */
  async function take(id: string): Promise<string> {
    const prompt = await prompts.take(id, situation());
    await addAll(prompt ? prompt.references : await suggestions.take(id));
    return prompt?.text ?? '';
  }

  function offered(chips: readonly Chip[]): Chip | null {
    if (!offer.reference || chips.some(({ id }) => offer.reference && id === keyOf(offer.reference))) return null;
    return chipOf(offer.reference, null);
  }

  let before = shown();
  const subscriptions = vscode.Disposable.from(
    changed, offer, meter, asking,
    onDidChangeContext(meter.measure),
    conversation.onDidChange(() => {
      // A thread that begins takes along what is typed meanwhile.
      if (asking.isBeginning && before === '' && shown() !== '') {
        drafts.set(shown(), drafts.get(''));
        drafts.set('', NO_DRAFT);
      }
      before = shown();
      meter.measure();
    }),
  );

  return {
    get state() {
      const { text, taken } = drafts.get(shown());
      const chips = taken.map(({ chip }) => seen(chip));
      const { questions, waitsFor } = queues.get(shown());
      return {
        draft: text,
        chips,
        offer: offered(chips),
        queue: questions.map((question) => ({ id: question.id, text: question.text, chips: question.taken.map(({ chip }) => chip) })),
        waitsFor,
        meter: meter.value(chips),
      };
    },
    onDidChange: changed.event,
    add,
    requests: {
      async ask({ text }) {
        await asking.ask(text);
        return null;
      },
      keepDraft({ text }) {
        drafts.type(shown(), text);
        return null;
      },
      recall: () => recent.list(),
      suggest: async ({ mark, text }) => (mark === '/' ? prompts.find(text, situation(), await suggestedQuestions()) : suggestions.find(text, offer.reference)),
      add: ({ id }) => take(id),
      takeOffer: () => addAll(offer.reference ? [offer.reference] : []),
      receive: async (received) => addAll(await receivedReferences(docent.files, received)),
      removeChip({ id }) {
        const { text, taken } = drafts.get(shown());
        drafts.set(shown(), { text, taken: taken.filter(({ chip }) => chip.id !== id) });
        return null;
      },
      editQueued({ id, text }) {
        queues.edit(shown(), id, text);
        return null;
      },
      removeQueued({ id }) {
        queues.remove(shown(), id);
        return null;
      },
      async sendQueued() {
        await asking.next(shown());
        return null;
      },
    },
    dispose: () => subscriptions.dispose(),
  };
}
