import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { listModels } from '../../core/models/listModels.ts';
import { AZURE, serversOf, splitId, VSCODE, type Server } from '../../core/models/servers.ts';
import { parseBaseUrl } from '../../core/openai/address.ts';
import { errorInfo } from '../../core/types/errors.ts';
import type { Log } from '../../core/types/log.ts';
import type { ApiKeys } from './keys.ts';
import { asking } from './asking.ts';
import { changeSetting, settings } from '../settings.ts';

/** Asks for an OpenAI-compatible server and checks that it is one; false where the user thought better of it. */
export async function addServer(apiKeys: ApiKeys, log: Log): Promise<boolean> {
  const title = t('Add a Server');
  const baseUrl = await vscode.window.showInputBox({
    title,
    ignoreFocusOut: true,
    placeHolder: 'http://127.0.0.1:8080/v1',
    prompt: t('The base URL of a server that speaks OpenAI’s API: llama.cpp, vLLM, a gateway. It usually ends in /v1.'),
    validateInput: (text) => (text.trim() ? problemOf(text) : null),
  });
  if (!baseUrl?.trim()) return false;
  const name = await vscode.window.showInputBox({
    title,
    ignoreFocusOut: true,
    value: new URL(baseUrl.trim()).hostname,
    prompt: t('A name for it, with which its models’ ids begin.'),
    validateInput: nameProblem,
  });
  if (!name?.trim()) return false;
  const server: Server = { name: name.trim(), label: name.trim(), baseUrl: baseUrl.trim(), api: 'auto', keyHeader: 'authorization' };
  const checked = await check(server, apiKeys, log);
  if (checked) await changeSetting('model.servers', { ...settings.models().servers, [server.name]: checked.baseUrl });
  return checked !== null;
}

/** The server as it answers, or as the user wants it all the same; null where it is not to be added. */
async function check(server: Server, apiKeys: ApiKeys, log: Log): Promise<Server | null> {
  try {
    await ask(server, apiKeys, log);
    return server;
  } catch (error) {
    const { message, action, code } = errorInfo(error);
    const below = { ...server, baseUrl: `${server.baseUrl.replace(/\/+$/, '')}/v1` };
    if (code === 'model_wrong_url' && (await ask(below, apiKeys, log).then(() => true, () => false))) return below;
    const [enterKey, anyway] = [t('Enter a Key'), t('Add Anyway')];
    const wayOuts = action === 'setApiKey' ? [enterKey, anyway] : [anyway];
    const answer = await vscode.window.showWarningMessage(message, { modal: true }, ...wayOuts);
    if (answer === enterKey) return (await apiKeys.enter(server)) ? check(server, apiKeys, log) : null;
    return answer === anyway ? server : null;
  }
}

async function ask(server: Server, apiKeys: ApiKeys, log: Log): Promise<void> {
  const key = await apiKeys.get(server.baseUrl);
  await asking(server, (timeoutMs) => listModels(server, { key, timeoutMs, log }));
}

function problemOf(baseUrl: string): string | null {
  try {
    parseBaseUrl(baseUrl);
    return null;
  } catch (error) {
    return errorInfo(error).message;
  }
}

function nameProblem(name: string): string | null {
  if (!name.trim()) return null;
  if (splitId(`${name}/model`)?.server !== name) return t('The name stands before a slash, so it can’t hold one.');
  if (name === VSCODE || name === AZURE || serversOf(settings.models()).some((server) => server.name === name.trim())) return t('There is a server “{0}” already.', name);
  return null;
}
