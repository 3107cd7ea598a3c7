import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OpenAI } from 'openai';
import { SOURCE_ASSETS, VERSION } from '../../../scripts/paths.ts';
import { accessOf, THIS_MACHINE, type AccessOptions } from '../../../src/api/access.ts';
import { serve, type Serving } from '../../../src/serve.ts';
import type { RequestLine } from '../../../src/api/parts.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { checkedFetch } from '../../support/checkedFetch.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';

export const TOKEN = 'test-token';

/** The API server with a stand-in for its models, and the official client, which looks at all it receives. */
export interface Api extends Serving {
  readonly client: OpenAI;
  readonly model: ModelServer;
  readonly log: ReturnType<typeof memoryLog>;
  readonly requests: readonly RequestLine[];
  /** Changes rows of the database as only time could. */
  editRows(sql: string, id: string): void;
  /** A request without the client. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

export interface ApiOptions {
  /** `stand-in`: the stand-in's models; `none`: search only. */
  readonly upstream?: 'stand-in' | 'none';
  /** The model that answers where another is named. */
  readonly fallback?: string | null;
  readonly token?: string | null;
  /** What is opened for others than the programs of this machine. */
  readonly open?: Partial<Omit<AccessOptions, 'token'>>;
  readonly unsandboxed?: boolean;
  readonly maskSecrets?: boolean;
  /** Whether the upstream has an address that does not say that it is this machine's. */
  readonly elsewhere?: boolean;
}

export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const { upstream = 'stand-in', fallback = 'stand-in', token = TOKEN, open = {}, unsandboxed = false, maskSecrets = false, elsewhere = false } = options;
  const dir = await tempDir();
  const model = await startModelServer();
  const log = memoryLog();
  const requests: RequestLine[] = [];
  const serving = await serve({
    port: 0,
    dataDir: dir.path,
    assets: SOURCE_ASSETS,
    unsandboxed,
    maskSecrets,
    log,
    version: VERSION,
    access: accessOf({ token, host: THIS_MACHINE, allowOrigins: [], allowHosts: [], ...open }),
    upstream: upstream === 'none' ? null : { baseUrl: elsewhere ? model.url.replace('127.0.0.1', '0.0.0.0') : model.url, apiKey: 'upstream-key', model: fallback },
    onRequest: (line) => void requests.push(line),
  });
  const { fetch: fetchChecked, violations } = checkedFetch();
  return {
    ...serving,
    model,
    log,
    requests,
    client: new OpenAI({ baseURL: serving.url, apiKey: token ?? 'none', fetch: fetchChecked, maxRetries: 0 }),
    request: (method, path, body, headers = {}) =>
      fetchChecked(serving.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'openai-beta': 'assistants=v2', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    editRows(sql, id) {
      const db = new DatabaseSync(join(dir.path, 'docent.db'), { timeout: 5_000 });
      db.prepare(sql).run(id);
      db.close();
    },
    async close() {
      await serving.close();
      await model.close();
      await dir.remove();
      if (violations[0]) throw violations[0];
    },
  };
}
