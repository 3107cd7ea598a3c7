import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createDocent, type Docent } from '../../../../../../src/core/docent.ts';
import type { HostedService } from '../../../../../../src/core/knowledge/stores/hosted/hostedStores.ts';
import type { HostedReport } from '../../../../../../src/core/knowledge/stores/hosted/sync.ts';
import type { HostedStore } from '../../../../../../src/core/types/hosted.ts';
import { docentOptions } from '../../../../../support/docentOptions.ts';
import type { OpenAIServer } from '../../../../../fixtures/openai/openai.ts';

export const LABEL = 'OpenAI';

/** Docent on a folder, with OpenAI at this address. */
export function docentAt(dataDir: string, folder: string, url: string, key = 'sk-test'): Docent {
  return docentWith(dataDir, folder, { label: LABEL, baseUrl: url, keyHeader: 'authorization', apiKey: async () => key });
}

export function docentWith(dataDir: string, folder: string, service: HostedService): Docent {
  return createDocent(docentOptions(dataDir, { folders: () => [{ path: folder, prefix: '' }], hostedServices: () => [service] }));
}

/** Indexes the folder here and at OpenAI, as the command does. */
export async function indexHosted(docent: Docent, folder: string, signal = new AbortController().signal, label = LABEL): Promise<{ readonly store: HostedStore; readonly report: HostedReport }> {
  await docent.workspace.store.sync([{ path: folder, prefix: '' }], { exclude: [] });
  const workspace = await docent.workspace.id();
  const store = (await docent.hosted.ofWorkspace(workspace)) ?? (await docent.hosted.create(label, basename(folder), workspace, signal));
  return { store, report: await docent.hosted.sync(store.id, { signal }) };
}

export interface Room {
  /** Absolute. */
  readonly data: string;
  readonly folder: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

export function makeRoom(): Room {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'docent-hosted-')));
  const folder = join(root, 'project');
  mkdirSync(folder);
  return {
    data: join(root, 'data'),
    folder,
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** What the store at OpenAI holds: the text of each file by its path. */
export function heldBy(server: OpenAIServer, storeId: string): Readonly<Record<string, string>> {
  const files = [...(server.vectorStores.find(storeId)?.files.values() ?? [])];
  const entries = files.map(({ about, text }) => [String(about.attributes?.['path']), text] as const);
  if (new Set(entries.map(([path]) => path)).size < entries.length) throw new Error('A file is in the store twice.');
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
