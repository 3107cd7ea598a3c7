import * as vscode from 'vscode';
import { toTextMessages } from '../../../core/models/chatCompletions/textMessages.ts';
import type { ModelRequest } from '../../../core/models/model.ts';
import { outward, type OutwardEntry } from '../../../core/models/profile/outward.ts';
import { newProfile } from '../../../core/models/profile/profile.ts';

export interface LanguageModelRequest {
  readonly messages: vscode.LanguageModelChatMessage[];
  readonly options: vscode.LanguageModelChatRequestOptions;
}

/** Who is behind a vendor is not known; these ids are taken by all, and nothing of their own comes through VS Code. */
const PROFILE = newProfile('vscode', /^[\w-]{1,40}$/);

export function toRequest(request: ModelRequest): LanguageModelRequest {
  return { messages: toMessages(request), options: toOptions(request) };
}

/** Messages of the system's are not open to extensions: what the assistant is told comes first, as the user's. */
function toMessages({ instructions, items }: ModelRequest): vscode.LanguageModelChatMessage[] {
  const first = instructions ? [vscode.LanguageModelChatMessage.User(instructions)] : [];
  return [...first, ...outward(items, PROFILE).flatMap(entryMessages)];
}

/** The results of calls are the user's message after the one that calls. */
function entryMessages({ role, text, calls }: OutwardEntry): vscode.LanguageModelChatMessage[] {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  if (calls.length === 0) return [role === 'user' ? User(text) : Assistant(text)];
  const said = text ? [new vscode.LanguageModelTextPart(text)] : [];
  const made = calls.map((call) => new vscode.LanguageModelToolCallPart(call.callId, call.name, JSON.parse(call.arguments) as object));
  const given = calls.map((call) => new vscode.LanguageModelToolResultPart(call.callId, [new vscode.LanguageModelTextPart(call.output)]));
  return [Assistant([...said, ...made]), User(given)];
}

/** For a model that can't call tools: it is told of them in words. */
export function toTextRequest(request: ModelRequest): LanguageModelRequest {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  const messages = toTextMessages(request).map(({ role, content }) => (role === 'assistant' ? Assistant(content) : User(content)));
  return { messages, options: toOptions({ ...request, tools: [] }) };
}

/** Only some of the options can be said; the vendors take OpenAI's names for those that are not VS Code's. */
function toOptions({ tools, options }: ModelRequest): vscode.LanguageModelChatRequestOptions {
  const { temperature, topP, maxOutputTokens, toolChoice } = options;
  const offered = toolChoice === 'none' ? [] : typeof toolChoice === 'string' ? tools : tools.filter(({ name }) => name === toolChoice.name);
  const isForced = offered.length > 0 && toolChoice !== 'auto';
  return {
    tools: offered.map(({ name, description, parameters }) => ({ name, description, inputSchema: parameters })),
    toolMode: isForced ? vscode.LanguageModelChatToolMode.Required : vscode.LanguageModelChatToolMode.Auto,
    modelOptions: {
      ...(temperature !== null && { temperature }),
      ...(topP !== null && { top_p: topP }),
      ...(maxOutputTokens !== null && { max_tokens: maxOutputTokens }),
    },
  };
}
