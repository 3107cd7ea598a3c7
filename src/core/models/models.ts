import type { Log } from '../types/log.ts';
import { createChatCompletions } from './chatCompletions.ts';
import type { Model } from './model.ts';
import { createSearchOnly } from './searchOnly.ts';

/** Which model the user has set up. */
export type ModelChoice =
  | { readonly kind: 'searchOnly' }
  /** Any OpenAI-compatible server. */
  | { readonly kind: 'server'; readonly baseUrl: string; readonly model: string };

/** @param apiKey the key for a server's base URL, asked for at each request and never kept */
export function createModel(choice: ModelChoice, apiKey: (baseUrl: string) => Promise<string | undefined>, log: Log): Model {
  if (choice.kind === 'searchOnly') return createSearchOnly();
  const { baseUrl, model } = choice;
  return createChatCompletions({ id: `${baseUrl}#${model}`, label: model, baseUrl, model, apiKey: () => apiKey(baseUrl), log });
}
