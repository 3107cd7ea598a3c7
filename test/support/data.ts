import { SOURCE_ASSETS } from '../../scripts/paths.ts';
import { createDataDirectory, type DataDirectory } from '../../src/core/data/dataDirectory.ts';
import { EDITOR_ADVICE } from '../../src/editor/advice.ts';
import { memoryLog } from './log.ts';

/** What is kept below a folder, open. @throws DataUnavailable */
export async function openData(dir: string): Promise<DataDirectory> {
  const data = dataIn(dir);
  await data.open();
  await data.use();
  return data;
}

/** The same, not opened yet. */
export function dataIn(dir: string): DataDirectory {
  return createDataDirectory(dir, { worker: SOURCE_ASSETS.dataWorker, log: memoryLog(), reload: () => EDITOR_ADVICE.reload });
}
