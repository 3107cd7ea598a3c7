import { SOURCE_ASSETS } from '../../scripts/paths.ts';
import type { DocentOptions } from '../../src/core/docent.ts';
import { createSearchOnly } from '../../src/core/models/searchOnly/model.ts';
import { DocentError } from '../../src/core/types/errors.ts';
import { memoryLog } from './log.ts';

/** Docent without an editor and without anybody to ask: it searches only, with the Python that there is. */
export function docentOptions(dataDir: string, more: Partial<DocentOptions> = {}): DocentOptions {
  const searchOnly = createSearchOnly();
  return {
    ...{ dataDir, assets: SOURCE_ASSETS, log: memoryLog(), consents: { known: () => 'deny', ask: async () => 'deny' } },
    model: () => searchOnly,
    python: () => null,
    assistantFolders: () => [],
    codeAllowed: () => true,
    editorTool: () => null,
    limits: () => ({ timeLimitMs: 60_000, memoryMb: 2_048 }),
    ...more,
  };
}

/** No server of models, as the API is told where there is none. */
export async function noUpstream(): Promise<never> {
  throw new DocentError('no_upstream', 'No server of models is set up.');
}
