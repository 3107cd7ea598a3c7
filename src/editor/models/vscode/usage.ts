import type * as vscode from 'vscode';
import type { ModelRequest } from '../../../core/models/model.ts';
import { transcript } from '../../../core/models/transcript.ts';
import type { TokenCount } from '../../../core/types/usage.ts';

/**
 * The vendors don't tell what a turn took: it is counted with their own tokenizers, but for what they add to each message.
 * @returns null where a vendor counts nothing
 */
export async function countTurn(
  chat: vscode.LanguageModelChat,
  request: ModelRequest,
  answer: { readonly said: string; readonly thought: string },
  token: vscode.CancellationToken,
): Promise<TokenCount | null> {
  const count = async (text: string) => (text ? chat.countTokens(text, token) : 0);
  const counts = await Promise.all([count(inputText(request)), count(answer.said), count(answer.thought)]).catch(() => null);
  if (!counts?.[0]) return null;
  const [inputTokens, saidTokens, reasoningTokens] = counts;
  return { inputTokens, cachedTokens: 0, outputTokens: saidTokens + reasoningTokens, reasoningTokens, estimated: true };
}

function inputText({ instructions, items, tools }: ModelRequest): string {
  const entries = transcript(items).flatMap(({ text, calls }) => [text, ...calls.flatMap((call) => [call.name, call.arguments, call.output])]);
  return [instructions, ...entries, ...tools.map((tool) => JSON.stringify(tool))].join('\n');
}
