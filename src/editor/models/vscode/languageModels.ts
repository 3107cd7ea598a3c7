import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { withoutImages } from '../../../core/models/images.ts';
import { inward } from '../../../core/models/inward.ts';
import type { Model, ModelEvent, ModelRequest } from '../../../core/models/model.ts';
import { splitId, VSCODE } from '../../../core/models/servers.ts';
import { cancellation, type Cancellation } from '../../cancellation.ts';
import { lm } from '../../languageModelApi.ts';
import { languageModelError, languageModelMissing } from './errors.ts';
import { toRequest, toTextRequest } from './request.ts';
import { answerReader } from './answer.ts';
import { countTurn } from './usage.ts';

/** A model that the editor offers, for a list to choose from. */
export interface LanguageModelInfo {
  /** `vscode/<vendor>/<the vendor's id>` */
  readonly id: string;
  readonly label: string;
  readonly vendor: string;
  /** Tokens that a request may have. */
  readonly contextTokens: number;
}

/** The models that extensions give to the editor. Who may use them, and who pays, is between the user and the vendor. */
export interface LanguageModels {
  /** Starts the extensions that have models. */
  list(): Promise<readonly LanguageModelInfo[]>;
  /** The model with an id of that form; one that is not there says so when it is asked. */
  get(id: string): Model;
  /** What {@link LanguageModels.list} gives may have changed. */
  readonly onDidChange: vscode.Event<void>;
}

export function createLanguageModels(): LanguageModels {
  /** The names of the models that have been seen, by id. */
  const labels = new Map<string, string>();

  async function select(selector?: vscode.LanguageModelChatSelector): Promise<readonly vscode.LanguageModelChat[]> {
    const chats = (await lm?.selectChatModels(selector)) ?? [];
    for (const chat of chats) labels.set(idOf(chat), chat.name);
    return chats;
  }

  return {
    async list() {
      const chats = await select();
      // A vendor may have a model twice, in groups that its id does not tell apart.
      return [...new Map(chats.map((chat) => [idOf(chat), toInfo(chat)])).values()];
    },
    get(id) {
      // A vendor's ids may have slashes of their own.
      const { server: vendor = '', model = '' } = splitId(splitId(id)?.model ?? '') ?? {};
      return createLanguageModel(id, labels.get(id) ?? model, vendor, async () => (await select({ vendor, id: model }))[0]);
    },
    onDidChange: lm?.onDidChangeChatModels ?? (() => new vscode.Disposable(() => {})),
  };
}

function createLanguageModel(id: string, label: string, vendor: string, find: () => Promise<vscode.LanguageModelChat | undefined>): Model {
  async function* respond(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const cancel = cancellation(signal);
    try {
      const chat = await cancel.race(find());
      if (!chat) throw languageModelMissing(label, vendor);
      yield* inward(ask(chat, request, cancel), request);
    } catch (error) {
      if (signal.aborted) throw new DOMException('The answer was stopped.', 'AbortError');
      throw languageModelError(error, label, vendor);
    } finally {
      cancel.dispose();
    }
  }

  return {
    id,
    label,
    isLanguageModel: true,
    price: null,
    respond,
    destination: { kind: 'remote', host: t('the editor’s {0} models', vendor), files: false },
    async seesImages(signal) {
      const cancel = cancellation(signal);
      try {
        const chat = await cancel.race(find());
        return (chat && abilities(chat)?.supportsImageToText) ?? null;
      } finally {
        cancel.dispose();
      }
    },
    async contextTokens(signal) {
      const cancel = cancellation(signal);
      try {
        return (await cancel.race(find()))?.maxInputTokens ?? null;
      } finally {
        cancel.dispose();
      }
    },
  };
}

/** One turn of a model that is there, from the request to the count. */
async function* ask(chat: vscode.LanguageModelChat, request: ModelRequest, { token, race }: Cancellation): AsyncGenerator<ModelEvent> {
  // Nothing is shown to who may not see it: VS Code refuses that.
  const seen = abilities(chat)?.supportsImageToText === true ? request : withoutImages(request);
  const { messages, options } = abilities(chat)?.supportsToolCalling === false ? await toTextRequest(seen) : await toRequest(seen);
  const { stream } = await race(chat.sendRequest(messages, options, token));
  const parts = stream[Symbol.asyncIterator]();
  const answer = answerReader();
  for (let part = await race(parts.next()); !part.done; part = await race(parts.next())) yield* answer.read(part.value);
  const usage = await race(countTurn(chat, request, answer, token));
  if (usage) yield { type: 'usage', usage };
  // Why an answer ends is not told; one that was cut or withheld fails.
  yield { type: 'end', reason: 'stop' };
}

interface Abilities {
  readonly supportsToolCalling?: boolean;
  readonly supportsImageToText?: boolean;
}

/** VS Code tells what a model can do, and does not declare it yet. */
function abilities(chat: vscode.LanguageModelChat & { readonly capabilities?: Abilities }): Abilities | undefined {
  return chat.capabilities;
}

function idOf({ vendor, id }: vscode.LanguageModelChat): string {
  return `${VSCODE}/${vendor}/${id}`;
}

function toInfo(chat: vscode.LanguageModelChat): LanguageModelInfo {
  return { id: idOf(chat), label: chat.name, vendor: chat.vendor, contextTokens: chat.maxInputTokens };
}
