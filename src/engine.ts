import { createDocent, type Docent, type DocentOptions } from './core/docent.ts';
import { createUpkeep } from './core/knowledge/upkeep.ts';
import type { SourceFolder } from './core/knowledge/vectorStore.ts';
import type { ConsentBroker } from './core/runs/consents.ts';
import type { Front } from './core/runs/front.ts';
import { isTrouble, type DataTrouble } from './core/types/dataState.ts';
import type { Log } from './core/types/log.ts';

export interface EngineOptions extends Pick<DocentOptions, 'dataDir' | 'assets'> {
  readonly front: Front;
  /** Absolute path of the folder that is searched and whose Markdown assistants count; null: none. */
  readonly workspace: string | null;
  /** The Python that runs code; null to look for one. */
  readonly python: string | null;
  /** Whether any code may run. */
  readonly codeAllowed: boolean;
  readonly log: Log;
}

/** Docent where there is no editor that watches the folder. */
export interface Engine {
  readonly docent: Docent;
  /** Begins to bring the index up to date: what takes long is begun before somebody waits for it. */
  refresh(): void;
  /** Resolves when the data can’t be used any more. */
  readonly trouble: Promise<DataTrouble>;
  close(): Promise<void>;
}

/** As much as the editor's settings allow unless they are changed. */
const LIMITS = { timeLimitMs: 120_000, memoryMb: 4_096, diskMb: 10_240 };

export function createEngine({ dataDir, assets, front, workspace, python, codeAllowed, log }: EngineOptions): Engine {
  const folders: readonly SourceFolder[] = workspace === null ? [] : [{ path: workspace, prefix: '' }];
  const docent: Docent = createDocent({
    dataDir,
    assets,
    log,
    front: () => front,
    python: () => python,
    assistantFolders: () => folders.map(({ path }) => path),
    codeAllowed: () => codeAllowed,
    editorTool: () => null,
    limits: () => LIMITS,
    folders: () => folders,
    refresh: async (signal) => upkeep?.fresh(signal),
  });
  const upkeep = workspace === null ? null : createUpkeep(docent.workspace.store, folders, log);
  const trouble = new Promise<DataTrouble>((resolve) => {
    docent.data.subscribe((state) => isTrouble(state) && resolve(state));
  });
  return {
    docent,
    trouble,
    refresh: () => void upkeep?.fresh(new AbortController().signal),
    async close() {
      await upkeep?.close();
      await docent.close();
    },
  };
}

/**
 * There is nobody to ask. Who names a server as upstream has said that it may be sent what scripts ask; code needs its sandbox.
 * @param unsandboxed whether code may run where there is none
 */
export function nobody(unsandboxed: boolean): ConsentBroker {
  return {
    known: ({ subject }) => (subject.kind === 'send' || (subject.kind === 'code' && unsandboxed) ? 'always' : 'deny'),
    ask: async () => 'deny',
  };
}
