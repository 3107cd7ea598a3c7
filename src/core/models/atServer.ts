import { createContextWindow } from '../openai/contextWindow.ts';
import type { ServerModel } from '../openai/exchange.ts';
import { FREE } from '../types/usage.ts';
import { createAutomatic } from './automatic.ts';
import { hostedModel } from './catalog.ts';
import { createChatCompletions } from './chatCompletions/model.ts';
import { hasImages, withoutImages } from './images.ts';
import { createLessons, lessonKey, type Lessons, type Memory } from './lessons.ts';
import { createLocator } from './location.ts';
import type { Destination, Model } from './model.ts';
import { createOllama } from './ollama/model.ts';
import { createOllamaOr } from './ollama/orElse.ts';
import { createResponses, type ResponsesOptions } from './responses/model.ts';
import { AZURE, OPENAI, type Server } from './servers.ts';

/** What is asked of a model's server besides what the server is by itself. */
export type AtServer = Pick<ServerModel, 'id' | 'model' | 'apiKey' | 'log' | 'sent' | 'silence'> &
  Pick<ResponsesOptions, 'interpreter' | 'made'> &
  Pick<Model, 'price'> & { readonly memory?: Memory };

/** A model at a server: the one place that knows how each server is asked, whoever asks. */
export function createAtServer(server: Server, { id, model, apiKey, log, sent, silence, interpreter, made, price, memory }: AtServer): Model {
  const { baseUrl, keyHeader, isRemote } = server;
  const options = { id, label: model, baseUrl, model, keyHeader, isRemote, apiKey, log, window: createContextWindow(model), ...(sent && { sent }), ...(silence && { silence }) } satisfies ServerModel;
  const asked = byApi(server, options, { interpreter, ...(made && { made }) }, createLessons(memory, lessonKey(server, model)));
  const { window } = options;
  const remoteHost = createLocator(options);

  function at(destination: Destination): Model {
    return {
      ...asked,
      destination,
      // Its provider’s list may tell while it answers.
      get price() {
        return price ?? window.price ?? (destination.kind === 'local' ? FREE : null);
      },
      async located(signal) {
        const host = destination.kind === 'local' ? await remoteHost(signal) : null;
        return host === null ? this : at({ kind: 'remote', host, files: false });
      },
      async *respond(request, signal) {
        // With the window the price is told; a short question asks for neither by itself. It is needed once the answer is counted.
        const isWanted = price === null && window.price === null && destination.kind === 'remote';
        const told = isWanted ? asked.contextTokens(signal).catch(() => null) : null;
        const isBlind = hasImages(request) && (await asked.seesImages?.(signal)) === false;
        for await (const event of asked.respond(isBlind ? withoutImages(request) : request, signal)) {
          if (event.type === 'usage') await told;
          yield event;
        }
      },
    };
  }
  return at(asked.destination);
}

const LOCAL: Pick<ResponsesOptions, 'interpreter'> = { interpreter: 'local' };

function byApi({ name, api }: Server, options: ServerModel, code: Pick<ResponsesOptions, 'interpreter' | 'made'>, lessons: Lessons): Model {
  const { model, log } = options;
  if (api === 'ollama') return createOllama(options, lessons);
  if (api !== 'responses') {
    const isAuto = api === 'auto';
    const isTrial = () => isAuto && lessons.lesson.api === null;
    // Where Responses are not the user’s choice, nobody was asked whether files may go there.
    const responses = createResponses({ ...options, ...(isAuto ? code : LOCAL), isTrial }, lessons);
    const chatCompletions = createChatCompletions(options, lessons);
    const byOpenAI = createAutomatic(responses, chatCompletions, log, isAuto ? responses : chatCompletions, lessons);
    // It has a window of its own: what the other APIs are refused says nothing of the one it asks for.
    return isAuto ? createOllamaOr(createOllama({ ...options, window: createContextWindow(model) }, lessons), byOpenAI, lessons, log) : byOpenAI;
  }
  const responses = createResponses({ ...options, ...code }, lessons);
  if (name !== OPENAI && name !== AZURE) return responses;
  // They don't tell how much a model reads; deployments bear their model's name as a rule.
  const { contextTokens, images } = hostedModel(model);
  return { ...responses, contextTokens: async () => contextTokens, seesImages: async () => images };
}
