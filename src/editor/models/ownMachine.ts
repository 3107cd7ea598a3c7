import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { t } from '@vscode/l10n';
import { listModels } from '../../core/models/listModels.ts';
import { serversOf, type ModelSettings, type Server } from '../../core/models/servers.ts';
import { remoteName } from '../place.ts';
import { defaultGateway, wayToReach } from '../remotePlace.ts';
import { isLocal, ownMachineRows, wayRow, type Row } from './rows.ts';
import type { Source, SourceParts } from './source.ts';

/** What answers there, answers at once. */
const TIMEOUT_MS = 2_000;
/** Kinds of connections with the user's machine behind the default route. */
const BEHIND_GATEWAY = ['wsl', 'dev-container', 'attached-container'];

/** In a remote window, servers on the user's own machine: those that answer there, or how they are reached. */
export function ownMachineSource({ log }: SourceParts, settings: ModelSettings, signal: AbortSignal): Source | null {
  const name = remoteName();
  if (name === null) return null;
  const way = wayRow(wayToReach(name, hostname()));

  async function rowsOf(server: Server): Promise<readonly Row[]> {
    const { models } = await listModels(server, { key: undefined, timeoutMs: TIMEOUT_MS, signal, log }).catch(() => ({ models: [] }));
    return ownMachineRows(server, models);
  }
  async function find(): Promise<readonly Row[]> {
    const gateway = BEHIND_GATEWAY.includes(String(name)) ? defaultGateway(await readFile('/proc/net/route', 'utf8').catch(() => '')) : null;
    if (gateway === null) return [way];
    // Only those that are known by a port, and that the user has put nowhere else.
    const known = serversOf(settings).filter((server) => isLocal(server) && !Object.hasOwn(settings.servers, server.name));
    const rows = (await Promise.all(known.map((server) => rowsOf({ ...server, baseUrl: moved(server.baseUrl, gateway) })))).flat();
    return rows.length > 0 ? rows : [way];
  }
  return { title: t('On your own machine'), rows: [way], find };
}

function moved(baseUrl: string, host: string): string {
  const url = new URL(baseUrl);
  url.hostname = host;
  return url.href;
}
