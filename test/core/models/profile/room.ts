import assert from 'node:assert/strict';
import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import { createModels } from '../../../../src/core/models/models.ts';
import type { Api } from '../../../../src/core/models/servers.ts';
import type { Tool } from '../../../../src/core/tools/tool.ts';
import type { Item } from '../../../../src/core/types/item.ts';
import type { Run } from '../../../../src/core/types/run.ts';
import { startProvider, type Provider } from '../../../fixtures/providers/provider.ts';
import { PROVIDERS, type ProviderName } from '../../../fixtures/providers/rules.ts';
import { memoryLog } from '../../../support/log.ts';
import { openRunsRoom } from '../../runs/runsRoom.ts';

const APIS = { 'responses': 'responses', 'chat/completions': 'chatCompletions', 'api/chat': 'ollama' } as const;
const parameters = { type: 'object', properties: {} };
const TOOL: Tool = {
  definition: { name: 't', description: 'Gives a result.', parameters, strict: null },
  itemType: 'function_call',
  sideEffects: false,
  run: async () => ({ type: 'text', text: 'result' }),
};
const SEARCH: Tool = {
  definition: { name: 'file_search', description: 'Searches.', parameters, strict: null },
  itemType: 'file_search_call',
  sideEffects: false,
  run: async () => ({ type: 'passages', passages: [] }),
};

/** One thread, and the servers that it goes to. */
export interface ThreadRoom {
  /** @param api default: the one that it is known for */
  provider(name: ProviderName, api?: Api): Promise<Provider>;
  /** A question, or with null another try; answered by a server’s model `s`, with nothing kept in memory from before. */
  ask(provider: Provider, question: string | null): Promise<Run>;
  /** The same, which is to be answered. */
  completes(provider: Provider, question: string): Promise<void>;
  /** A question whose answer is stopped when it has begun. */
  stops(provider: Provider, question: string): Promise<Run>;
  items(): Promise<readonly Item[]>;
  close(): Promise<void>;
}

/** @param restarts whether each question comes after a restart */
export async function openThreadRoom(restarts = false): Promise<ThreadRoom> {
  const room = await openRunsRoom();
  const started = new Map<ProviderName, Provider>();
  const servers: Record<string, { url: string; api: Api }> = {};
  const settings = { id: '', servers, azureEndpoint: '', prices: {}, interpreter: 'local' } as const;
  const make = () => createModels({ settings: () => settings, apiKey: async () => undefined, vscodeModel: null, log: memoryLog() });
  let models = make();
  const items = async () => room.data.items.list(room.thread.id);

  function running(provider: Provider) {
    if (restarts) models = make();
    const name = [...started].find(([, server]) => server === provider)?.[0];
    return room.runsWith(models(`${name}/s`, EDITOR_ADVICE), [TOOL, SEARCH]);
  }

  async function ask(provider: Provider, question: string | null): Promise<Run> {
    const before = await items();
    const { ask: start } = await running(provider);
    const run = await start(question);
    assert.deepEqual((await items()).slice(0, before.length), before, 'what is stored does not change');
    return run;
  }

  return {
    ask,
    items,
    async stops(provider, question) {
      const { ask: start, runs } = await running(provider);
      runs.subscribe((threadId, event) => event.type === 'text.delta' && void runs.cancel(threadId));
      return start(question);
    },
    async provider(name, api = APIS[PROVIDERS[name].api]) {
      const known = started.get(name);
      if (known) return known;
      const server = await startProvider(name);
      started.set(name, server);
      servers[name] = { url: server.url, api };
      return server;
    },
    async completes(provider, question) {
      const run = await ask(provider, question);
      assert.deepEqual([run.status, run.error], ['completed', null]);
    },
    async close() {
      for (const server of started.values()) await server.close();
      await room.close();
    },
  };
}
