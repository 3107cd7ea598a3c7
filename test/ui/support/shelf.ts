import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import type { DocentOptions } from './suite.ts';

/** A folder that is not on disk, of an extension that has it in memory. */
export const SHELF: NonNullable<DocentOptions['remote']> = {
  extension: path.join(ROOT, 'test', 'fixtures', 'remoteFolder'),
  folders: [{ uri: 'docent-shelf:/shelf', name: 'shelf' }],
};
