import { createContextWindow } from '../openai/contextWindow.ts';
import type { ServerModel } from '../openai/exchange.ts';
import { FREE } from '../types/usage.ts';
import { createAutomatic } from './automatic.ts';
import { hostedModel } from './catalog.ts';
import { createChatCompletions } from './chatCompletions/model.ts';
import { keepingSecrets } from './keepingSecrets.ts';
import type { Model } from './model.ts';
import { createResponses, type ResponsesOptions } from './responses/model.ts';
import { AZURE, OPENAI, type Server } from './servers.ts';

/** What is asked of a model's server besides what the server is by itself. */
export type AtServer = Pick<ServerModel, 'id' | 'model' | 'apiKey' | 'log' | 'sent'> & Pick<ResponsesOptions, 'interpreter'> & Pick<Model, 'price'>;

/** A model at a server: the one place that knows how each server is asked, whoever asks. */
export function createAtServer(server: Server, { id, model, apiKey, log, sent, interpreter, price }: AtServer): Model {
  const { baseUrl, keyHeader } = server;
  const options: ServerModel = { id, label: model, baseUrl, model, keyHeader, apiKey, log, window: createContextWindow(model), ...(sent && { sent }) };
  const asked = byApi(server, options, interpreter);
  return keepingSecrets({ ...asked, price: price ?? (asked.destination.kind === 'local' ? FREE : null) });
}

function byApi({ name, api }: Server, options: ServerModel, interpreter: ResponsesOptions['interpreter']): Model {
  const { model, log } = options;
  const responses = createResponses({ ...options, interpreter });
  if (api === 'auto') return createAutomatic(responses, createChatCompletions(options), log);
  if (api === 'chatCompletions') {
    const chatCompletions = createChatCompletions(options);
    // Nobody was asked whether files may go there.
    return createAutomatic(createResponses({ ...options, interpreter: 'local' }), chatCompletions, log, chatCompletions);
  }
  if (name !== OPENAI && name !== AZURE) return responses;
  // They don't tell how much a model reads; deployments bear their model's name as a rule.
  const { contextTokens } = hostedModel(model);
  return { ...responses, contextTokens: async () => contextTokens };
}
