import type { DataFile } from '../../types/item.ts';
import { abandonedFolders, gridFolder } from './folders.ts';
import { createGrid, type Grid, type GridOptions } from './grid.ts';

/** All tables that are shown. */
export interface Grids {
  grid(file: DataFile): Grid;
  close(): Promise<void>;
}

/** @param dir absolute folder of what they need on the disk; what a crash left there is removed with the first one */
export function createGrids(dir: string, { start, remove, ...options }: Omit<GridOptions, 'file' | 'folder'>): Grids {
  const open = new Set<Grid>();
  let tidied: Promise<void> | null = null;

  async function tidy(): Promise<void> {
    for (const folder of await abandonedFolders(dir)) await remove(folder);
  }

  return {
    grid(file) {
      const made = createGrid({
        ...options,
        file,
        folder: gridFolder(dir),
        remove,
        async start(inputs, folder, signal) {
          await (tidied ??= tidy());
          return start(inputs, folder, signal);
        },
      });
      open.add(made);
      return {
        ...made,
        async close() {
          open.delete(made);
          await made.close();
        },
      };
    },
    async close() {
      await Promise.all([...open].map((each) => each.close()));
    },
  };
}
