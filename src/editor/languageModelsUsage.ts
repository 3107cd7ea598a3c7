import type * as vscode from 'vscode';
import type { ModelRequest } from '../core/models/model.ts';
import { transcript } from '../core/types/transcript.ts';
import type { TokenCount } from '../core/types/usage.ts';

/** What English text comes to; for vendors that count nothing. */
const CHARS_PER_TOKEN = 4;

/** The vendors don't tell what a turn took: it is counted with their own tokenizers, but for what they add to each message. */
export async function countTurn(
  chat: vscode.LanguageModelChat,
  request: ModelRequest,
  answer: { readonly said: string; readonly thought: string },
  token: vscode.CancellationToken,
): Promise<TokenCount> {
  const count = async (text: string): Promise<number> => {
    const tokens = text ? await Promise.resolve(chat.countTokens(text, token)).catch(() => 0) : 0;
    return tokens || Math.ceil(text.length / CHARS_PER_TOKEN);
  };
  const [inputTokens, saidTokens, reasoningTokens] = await Promise.all([count(inputText(request)), count(answer.said), count(answer.thought)]);
  return { inputTokens, cachedTokens: 0, outputTokens: saidTokens + reasoningTokens, reasoningTokens, estimated: true };
}

function inputText({ instructions, items, tools }: ModelRequest): string {
  const entries = transcript(items).flatMap(({ text, calls }) => [text, ...calls.flatMap((call) => [call.name, call.arguments, call.output])]);
  return [instructions, ...entries, ...tools.map((tool) => JSON.stringify(tool))].join('\n');
}
