import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { listModels } from '../../../core/models/listModels.ts';
import { AZURE, serversOf } from '../../../core/models/servers.ts';
import type { ApiKeys } from '../../models/keys.ts';
import { hostOf, isLocal } from '../../models/rows.ts';
import { here } from '../../place.ts';
import { settings } from '../../settings.ts';

/** A server on this machine answers at once; others are waited for a little. In milliseconds. */
const TIMEOUT_MS = { local: 2_000, remote: 6_000 };

interface Row extends vscode.QuickPickItem {
  /** '' for none. */
  readonly id: string;
  /** A page of the web that says how one gets a model; then none is chosen. */
  readonly page?: string;
}

/** The embedding models of this machine, and of the servers that the user has set up; no other is asked. @returns the id, '' for none; undefined where nothing was chosen */
export async function pickEmbeddingModel({ apiKeys, log }: { readonly apiKeys: ApiKeys; readonly log: vscode.LogOutputChannel }): Promise<string | undefined> {
  const now = settings.embeddings();
  const none: Row = { id: '', label: t('None'), description: t('search by words, names, imports and history'), ...(now === '' && { detail: t('now') }) };
  const get: Row = { id: 'get', page: 'https://ollama.com/search?c=embedding', label: t('$(cloud-download) Get an Embedding Model…'), description: t('none was found'), detail: t('Free, without an account: with Ollama, “ollama pull nomic-embed-text” fetches one.') };
  const find = async () => {
    const found = await models();
    return [none, ...(found.length > 0 ? found : [get])].map((row) => (row.id === now ? { ...row, label: `$(check) ${row.label}` } : row));
  };
  const picked = await vscode.window.showQuickPick(find(), { title: t('Choose Embedding Model'), placeHolder: t('Finds what has no word of the question. Nothing is sent before you agree.'), matchOnDescription: true });
  if (picked?.page) await vscode.env.openExternal(vscode.Uri.parse(picked.page));
  return picked?.page ? undefined : picked?.id;

  async function models(): Promise<readonly Row[]> {
    const set = settings.models();
    const found = serversOf(set).map(async (server): Promise<readonly Row[]> => {
      const key = await apiKeys.get(server.baseUrl);
      if (server.name === AZURE || (!isLocal(server) && !key && !Object.hasOwn(set.servers, server.name))) return [];
      try {
        const { embeddingModels: names } = await listModels(server, { key, timeoutMs: isLocal(server) ? TIMEOUT_MS.local : TIMEOUT_MS.remote, log });
        return names.map((name) => ({ id: `${server.name}/${name}`, label: name, description: isLocal(server) ? t('{0}, on {1}', server.label, here()) : t('{0}, at {1}', server.label, hostOf(server)) }));
      } catch {
        // Nobody expects a server that was only looked for; that others fail, the log says.
        return [];
      }
    });
    return (await Promise.all(found)).flat();
  }
}
