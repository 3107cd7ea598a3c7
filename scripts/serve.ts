// npm run serve -- [--port N] [--data DIR] [--upstream URL] [--model NAME] [--token T | --no-auth] [--unsandboxed]
//   [--host ADDRESS] [--allow-host NAME]… [--allow-origin ORIGIN]…: the Assistants API on this machine.
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { accessOf, THIS_MACHINE } from '../src/api/access.ts';
import { newToken } from '../src/api/server.ts';
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
    token: { type: 'string' },
    'no-auth': { type: 'boolean', default: false },
    host: { type: 'string', default: THIS_MACHINE },
    'allow-origin': { type: 'string', multiple: true, default: [] },
    'allow-host': { type: 'string', multiple: true, default: [] },
    unsandboxed: { type: 'boolean', default: false },
  },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`“${values.port}” is no port; take one from 0 (any free one) to 65535.`);
if (values.model !== undefined && values.upstream === undefined) fail('--model needs --upstream: without a server there is no model.');

const print = (message: string) => console.error(message);
const token = values['no-auth'] ? null : (values.token ?? newToken());
try {
  const { url, close } = await serve({
    ...{ port, unsandboxed: values.unsandboxed, dataDir: path.resolve(values.data) },
    version: VERSION,
    access: accessOf({ token, host: values.host, allowOrigins: values['allow-origin'], allowHosts: values['allow-host'] }),
    assets: SOURCE_ASSETS,
    upstream: values.upstream === undefined ? null : { baseUrl: values.upstream, apiKey: process.env.OPENAI_API_KEY, model: values.model ?? null },
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
