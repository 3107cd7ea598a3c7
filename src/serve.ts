import type { Access } from './api/access.ts';
import { scriptAdvice } from './api/advice.ts';
import { createApi } from './api/app.ts';
import type { RequestLine } from './api/parts.ts';
import { serveApi, type ApiServer } from './api/server.ts';
import { createDocent, type Docent, type DocentOptions } from './core/docent.ts';
import { createSearchOnly } from './core/models/searchOnly/model.ts';
import { createUpstream, type UpstreamOptions } from './core/models/upstream.ts';
import { createForward } from './core/openai/forward.ts';
import type { ConsentBroker } from './core/runs/consents.ts';
import type { Front } from './core/runs/front.ts';
import { DocentError } from './core/types/errors.ts';
import { isTrouble, type DataTrouble } from './core/types/dataState.ts';
import type { Log } from './core/types/log.ts';

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
  /** Whether code may run where there is no sandbox. */
  readonly unsandboxed: boolean;
  /** Whether what looks like a secret is left out of what goes to a server elsewhere. */
  readonly maskSecrets: boolean;
  readonly log: Log;
  onRequest(request: RequestLine): void;
}

/** Where the models are. */
export interface Upstream extends Pick<UpstreamOptions, 'baseUrl' | 'apiKey' | 'api'> {
  /** The one that answers where a client names another; null: none. */
  readonly model: string | null;
}

export interface Serving extends ApiServer {
  /** Resolves when what is kept can't be used any more. */
  readonly trouble: Promise<DataTrouble>;
  readonly docent: Docent;
}

/** As much as the editor's settings allow unless they are changed. */
const LIMITS = { timeLimitMs: 120_000, memoryMb: 4_096 };

/** The API server, without an editor. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { dataDir, assets, log, access, onRequest } = options;
  const upstream = options.upstream && (await createUpstream({ ...options.upstream, fallback: options.upstream.model, log }));
  const advice = scriptAdvice('start the server with --upstream URL');
  const searchOnly = createSearchOnly(advice);
  const front: Front = {
    consents: nobody(options.unsandboxed),
    secrets: options.maskSecrets ? 'masked' : 'sent',
    advice,
    model: (id) => upstream?.model(id) ?? searchOnly,
  };
  const docent = createDocent({
    dataDir,
    assets,
    log,
    front: () => front,
    python: () => null,
    assistantFolders: () => [],
    codeAllowed: () => true,
    editorTool: () => null,
    limits: () => LIMITS,
  });
  const forward = options.upstream && createForward({ ...options.upstream, apiKey: async () => options.upstream?.apiKey, keyHeader: 'authorization', log });
  const api = createApi({
    docent,
    log,
    version: options.version,
    access,
    models: forward ? null : async () => [searchOnly.id],
    modelId: (name) => name,
    async upstream() {
      if (forward) return forward;
      throw new DocentError('no_upstream', 'No server of models is set up: start this one with --upstream URL, and such requests are passed on to it.');
    },
    onRequest,
  });
  const trouble = new Promise<DataTrouble>((resolve) => {
    docent.data.subscribe((state) => isTrouble(state) && resolve(state));
  });
  try {
    await docent.data.use();
    const server = await serveApi(api, options.port, access.host);
    return {
      docent,
      url: server.url,
      trouble,
      async close() {
        await server.close();
        await docent.close();
      },
    };
  } catch (error) {
    await docent.close();
    throw error;
  }
}

/** There is nobody to ask. Who names a server as upstream has said that it may be sent what scripts ask; code needs its sandbox. */
function nobody(unsandboxed: boolean): ConsentBroker {
  return {
    known: ({ subject }) => (subject.kind === 'send' || (subject.kind === 'code' && unsandboxed) ? 'always' : 'deny'),
    ask: async () => 'deny',
  };
}
