import { join } from 'node:path';
import type { Access } from './api/access.ts';
import { scriptAdvice } from './api/advice.ts';
import { createApi } from './api/app.ts';
import type { RequestLine } from './api/parts.ts';
import { serveApi, type ApiServer } from './api/server.ts';
import { lateMcp } from './mcp/late.ts';
import type { Docent, DocentOptions } from './core/docent.ts';
import { openFileMemory } from './core/models/fileMemory.ts';
import { createSearchOnly } from './core/models/searchOnly/model.ts';
import { createUpstream, type UpstreamOptions } from './core/models/upstream.ts';
import { createForward } from './core/openai/forward.ts';
import type { Front } from './core/runs/front.ts';
import type { DataTrouble } from './core/types/dataState.ts';
import { DocentError } from './core/types/errors.ts';
import { LOG } from './core/limits/limits.ts';
import { visibleLog, type Log } from './core/types/log.ts';
import { createEngine, nobody } from './engine.ts';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Absolute folder for all that is kept. */
  readonly dataDir: string;
  readonly assets: DocentOptions['assets'];
  /** An OpenAI-compatible server whose models answer; null: search only, whatever model is named. */
  readonly upstream: Upstream | null;
  /** Docent's own. */
  readonly version: string;
  /** Who may ask. */
  readonly access: Access;
  /** Absolute path of the folder that assistants may search and whose Markdown assistants count; null: none. */
  readonly workspace: string | null;
  /** The Python that runs code; null to look for one. */
  readonly python: string | null;
  /** Whether code may run where there is no sandbox. */
  readonly unsandboxed: boolean;
  /** Whether what looks like a secret is left out of what goes to a server elsewhere. */
  readonly maskSecrets: boolean;
  readonly log: Log;
  onRequest(request: RequestLine): void;
}

/** Where the models are. */
export interface Upstream extends Pick<UpstreamOptions, 'baseUrl' | 'apiKey' | 'api' | 'silence'> {
  /** The one that answers where a client names another; null: none. */
  readonly model: string | null;
}

export interface Serving extends ApiServer {
  /** Resolves when what is kept can't be used any more. */
  readonly trouble: Promise<DataTrouble>;
  readonly docent: Docent;
}

/** The API server, without an editor. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { dataDir, assets, access, onRequest } = options;
  const log = visibleLog(options.log, LOG.message.max);
  const memory = await openFileMemory(join(dataDir, 'models.json'), log);
  const upstream = options.upstream && (await createUpstream({ ...options.upstream, fallback: options.upstream.model, memory, log }));
  const advice = scriptAdvice('start the server with --upstream URL');
  const searchOnly = createSearchOnly(advice);
  const front: Front = {
    consents: nobody(options.unsandboxed),
    secrets: options.maskSecrets ? 'masked' : 'sent',
    advice,
    model: (id) => upstream?.model(id) ?? searchOnly,
  };
  const { workspace, python, version } = options;
  const engine = createEngine({ dataDir, assets, front, workspace, python, codeAllowed: true, log });
  const { docent } = engine;
  const mcp = lateMcp({ docent, version, folders: () => (workspace === null ? [] : [workspace]), advice, consents: front.consents, log });
  const forward = options.upstream && createForward({ ...options.upstream, apiKey: async () => options.upstream?.apiKey, keyHeader: 'authorization', log });
  const api = createApi({
    docent,
    log,
    version,
    access,
    mcp: mcp.handle,
    models: forward ? null : async () => [searchOnly.id],
    modelId: (name) => name,
    async upstream() {
      if (forward) return forward;
      throw new DocentError('no_upstream', 'No server of models is set up: start this one with --upstream URL, and such requests are passed on to it.');
    },
    onRequest,
  });
  try {
    await docent.data.use();
    const server = await serveApi(api, options.port, access.host);
    engine.refresh();
    return {
      docent,
      url: server.url,
      trouble: engine.trouble,
      async close() {
        await server.close();
        await mcp.close();
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The data without a server: nothing is asked there, and nothing runs. */
export async function openData({ dataDir, assets, log }: Pick<ServeOptions, 'dataDir' | 'assets' | 'log'>): Promise<Docent> {
  const advice = scriptAdvice('start the server with --upstream URL');
  const searchOnly = createSearchOnly(advice);
  const front: Front = { consents: nobody(false), secrets: 'masked', advice, model: () => searchOnly };
  const { docent } = createEngine({ dataDir, assets, front, workspace: null, python: null, codeAllowed: false, log });
  try {
    await docent.data.use();
    return docent;
  } catch (error) {
    await docent.close();
    throw error;
  }
}
