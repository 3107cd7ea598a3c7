import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grid } from '../../../../src/core/interpreter/grid/grid.ts';
import type { GridProgress, GridTable } from '../../../../src/core/types/grid.ts';
import { openRoom, type Mode, type Options, type Room } from '../room.ts';

export interface OpenedGrid {
  readonly room: Room;
  readonly grid: Grid;
  readonly table: GridTable;
  readonly progress: readonly GridProgress[];
  readonly path: string;
}

/** A file of this content, open in a grid. @param content what is written, or writes it */
export async function openGrid(
  test: Mocha.Context,
  name: string,
  content: string | Uint8Array | ((path: string) => void),
  mode: Mode = 'unsandboxed',
  options: Options = {},
): Promise<OpenedGrid> {
  const room = await openRoom(test, mode, options);
  const path = join(room.dir, name);
  if (typeof content === 'function') content(path);
  else writeFileSync(path, content);
  const grid = room.interpreter.grid({ name, path, bytes: statSync(path).size });
  const progress: GridProgress[] = [];
  const table = await grid.open(null, (piece) => progress.push(piece));
  return { room, grid, table, progress, path };
}
