import { SOURCE_ASSETS } from '../../scripts/paths.ts';
import type { DocentOptions } from '../../src/core/docent.ts';
import type { Front } from '../../src/core/runs/front.ts';
import { DocentError } from '../../src/core/types/errors.ts';
import { testFront } from './front.ts';
import { memoryLog } from './log.ts';

/** Docent without an editor and without anybody to ask: it searches only, with the Python that there is. */
export function docentOptions(dataDir: string, more: Partial<Omit<DocentOptions, 'front'>> = {}, asked: Partial<Front> = {}): DocentOptions {
  const front = testFront(asked);
  return {
    dataDir,
    assets: SOURCE_ASSETS,
    log: memoryLog(),
    front: () => front,
    python: () => null,
    assistantFolders: () => [],
    codeAllowed: () => true,
    editorTool: () => null,
    limits: () => ({ timeLimitMs: 60_000, memoryMb: 2_048, diskMb: 2_048 }),
    ...more,
  };
}

/** No server of models, as the API is told where there is none. */
export async function noUpstream(): Promise<never> {
  throw new DocentError('no_upstream', 'No server of models is set up.');
}
