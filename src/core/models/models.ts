import { t } from '@vscode/l10n';
import type { Advice } from '../types/advice.ts';
import { silenceLimits } from '../openai/silence.ts';
import type { Log } from '../types/log.ts';
import { withoutSecrets } from '../text/secrets/secrets.ts';
import { createAtServer, type AtServer } from './atServer.ts';
import { CATALOG } from './catalog.ts';
import { createIncomplete } from './incomplete.ts';
import { shortMemory, type Memory } from './lessons.ts';
import type { Model } from './model.ts';
import { priceOf } from './price.ts';
import { createSearchOnly } from './searchOnly/model.ts';
import type { SentRequests } from './sentRequests.ts';
import { AZURE, OPENAI, SEARCH_ONLY, serversOf, splitId, VSCODE, type ModelSettings } from './servers.ts';

export interface ModelsOptions {
  /** Read at each use: a change holds from the next question on. */
  settings(): ModelSettings;
  /** The key for a server's base URL, asked for at each request and never kept. */
  apiKey(baseUrl: string): Promise<string | undefined>;
  /** Gives the editor's language model with an id (`vscode/…`); null where there is no editor. */
  readonly vscodeModel: ((id: string) => Model) | null;
  /** Where what was learned of models is kept; default: nowhere. */
  readonly memory?: Memory;
  readonly log: Log;
  /** Keeps what is sent to servers; left out: nobody does. */
  readonly sent?: SentRequests;
  /** Keeps what containers are made at OpenAI; left out: nobody does. */
  readonly made?: AtServer['made'];
}

/** How the settings are called by which one waits longer. */
export const WAITING_SETTINGS = { first: 'docent.model.firstByteTimeout', next: 'docent.model.silenceTimeout' };

/**
 * The model with an id; the one that is set up for null. It is the same one as long as its settings are the same, since a model
 * learns what its server refuses.
 */
export type Models = (id: string | null, advice: Advice) => Model;

export function createModels({ settings, apiKey, vscodeModel, memory = shortMemory(), log, sent, made }: ModelsOptions): Models {
  const kept = new Map<string, { readonly of: string; readonly model: Model }>();

  return (wanted, advice) => {
    const set = settings();
    const id = wanted ?? set.id;
    if (id === '' || id === SEARCH_ONLY) return createSearchOnly(advice);
    const name = splitId(id);
    if (name?.server === VSCODE && vscodeModel && splitId(name.model)) return vscodeModel(id);
    const server = serversOf(set).find((server) => server.name === name?.server);
    if (!name || !server) return createIncomplete(id, missing(id));
    const price = priceOf(id, set);
    const interpreter = server.name === OPENAI ? set.interpreter : 'local';
    const silence = silenceLimits(set.waiting ?? {}, WAITING_SETTINGS);
    const of = JSON.stringify([server, price, interpreter, silence]);
    const known = kept.get(id);
    if (known?.of === of) return known.model;
    const model = createAtServer(server, {
      id,
      model: name.model,
      apiKey: () => apiKey(server.baseUrl),
      log,
      interpreter,
      price,
      memory,
      silence,
      ...(sent && { sent: sent.add }),
      ...(made && { made }),
    });
    kept.set(id, { of, model });
    return model;
  };
}

/** What was put in place of an id may be a key. */
function missing(id: string): string {
  const { server, model = '' } = splitId(id) ?? {};
  if (server === VSCODE && splitId(model)) return t('VS Code’s language models answer in VS Code alone; choose another model.');
  if (server === VSCODE) return t('“{0}” names no vendor: ids of VS Code’s models look like vscode/copilot/gpt-6; choose a model.', withoutSecrets(id));
  if (server === AZURE) return t('Set docent.model.azureEndpoint to the address of your Azure OpenAI resource, or choose another model.');
  if (server) return t('“{0}” is on a server “{1}” that docent.model.servers does not have; add it or choose another model.', withoutSecrets(id), withoutSecrets(server));
  return t('“{0}” is no model’s id, which looks like {1}/{2}; choose a model.', withoutSecrets(id), OPENAI, CATALOG.default);
}
