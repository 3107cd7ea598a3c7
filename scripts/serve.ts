// npm run serve -- [--port N] [--data DIR] [--upstream URL] [--model NAME] [--api auto|responses|chatCompletions] [--token T | --no-auth] [--unsandboxed]
//   [--mask-secrets] [--host ADDRESS] [--allow-host NAME]… [--allow-origin ORIGIN]…: the Assistants API on this machine.
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { accessOf, THIS_MACHINE } from '../src/api/access.ts';
import { newToken } from '../src/api/server.ts';
import { APIS } from '../src/core/models/servers.ts';
import { errorInfo } from '../src/core/types/errors.ts';
import { serve } from '../src/serve.ts';
import { SOURCE_ASSETS, VERSION } from './paths.ts';

/** Where what is kept goes unless another folder is named. */
const DATA = path.join(homedir(), '.docent');
const PORT = 8321;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: String(PORT) },
    data: { type: 'string', default: DATA },
    upstream: { type: 'string' },
    model: { type: 'string' },
    api: { type: 'string' },
    token: { type: 'string' },
    'no-auth': { type: 'boolean', default: false },
    host: { type: 'string', default: THIS_MACHINE },
    'allow-origin': { type: 'string', multiple: true, default: [] },
    'allow-host': { type: 'string', multiple: true, default: [] },
    unsandboxed: { type: 'boolean', default: false },
    'mask-secrets': { type: 'boolean', default: false },
  },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`“${values.port}” is no port; take one from 0 (any free one) to 65535.`);
if (values.model !== undefined && values.upstream === undefined) fail('--model needs --upstream: without a server there is no model.');
const api = APIS.find((each) => each === values.api);
if (values.api !== undefined && values.upstream === undefined) fail('--api needs --upstream: without a server there is nobody to ask.');
if (values.api !== undefined && api === undefined) fail(`“${values.api}” is no API; take ${APIS.join(', ')}.`);

const print = (message: string) => console.error(message);
const token = values['no-auth'] ? null : (values.token ?? newToken());
try {
  const { url, close } = await serve({
    port,
    unsandboxed: values.unsandboxed,
    maskSecrets: values['mask-secrets'],
    dataDir: path.resolve(values.data),
    version: VERSION,
    access: accessOf({ token, host: values.host, allowOrigins: values['allow-origin'], allowHosts: values['allow-host'] }),
    assets: SOURCE_ASSETS,
    upstream: values.upstream === undefined ? null : { baseUrl: values.upstream, apiKey: process.env.OPENAI_API_KEY, model: values.model ?? null, ...(api && { api }) },
    log: { debug: () => {}, info: print, warn: print, error: print },
    onRequest: ({ method, path, status, ms }) => print(`${method} ${path} ${status} ${ms} ms`),
  });
  console.log(`Docent’s Assistants API: ${url}`);
  console.log(token === null ? 'No token is asked for: every program on this machine may use it.' : `Token: ${token}`);
  console.log(values.upstream === undefined ? 'Search only: no language model answers.' : `Models: those of ${values.upstream}`);
  console.log('Ctrl-C ends it.');
  const end = () => void close().finally(() => process.exit(0));
  process.on('SIGINT', end).on('SIGTERM', end);
} catch (error) {
  fail(errorInfo(error).message);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
