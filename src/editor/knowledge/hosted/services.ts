import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HostedService } from '../../../core/knowledge/stores/hosted/hostedStores.ts';
import { AZURE, OPENAI, serversOf, type Server } from '../../../core/models/servers.ts';
import type { ApiKeys } from '../../models/keys.ts';
import { settings } from '../../settings.ts';

/** The servers that may have vector stores, as they are set up now. */
function servers(): readonly Server[] {
  return serversOf(settings.models()).filter(({ name }) => name === OPENAI || name === AZURE);
}

export function hostedServices(apiKeys: Pick<ApiKeys, 'get'>): readonly HostedService[] {
  return servers().map(({ label, baseUrl, keyHeader }) => ({ label, baseUrl, keyHeader, apiKey: () => apiKeys.get(baseUrl) }));
}

/** The server that is meant, with a key for it; null where the user gave none. @param label of the one; null: it is chosen */
export async function pickService(apiKeys: Pick<ApiKeys, 'get' | 'enter'>, label: string | null = null): Promise<Server | null> {
  const all = servers();
  const rows = all.map((server) => ({ label: server.label, description: server.baseUrl, server }));
  const named = rows.find((row) => row.label === label);
  const picked = named ?? (rows.length > 1 ? await vscode.window.showQuickPick(rows, { title: t('Where Are the Vector Stores?') }) : rows[0]);
  if (!picked) return null;
  const hasKey = (await apiKeys.get(picked.server.baseUrl)) !== undefined || (await apiKeys.enter(picked.server));
  return hasKey ? picked.server : null;
}
