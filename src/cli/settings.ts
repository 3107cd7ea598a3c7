import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { THIS_MACHINE, type AccessOptions } from '../api/access.ts';
import { APIS } from '../core/models/servers.ts';
import type { UpstreamOptions } from '../core/models/upstream.ts';
import { silenceLimits } from '../core/openai/silence.ts';
import { usage } from './arguments.ts';
import type { OptionValues } from './options.ts';
import { tokenSource, type TokenSource } from './token.ts';

/** Where the models are. */
export interface UpstreamSettings extends Pick<UpstreamOptions, 'baseUrl' | 'apiKey' | 'api' | 'silence'> {
  /** The one that answers where a client names another; null: none. */
  readonly model: string | null;
}

/** What was typed, checked: how the server is to be. */
export interface Settings {
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  readonly upstream: UpstreamSettings | null;
  readonly token: TokenSource;
  /** Who else may ask, and where the server listens. */
  readonly access: Omit<AccessOptions, 'token'>;
  /** Absolute folder that assistants may search; null: none. */
  readonly workspace: string | null;
  /** A name on the PATH or an absolute path; null: the first that is found. */
  readonly python: string | null;
  /** Absolute path of what is taken over first; null: nothing. */
  readonly importFrom: string | null;
  /** What is done then. */
  readonly then: { readonly kind: 'serve' } | { readonly kind: 'exit' } | { readonly kind: 'export'; readonly path: string };
  readonly unsandboxed: boolean;
  readonly maskSecrets: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where what is kept goes unless another folder is named. */
const DATA = path.join(homedir(), '.docent');
const PORT = 8321;
const LAST_PORT = 65_535;

/** @throws DocentError `usage`, in one line */
export function readSettings(values: OptionValues, environment: Environment): Settings {
  return {
    port: portOf(values.port),
    dataDir: path.resolve(values.data ?? DATA),
    upstream: upstreamOf(values, environment),
    token: tokenSource({
      token: values.token,
      file: values['token-file'] && path.resolve(values['token-file']),
      anew: values['new-token'],
      noAuth: values['no-auth'],
      environment: environment['DOCENT_TOKEN'],
    }),
    access: { host: values.host ?? THIS_MACHINE, allowHosts: values['allow-host'], allowOrigins: values['allow-origin'] },
    workspace: values.workspace === null ? null : folderOf(values.workspace),
    // A name is looked for on the PATH; only a path depends on where one is.
    python: values.python !== null && /[/\\]/.test(values.python) ? path.resolve(values.python) : values.python,
    importFrom: values.import === null ? null : fileToRead(values.import),
    then: thenOf(values),
    unsandboxed: values.unsandboxed,
    maskSecrets: values['mask-secrets'],
  };
}

function portOf(given: string | null): number {
  const port = given === null ? PORT : Number(given);
  if (!Number.isInteger(port) || port < 0 || port > LAST_PORT) throw usage(`“${given}” is no port; take one from 0 (any free one) to ${LAST_PORT}.`);
  return port;
}

/** The key has a variable of its own: one that is there for another service goes to nobody. */
function upstreamOf(values: OptionValues, environment: Environment): UpstreamSettings | null {
  const { upstream, model, api: given } = values;
  if (upstream === null) {
    if (model !== null) throw usage('--model needs --upstream: without a server there is no model.');
    if (given !== null) throw usage('--api needs --upstream: without a server there is nobody to ask.');
    return null;
  }
  const api = APIS.find((each) => each === given);
  if (given !== null && api === undefined) throw usage(`“${given}” is no API; take ${APIS.join(', ')}.`);
  return { baseUrl: upstream, apiKey: environment['DOCENT_UPSTREAM_KEY'], model, silence: silenceOf(values), ...(api && { api }) };
}

function silenceOf(values: OptionValues) {
  const [first, next] = (['first-byte', 'silence'] as const).map((name) => {
    const given = values[name];
    if (given !== null && !(Number(given) > 0)) throw usage(`“${given}” is no number of seconds for --${name}.`);
    return given === null ? null : Number(given);
  });
  return silenceLimits({ first: first ?? null, next: next ?? null }, { first: '--first-byte', next: '--silence' });
}

function thenOf(values: OptionValues): Settings['then'] {
  if (values.exit && values.import === null) throw usage('--exit needs --import: without it nothing would be done.');
  if (values.exit && values.export !== null) throw usage('--export serves nothing anyway; leave out --exit.');
  if (values.export !== null) return { kind: 'export', path: path.resolve(values.export) };
  return { kind: values.exit ? 'exit' : 'serve' };
}

function fileToRead(given: string): string {
  const file = path.resolve(given);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw usage(`There is no file ${file}.`);
  return file;
}

function folderOf(given: string): string {
  const folder = path.resolve(given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw usage(`There is no folder ${folder}.`);
  return folder;
}
