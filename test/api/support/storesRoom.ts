import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';
import { localAccess } from '../../../src/api/access.ts';
import { scriptAdvice } from '../../../src/api/advice.ts';
import { createApi } from '../../../src/api/app.ts';
import { serveApi } from '../../../src/api/server.ts';
import { createDocent } from '../../../src/core/docent.ts';
import { openDatabase } from '../../../src/core/knowledge/index/database.ts';
import { text } from '../../../src/core/knowledge/index/status.ts';
import type { SourceFolder } from '../../../src/core/knowledge/vectorStore.ts';
import { createSearchOnly } from '../../../src/core/models/searchOnly/model.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { checkedFetch } from '../../support/checkedFetch.ts';
import { docentOptions, noUpstream } from '../../support/docentOptions.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';
import { TOKEN } from './api.ts';

const SCRIPTS = scriptAdvice('start the server with --upstream URL');

/** Docent over a data directory, served over HTTP, as one process has it; and clients of it. */
export async function serveDocent(dataDir: string, model?: Model, folders: readonly SourceFolder[] = []) {
  const log = memoryLog();
  const docent = createDocent(docentOptions(dataDir, { log, folders: () => folders, codeAllowed: () => false }, { secrets: 'sent', advice: SCRIPTS, model: () => model ?? createSearchOnly(SCRIPTS) }));
  const api = createApi({ docent, log, version: '0', access: localAccess(TOKEN), models: async () => [], upstream: noUpstream, modelId: (name) => name, mcp: null, onRequest: () => {} });
  const server = await serveApi(api, 0);
  const { fetch: fetchChecked, violations } = checkedFetch();

  /** A request as it is, and its answer: what clients other than the SDK see. */
  async function raw(method: string, route: string, body?: unknown) {
    const isForm = body instanceof FormData;
    const headers = { authorization: `Bearer ${TOKEN}`, ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetchChecked(server.url + route, { method, headers, body: isForm ? body : body === undefined ? null : JSON.stringify(body) });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  }

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    await server.close();
    await docent.close();
    if (violations[0]) throw violations[0];
  }
  return {
    docent,
    log,
    raw,
    /** The error of a request that is refused: its status and the four keys. */
    async refused(method: string, route: string, body?: unknown) {
      const { status, body: answer } = await raw(method, route, body);
      const { error } = answer as unknown as { error: { message: string; type: string; param: string | null; code: string | null } };
      return { status, ...error };
    },
    client: new OpenAI({ apiKey: TOKEN, baseURL: server.url, fetch: fetchChecked, maxRetries: 0 }),
    /** What a store's own file says of a document, whether it is listed or not. */
    stored(storeId: string, fileId: string): string | null {
      const db = openDatabase(path.join(dataDir, 'stores', `${storeId}.db`));
      try {
        return text(db, fileId);
      } finally {
        db.close();
      }
    },
    /** Makes a vector store as old as if it had last been used then. */
    setLastActive(id: string, time: number): void {
      const db = new DatabaseSync(path.join(dataDir, 'docent.db'));
      db.prepare("update vector_stores set body = json_set(body, '$.lastActiveAt', ?) where id = ?").run(Math.floor(time), id);
      db.close();
    },
    close: () => (closing ??= close()),
  };
}

/** The above, on a new data directory. */
export async function openStoresRoom(model?: Model, folders: readonly SourceFolder[] = []) {
  const dir = await tempDir();
  const served = await serveDocent(dir.path, model, folders);
  return {
    ...served,
    dir: dir.path,
    /** Ends the process, as far as others can see. */
    stop: served.close,
    async close() {
      await served.close();
      await dir.remove();
    },
  };
}

export function textFile(name: string, content: string | Uint8Array<ArrayBuffer>): File {
  return new File([content], name);
}

/** All pages of a list. */
export async function all<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const entries: T[] = [];
  for await (const entry of pages) entries.push(entry);
  return entries;
}

/** Resolves when it is so; looks again and again. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(20);
}
