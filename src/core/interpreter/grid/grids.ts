import { randomUUID } from 'node:crypto';
import type { DataFile } from '../../types/item.ts';
import type { SessionInfo, SessionOwner } from '../../types/variable.ts';
import { abandonedFolders, gridFolder } from './folders.ts';
import { createGrid, type Grid, type GridOptions } from './grid.ts';

/** All tables that are shown. */
export interface Grids {
  grid(file: DataFile): Grid;
  /** The processes that there are. */
  running(): readonly (SessionInfo & { readonly owner: Extract<SessionOwner, { kind: 'table' }> })[];
  /** Ends the process of one; it is read again when it is asked for rows. */
  rest(id: string): Promise<void>;
  close(): Promise<void>;
}

/** @param dir absolute folder of what they need on the disk; what a crash left there is removed with the first one */
export function createGrids(dir: string, { start, remove, ...options }: Omit<GridOptions, 'id' | 'file' | 'folder'>): Grids {
  const open = new Map<string, { readonly name: string; readonly grid: Grid }>();
  let tidied: Promise<void> | null = null;

  async function tidy(): Promise<void> {
    for (const folder of await abandonedFolders(dir)) await remove(folder);
  }

  return {
    grid(file) {
      const id = `table-${randomUUID()}`;
      const made = createGrid({
        ...options,
        id,
        file,
        folder: gridFolder(dir),
        remove,
        async start(inputs, folder, signal) {
          await (tidied ??= tidy());
          return start(inputs, folder, signal);
        },
      });
      open.set(id, { name: file.name, grid: made });
      return {
        ...made,
        async close() {
          open.delete(id);
          await made.close();
        },
      };
    },
    running: () =>
      [...open].flatMap(([id, { name, grid }]) => {
        const process = grid.process();
        return process ? [{ owner: { kind: 'table', id, name }, ...process }] : [];
      }),
    rest: async (id) => open.get(id)?.grid.rest(),
    async close() {
      await Promise.all([...open.values()].map(({ grid }) => grid.close()));
    },
  };
}
