import { createChatCompletions } from '../../../src/core/models/chatCompletions/model.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { createResponses, type ResponsesOptions } from '../../../src/core/models/responses/model.ts';
import type { ServerModel } from '../../../src/core/openai/exchange.ts';
import type { Exchanges } from '../../fixtures/modelServer/exchanges.ts';
import { startModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { startOpenAI } from '../../fixtures/openai/openai.ts';
import { memoryLog } from '../../support/log.ts';

/** As a user would set it up, but for the patience: the waits are the same in kind, and short. */
function given(baseUrl: string): ServerModel {
  const patience = { retries: 2, firstMs: 1, longestMs: 60_000 };
  return { id: 'm', label: 'Stand-in', baseUrl, model: 'stand-in', apiKey: () => Promise.resolve(undefined), patience, log: memoryLog() };
}

export function completionsAt(baseUrl: string, options: Partial<ServerModel> = {}): Model {
  return createChatCompletions({ ...given(baseUrl), ...options });
}

export function responsesAt(baseUrl: string, options: Partial<ResponsesOptions> = {}): Model {
  return createResponses({ ...given(baseUrl), interpreter: 'local', ...options });
}

/** What both stand-ins have. */
export interface StandIn extends Exchanges<object> {
  readonly url: string;
  close(): Promise<void>;
}

/** A way to reach a model, and a server that plays it. */
export interface Adapter {
  readonly name: string;
  at(baseUrl: string, options?: Partial<ServerModel>): Model;
  start(options?: { readonly apiKey?: string }): Promise<StandIn>;
}

export const ADAPTERS: readonly Adapter[] = [
  { name: 'Responses', at: responsesAt, start: startOpenAI },
  { name: 'Chat Completions', at: completionsAt, start: startModelServer },
];
