import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ScriptedAnswer } from '../../../core/models/contract.ts';

/** As test/fixtures/languageModels declares it. */
export const VENDOR = 'docent-test';

/** A piece of a streamed answer, in characters. */
const PIECE = /[^]{1,5}/gu;

/** VS Code passes parts on each 30 ms, and drops what it has not passed on yet when the vendor fails. */
const PASSED_ON_MS = 200;

export interface Exchange {
  readonly messages: readonly vscode.LanguageModelChatRequestMessage[];
  readonly options: vscode.ProvideLanguageModelChatResponseOptions;
  readonly ended: Promise<'server' | 'client'>;
}

/** A vendor of one model in the editor, which answers as told. */
export interface Vendor extends vscode.Disposable {
  readonly exchanges: readonly Exchange[];
  script(...answers: (ScriptedAnswer | Error)[]): void;
  /** Holds the next answer before its second piece, whether or not it is cancelled. */
  hold(): { release(): void };
  /** Its models, from now on. */
  offer(...models: vscode.LanguageModelChatInformation[]): void;
}

export function modelInfo(id: string, name = `The Model ${id}`): vscode.LanguageModelChatInformation {
  return { id, name, family: 'test', version: '1', maxInputTokens: 8_000, maxOutputTokens: 1_000, capabilities: { toolCalling: true } };
}

export function startVendor(): Vendor {
  const exchanges: Exchange[] = [];
  const answers: (ScriptedAnswer | Error)[] = [];
  const changed = new vscode.EventEmitter<void>();
  let models = [modelInfo('one')];
  let held: Promise<void> | null = null;

  async function respond(answer: ScriptedAnswer, report: (part: vscode.LanguageModelResponsePart) => void, hold: Promise<void> | null): Promise<void> {
    const parts = partsOf(answer);
    for (const [index, part] of parts.entries()) {
      if (index === 1) await hold;
      report(part);
    }
    if (!answer.ending) return;
    await setTimeout(PASSED_ON_MS);
    throw new Error(answer.ending.error.message);
  }

  const provider = vscode.lm.registerLanguageModelChatProvider(VENDOR, {
    onDidChangeLanguageModelChatInformation: changed.event,
    provideLanguageModelChatInformation: () => models,
    provideTokenCount: async (_model, text) => (typeof text === 'string' ? text.length : 0),
    async provideLanguageModelChatResponse(_model, messages, options, progress, token) {
      const hold = held;
      held = null;
      const { promise: ended, resolve: end } = Promise.withResolvers<'server' | 'client'>();
      token.onCancellationRequested(() => end('client'));
      exchanges.push({ messages, options, ended });
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error('There is no answer for this request.');
      await respond(answer, (part) => progress.report(part), hold);
      end('server');
    },
  });

  return {
    exchanges,
    script: (...more) => void answers.push(...more),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return { release: resolve };
    },
    offer(...offered) {
      models = offered;
      changed.fire();
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}

function partsOf({ reasoning, text, calls = [] }: ScriptedAnswer): readonly vscode.LanguageModelResponsePart[] {
  const pieces = (whole: string) => whole.match(PIECE) ?? [];
  return [
    ...pieces(reasoning ?? '').map(thinkingPart),
    ...pieces(text ?? '').map((piece) => new vscode.LanguageModelTextPart(piece)),
    ...calls.map(({ name, arguments: args }, n) => new vscode.LanguageModelToolCallPart(`call-${n}`, name, JSON.parse(args) as object)),
  ];
}

/** VS Code has the class and does not declare it. */
function thinkingPart(text: string): vscode.LanguageModelResponsePart {
  const { LanguageModelThinkingPart } = vscode as unknown as { LanguageModelThinkingPart: new (value: string) => vscode.LanguageModelResponsePart };
  return new LanguageModelThinkingPart(text);
}
