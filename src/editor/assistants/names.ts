import type { Assistants } from '../../core/assistants/assistants.ts';
import type { Known } from '../../core/assistants/check.ts';
import { serversOf, VSCODE } from '../../core/models/servers.ts';
import { lm } from '../languageModelApi.ts';
import { settings } from '../settings.ts';

/** The tools, model servers and stores that there are here: what an assistant's file may name. */
export async function namesHere(assistants: Assistants): Promise<Known> {
  return {
    tools: (lm?.tools ?? []).map(({ name }) => name),
    servers: [...serversOf(settings.models()).map(({ name }) => name), VSCODE],
    vectorStores: (await assistants.storeNames()).names,
  };
}
