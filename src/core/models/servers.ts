import type { KeyHeader } from '../openai/client.ts';
import type { Waiting } from '../openai/silence.ts';
import type { Price } from '../types/usage.ts';

/** What the user has set of models; as it is in the settings, so anything may be in it. */
export interface ModelSettings {
  /** `<server>/<model>`, `vscode/<vendor>/<id>`, or '' for search only. */
  readonly id: string;
  /** By name; a name that is known without (`openai`, `ollama`) moves that server to another address. */
  readonly servers: Readonly<Record<string, ServerSetting>>;
  readonly azureEndpoint: string;
  /** By model id, before those of the catalog. */
  readonly prices: Readonly<Record<string, Partial<Price>>>;
  /** Where code runs that an OpenAI model writes. */
  readonly interpreter: 'local' | 'openai';
  /** How long servers may be silent; left out: as usual. */
  readonly waiting?: Waiting;
}

/** By which API a server is asked; `auto`: by Ollama’s own where it is one, else by Responses where it has them. */
export const APIS = ['auto', 'responses', 'chatCompletions', 'ollama'] as const;
export type Api = (typeof APIS)[number];
export type ServerSetting = string | { readonly url: string; readonly api?: Api; readonly remote?: boolean };

/** Who answers by OpenAI's API. */
export interface Server {
  /** The first part of its models' ids. */
  readonly name: string;
  /** As shown. */
  readonly label: string;
  /** As set by the user, so it may be no address. */
  readonly baseUrl: string;
  readonly api: Api;
  readonly keyHeader: KeyHeader;
  /** Whether the user has said that it sends on what it is asked, though it listens on this machine; left out: no. */
  readonly isRemote?: boolean;
}

/** OpenAI's own server; also the name under which a proxy or a region's address takes its place. */
export const OPENAI = 'openai';
export const AZURE = 'azure';
export const OLLAMA = 'ollama';
/** The id of the one model that is on no server. */
export const SEARCH_ONLY = 'search-only';
/** The ids of the editor's own language models begin so. */
export const VSCODE = 'vscode';

/** Servers that are known by name, at the addresses that they have as they come. */
const KNOWN: readonly Server[] = [
  { name: OPENAI, label: 'OpenAI', baseUrl: 'https://api.openai.com/v1', api: 'responses', keyHeader: 'authorization' },
  { name: OLLAMA, label: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', api: 'auto', keyHeader: 'authorization' },
  { name: 'lmstudio', label: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', api: 'auto', keyHeader: 'authorization' },
];

/** Where resources of Azure OpenAI are. */
const AZURE_HOSTS = /\.(openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)$/;

/** The servers that models can be on: those known by name first, then the user's own. */
export function serversOf({ servers, azureEndpoint }: ModelSettings): readonly Server[] {
  const known = KNOWN.map((server) => ({ ...server, ...(Object.hasOwn(servers, server.name) && placeOf(servers[server.name], server.api)) }));
  const own = Object.entries(servers)
    .filter(([name]) => !KNOWN.some((server) => server.name === name) && name !== AZURE && name !== VSCODE)
    .map(([name, setting]): Server => ({ name, label: name, ...placeOf(setting, 'auto'), keyHeader: 'authorization' }));
  return [...known, ...(azureEndpoint ? [azure(azureEndpoint)] : []), ...own];
}

/** The setting of all servers with one said to send on what it is asked, or not to; what else is set of it stays. */
export function withRemote(servers: ModelSettings['servers'], { name, baseUrl }: Server, remote: boolean): ModelSettings['servers'] {
  const setting = servers[name];
  return { ...servers, [name]: { ...(typeof setting === 'object' ? setting : { url: baseUrl }), remote } };
}

/**
 * A server by its address alone, asked as the same server is in the editor.
 * @param api default: as is usual there
 */
export function serverAt(baseUrl: string, api?: Api): Server {
  const host = URL.parse(baseUrl)?.host ?? '';
  const known = KNOWN.find((server) => URL.parse(server.baseUrl)?.host === host);
  const usual = known ? { ...known, baseUrl } : AZURE_HOSTS.test(host) ? azure(baseUrl) : unknown(host, baseUrl);
  return { ...usual, api: api ?? usual.api };
}

/** Whether it has the Responses API is found out by the first question. */
function unknown(host: string, baseUrl: string): Server {
  return { name: host, label: host, baseUrl, api: 'auto', keyHeader: 'authorization' };
}

/** A model id's server and the model's name there; null where it has not the form `<server>/<model>`. */
export function splitId(id: string): { readonly server: string; readonly model: string } | null {
  const [, server, model] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
  return server && model ? { server, model } : null;
}

/** Whether an id names a server that is known, or *search only*: other names are those that scripts know models by. */
export function isModelId(id: string, settings: ModelSettings): boolean {
  const server = splitId(id)?.server;
  return id === SEARCH_ONLY || server === VSCODE || serversOf(settings).some(({ name }) => name === server);
}

function placeOf(setting: ServerSetting | undefined, usual: Api): Pick<Server, 'baseUrl' | 'api' | 'isRemote'> {
  if (typeof setting === 'string') return { baseUrl: setting, api: usual };
  return { baseUrl: String(setting?.url ?? ''), api: setting?.api ?? usual, isRemote: setting?.remote === true };
}

/** The portal shows the resource's address; its API in OpenAI's form is below it. */
function azure(endpoint: string): Server {
  const url = URL.parse(endpoint);
  const baseUrl = url?.pathname === '/' ? new URL('/openai/v1', url).href : endpoint;
  return { name: AZURE, label: 'Azure OpenAI', baseUrl, api: 'responses', keyHeader: 'api-key' };
}
