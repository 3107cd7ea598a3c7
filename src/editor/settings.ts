import * as vscode from 'vscode';
import type { ModelSettings } from '../core/models/servers.ts';

/** The settings, read when asked for: each change holds from the next question on. */
export const settings = {
  models: (): ModelSettings => ({
    id: text('model.id'),
    servers: get<ModelSettings['servers'] | null>('model.servers') ?? {},
    azureEndpoint: text('model.azureEndpoint'),
    prices: get<ModelSettings['prices'] | null>('model.prices') ?? {},
    interpreter: get<ModelSettings['interpreter']>('interpreter.where'),
    waiting: { first: get<number>('model.firstByteTimeout'), next: get<number>('model.silenceTimeout') },
  }),
  python: (): string | null => text('python.path') || null,
  /** A folder of wheels for Docent's own environment; null for the package index. */
  wheels: (): string | null => text('python.wheels') || null,
  limits: () => ({
    timeLimitMs: get<number>('interpreter.timeLimit') * 1_000,
    memoryMb: get<number>('interpreter.memoryLimit'),
    diskMb: get<number>('interpreter.diskLimit'),
    seatbelt: get<boolean>('interpreter.seatbelt'),
  }),
  /** US dollars; null where there is none. */
  monthlyBudget: (): number | null => get<number>('usage.monthlyBudget') || null,
  /** Absolute; null for the editor's own storage. */
  dataFolder: (): string | null => text('data.folder') || null,
  apiPort: (): number => get<number>('api.port'),
  /** Where the API listens, and whom it answers besides this machine's programs. */
  apiAccess: () => ({ host: text('api.host'), allowOrigins: texts('api.allowOrigins'), allowHosts: texts('api.allowHosts') }),
  codeActions: (): boolean => get<boolean>('codeActions.enabled'),
  /** Whether the editor is offered the MCP server. */
  mcpEnabled: (): boolean => get<boolean>('mcp.enabled'),
  indexExclude: (): readonly string[] => get<string[]>('index.exclude'),
  indexHistory: (): boolean => get<boolean>('index.history'),
  /** `<server>/<model>` of the embedding model; '' for none. */
  embeddings: (): string => text('index.embeddings'),
  indexAutoUpdate: (): boolean => get<boolean>('index.autoUpdate'),
};

/** Writes a setting where it is set now: in the workspace, or else for the user. */
export async function changeSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('docent');
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  await configuration.update(key, value, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}

/** Calls back when one of the settings below `docent.` that begin so has changed. */
export function onSettingChange(prefix: string, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`docent.${prefix}`)) listener();
  });
}

/** VS Code only marks a value of another type, and gives it all the same. */
function text(key: string): string {
  return String(get(key)).trim();
}

function texts(key: string): readonly string[] {
  return [get<unknown>(key)].flat().map(String);
}

/** package.json gives each setting a default, so there is always a value; `null` is as good as none. */
function get<T>(key: string): T {
  const configuration = vscode.workspace.getConfiguration('docent');
  return (configuration.get(key) ?? configuration.inspect(key)?.defaultValue) as T;
}
