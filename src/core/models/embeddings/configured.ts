import { silenceLimits } from '../../openai/silence.ts';
import type { Embedder } from '../../types/embedder.ts';
import type { Log } from '../../types/log.ts';
import { WAITING_SETTINGS } from '../models.ts';
import { readerOf } from '../reader.ts';
import { serversOf, splitId, type ModelSettings, type Server } from '../servers.ts';
import { createEmbedder } from './embedder.ts';

/** An embedding model as it is set up, and the server that it is at. */
export interface Configured {
  readonly server: Server;
  readonly embedder: Embedder;
  /** Who gets what is embedded; null: it stays on this machine. */
  readonly reader: string | null;
}

/** Null where the id names no server that is known. @param id `<server>/<model>` */
export function configuredEmbedder(id: string, settings: ModelSettings, apiKey: (baseUrl: string) => Promise<string | undefined>, log: Log): Configured | null {
  const name = splitId(id);
  const server = serversOf(settings).find((each) => each.name === name?.server);
  const url = server && URL.parse(server.baseUrl);
  if (!name || !server || !url) return null;
  const silence = silenceLimits(settings.waiting ?? {}, WAITING_SETTINGS);
  return { server, reader: readerOf(url, name.model, server.isRemote ?? false), embedder: createEmbedder(server, { id, model: name.model, apiKey: () => apiKey(server.baseUrl), silence, log }) };
}
