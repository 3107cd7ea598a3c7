import * as vscode from 'vscode';
import { toTextMessages } from '../../../core/models/chatCompletions/textMessages.ts';
import { imageUrl } from '../../../core/models/imageUrl.ts';
import type { ModelRequest } from '../../../core/models/model.ts';
import { outward, type OutwardEntry } from '../../../core/models/profile/outward.ts';
import type { ImagePart } from '../../../core/models/transcript.ts';
import { newProfile } from '../../../core/models/profile/profile.ts';

export interface LanguageModelRequest {
  readonly messages: vscode.LanguageModelChatMessage[];
  readonly options: vscode.LanguageModelChatRequestOptions;
}

/** Who is behind a vendor is not known; these ids are taken by all, and nothing of their own comes through VS Code. */
const PROFILE = newProfile('vscode', /^[\w-]{1,40}$/);

export async function toRequest(request: ModelRequest): Promise<LanguageModelRequest> {
  return { messages: await toMessages(request), options: toOptions(request) };
}

/** Messages of the system's are not open to extensions: what the assistant is told comes first, as the user's. */
async function toMessages({ instructions, items }: ModelRequest): Promise<vscode.LanguageModelChatMessage[]> {
  const first = instructions ? [vscode.LanguageModelChatMessage.User(instructions)] : [];
  return [...first, ...(await Promise.all(outward(items, PROFILE).map(entryMessages))).flat()];
}

/** The results of calls are the user's message after the one that calls. */
async function entryMessages({ role, text, images, calls }: OutwardEntry): Promise<readonly vscode.LanguageModelChatMessage[]> {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  if (role === 'user') return [User(await withImages(text, images))];
  if (calls.length === 0) return [Assistant(text)];
  const said = text ? [new vscode.LanguageModelTextPart(text)] : [];
  const made = calls.map((call) => new vscode.LanguageModelToolCallPart(call.callId, call.name, JSON.parse(call.arguments) as object));
  const given = calls.map((call) => new vscode.LanguageModelToolResultPart(call.callId, [new vscode.LanguageModelTextPart(call.output)]));
  return [Assistant([...said, ...made]), User(given)];
}

/** For a model that can't call tools: it is told of them in words. */
export async function toTextRequest(request: ModelRequest): Promise<LanguageModelRequest> {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  const messages = await Promise.all(toTextMessages(request).map(async ({ role, content, images }) => (role === 'assistant' ? Assistant(content) : User(await withImages(content, images)))));
  return { messages, options: toOptions({ ...request, tools: [] }) };
}

/** What is not on this machine its text names. */
async function withImages(text: string, images: readonly ImagePart[]): Promise<string | (vscode.LanguageModelTextPart | vscode.LanguageModelDataPart)[]> {
  const urls = await Promise.all(images.map(({ source }) => imageUrl(source)));
  const shown = urls.flatMap((url) => {
    const [, mime = '', bytes] = /^data:([^;,]*);base64,(.*)$/s.exec(url ?? '') ?? [];
    return bytes ? [vscode.LanguageModelDataPart.image(Buffer.from(bytes, 'base64'), mime)] : [];
  });
  return shown.length > 0 ? [new vscode.LanguageModelTextPart(text), ...shown] : text;
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
