import type { Log } from '../types/log.ts';
import { createChatCompletions } from './chatCompletions.ts';
import { createIncomplete } from './incomplete.ts';
import type { Model } from './model.ts';
import { createSearchOnly } from './searchOnly.ts';

/** Which model the user has set up. */
export type ModelChoice =
  | { readonly kind: 'searchOnly' }
  /** Any OpenAI-compatible server; nothing is asked while one of the two is empty. */
  | { readonly kind: 'server'; readonly baseUrl: string; readonly model: string };

/**
 * Gives the model for a choice; the same one as long as the choice is the same, since a model learns what its server refuses.
 * @param apiKey the key for a server's base URL, asked for at each request and never kept
 */
export function createModels(apiKey: (baseUrl: string) => Promise<string | undefined>, log: Log): (choice: ModelChoice) => Model {
  let current: Model = createSearchOnly();
  return (choice) => {
    const id = choice.kind === 'searchOnly' ? 'search-only' : `${choice.baseUrl}#${choice.model}`;
    if (current.id !== id) current = createModel(id, choice);
    return current;
  };

  function createModel(id: string, choice: ModelChoice): Model {
    if (choice.kind === 'searchOnly') return createSearchOnly();
    const { baseUrl, model } = choice;
    if (!baseUrl || !model) return createIncomplete(id, baseUrl ? 'docent.model.name' : 'docent.model.baseUrl');
    return createChatCompletions({ id, label: model, baseUrl, model, apiKey: () => apiKey(baseUrl), log });
  }
}
