import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ApiParts } from '../../api/parts.ts';
import type { ApiServer } from '../../api/server.ts';
import { outside } from '../place.ts';
import { settings } from '../settings.ts';

/** Where the token lies: it stays the same, so that scripts go on working. */
const TOKEN = 'docent.apiToken';

/** The Assistants API for scripts on this machine, served by this window. */
export interface LocalApi extends vscode.Disposable {
  /** The base URL while it is served. */
  readonly url: string | null;
  /** Starts it, or shows what can be done with the one that runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalApiParts extends ApiParts {
  readonly secrets: vscode.SecretStorage;
  /** The MCP server, at `/mcp`. */
  readonly mcp: (request: Request) => Promise<Response>;
  showLog(): void;
}

export function createLocalApi({ secrets, showLog, ...parts }: LocalApiParts): LocalApi {
  const { log } = parts;
  const item = vscode.window.createStatusBarItem('docent.api', vscode.StatusBarAlignment.Left, -1);
  item.name = t('Docent API Server');
  item.command = 'docent.startApiServer';
  let starting: Promise<ApiServer> | null = null;
  let server: ApiServer | null = null;

  async function token(): Promise<string> {
    const { newToken } = await import('../../api/server.ts');
    const kept = (await secrets.get(TOKEN)) ?? newToken();
    await secrets.store(TOKEN, kept);
    return kept;
  }

  async function open(): Promise<ApiServer> {
    await parts.docent.data.use();
    // Loaded when first needed: few windows serve it.
    const [{ accessOf }, { createApi }, { serveApi }] = await Promise.all([import('../../api/access.ts'), import('../../api/app.ts'), import('../../api/server.ts')]);
    const access = accessOf({ token: await token(), ...settings.apiAccess() });
    const api = createApi({
      ...parts,
      access,
      onRequest: ({ method, path, status, ms }) => log.info(`API: ${method} ${path} ${status} ${ms} ms`),
    });
    return serveApi(api, settings.apiPort(), access.host);
  }

  function serve(next: ApiServer | null): void {
    server = next;
    // The command that stops it is offered as long as there is something to stop.
    void vscode.commands.executeCommand('setContext', 'docent.apiServer', next !== null);
  }

  async function start(): Promise<void> {
    if (server) return menu(await outside(server.url));
    starting ??= open();
    let served: ApiServer;
    try {
      served = await starting;
    } finally {
      starting = null;
    }
    serve(served);
    const url = await outside(served.url);
    item.text = `$(radio-tower) Docent API :${new URL(served.url).port}`;
    item.tooltip = t('Docent’s Assistants API is served at {0}', url);
    item.show();
    log.info(`API: served at ${served.url}`);
    const copy = t('Copy Curl Command');
    const picked = await vscode.window.showInformationMessage(t('Docent’s Assistants API is served at {0}.', url), copy, t('More…'));
    if (picked === copy) await put(await curl(url));
    else if (picked) await menu(url);
  }

  async function stop(): Promise<void> {
    const ending = server;
    serve(null);
    item.hide();
    await ending?.close();
    if (ending) log.info('API: stopped');
  }

  /** The server starts anew with it: requests under way with the old one end. */
  async function renewToken(): Promise<void> {
    await secrets.delete(TOKEN);
    if (server) {
      await stop();
      await start();
    }
  }

  async function curl(url: string): Promise<string> {
    return `curl ${url}/assistants -H "Authorization: Bearer ${await token()}" -H "OpenAI-Beta: assistants=v2"`;
  }

  async function menu(url: string): Promise<void> {
    const choices = [
      { label: t('$(link) Copy base URL'), detail: url, act: () => put(url) },
      { label: t('$(key) Copy token'), detail: t('What scripts send as their API key'), act: async () => put(await token()) },
      { label: t('$(refresh) New token'), detail: t('The one until now is no longer accepted'), act: renewToken },
      { label: t('$(terminal) Copy curl command'), detail: t('Lists the assistants'), act: async () => put(await curl(url)) },
      { label: t('$(output) Show request log'), detail: t('Each request with its status and time'), act: showLog },
      { label: t('$(debug-stop) Stop'), detail: t('Runs that are under way go on'), act: stop },
    ];
    const picked = await vscode.window.showQuickPick(choices, { title: t('Docent’s Assistants API at {0}', url) });
    await picked?.act();
  }

  return {
    start,
    stop,
    get url() {
      return server?.url ?? null;
    },
    dispose() {
      item.dispose();
      void stop();
    },
  };
}

async function put(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(t('Docent: copied'), 3_000);
}
