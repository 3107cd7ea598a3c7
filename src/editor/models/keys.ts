import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { AZURE, OPENAI, serversOf, splitId, type Server } from '../../core/models/servers.ts';
import { testKey } from '../../core/models/testKey.ts';
import { asking } from './asking.ts';
import { guard } from '../errors.ts';
import { hostOf } from './rows.ts';
import { settings } from '../settings.ts';

/** Where other tools look for keys; ours takes them only when told to. */
const ENVIRONMENT: Readonly<Record<string, string>> = { [OPENAI]: 'OPENAI_API_KEY', [AZURE]: 'AZURE_OPENAI_API_KEY' };

/**
 * Keys of model servers: in the editor's secret storage and nowhere else. Each belongs to a base URL, so that a workspace which
 * gives a server's name another address does not get its key.
 */
export interface ApiKeys {
  get(baseUrl: string): Promise<string | undefined>;
  /** Lets the user set, test and remove keys; of this server, or of one to choose. */
  manage(server?: Server): Promise<void>;
  /** Asks for a server's key and tests it; false where the user gave none. */
  enter(server: Server): Promise<boolean>;
}

interface Choice extends vscode.QuickPickItem {
  run(): Promise<unknown>;
}

export function createApiKeys(secrets: vscode.SecretStorage, log: vscode.LogOutputChannel): ApiKeys {
  const name = (baseUrl: string) => `docent.apiKey:${baseUrl}`;
  const get = async (baseUrl: string) => secrets.get(name(baseUrl));

  const test = (server: Server, key: string) =>
    guard(log, async () => {
      void vscode.window.showInformationMessage(await asking(server, (timeoutMs) => testKey(server, { key, timeoutMs, log })));
    });

  async function set(server: Server, key: string): Promise<void> {
    await secrets.store(name(server.baseUrl), key);
    await test(server, key);
  }

  async function enter(server: Server): Promise<boolean> {
    const key = await vscode.window.showInputBox({
      title: t('API key for {0}', server.label),
      prompt: t('Kept in the editor’s secret storage and sent to {0} alone.', hostOf(server)),
      password: true,
      ignoreFocusOut: true,
    });
    if (!key?.trim()) return false;
    await set(server, key.trim());
    return true;
  }

  async function remove(server: Server): Promise<void> {
    await secrets.delete(name(server.baseUrl));
    void vscode.window.showInformationMessage(t('The key for {0} is removed.', server.label));
  }

  async function choose(server: Server): Promise<void> {
    const key = await get(server.baseUrl);
    const variable = ENVIRONMENT[server.name] ?? '';
    const offered = process.env[variable];
    const choices: Choice[] = [{ label: key ? t('$(edit) Replace the Key…') : t('$(edit) Enter a Key…'), run: () => enter(server) }];
    if (offered) choices.push({ label: t('$(terminal) Use {0} of the Environment', variable), run: () => set(server, offered) });
    if (key) {
      choices.push({ label: t('$(beaker) Test the Key'), run: () => test(server, key) });
      choices.push({ label: t('$(trash) Remove the Key'), run: () => remove(server) });
    }
    await run(choices, t('API Key for {0}', server.label), t('For {0}', hostOf(server)));
  }

  return {
    get,
    enter,
    async manage(server) {
      if (server) return choose(server);
      const set = settings.models();
      const current = splitId(set.id)?.server;
      const choices = await Promise.all(
        serversOf(set).map(async (server) => ({
          label: server.label,
          description: `${hostOf(server)} · ${(await get(server.baseUrl)) ? t('key set') : t('no key')}`,
          isCurrent: server.name === current,
          run: () => choose(server),
        })),
      );
      await run(choices.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent)), t('API Keys'), t('Whose key?'));
    },
  };
}

/** Where there is only one thing to do, it is done. */
async function run(choices: readonly Choice[], title: string, placeHolder: string): Promise<void> {
  const picked = choices.length === 1 ? choices[0] : await vscode.window.showQuickPick(choices, { title, placeHolder });
  await picked?.run();
}
