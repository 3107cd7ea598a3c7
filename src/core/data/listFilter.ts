import type { SQLInputValue } from 'node:sqlite';
import type { Shelf, ThreadOrigin } from '../types/thread.ts';
import type { Condition } from './narrowing.ts';

/** Which threads a list has. */
export interface ListFilter {
  /** Threads of any of its folders, or of none where it is ''; null: of all workspaces. */
  readonly workspace: string | null;
  readonly origins: readonly ThreadOrigin[];
  /** Those on this shelf; null: those on none; `any`: all of them. */
  readonly shelf: Shelf | 'any' | null;
  /** Ids of threads that are about to be deleted. */
  readonly without: readonly string[];
}

/** The condition on the table of threads. */
export function listed({ workspace, origins, shelf, without }: ListFilter): Condition {
  const conditions = ['origin in (select value from json_each(?))'];
  const values: SQLInputValue[] = [JSON.stringify(origins)];
  if (workspace !== null) {
    const folders = workspace.split('\n');
    conditions.push(`(${folders.map(() => 'instr(char(10) || workspace || char(10), ?) > 0').join(' or ')})`);
    values.push(...folders.map((folder) => `\n${folder}\n`));
  }
  if (shelf !== 'any') {
    conditions.push(`coalesce(body ->> '$.shelf', '') = ?`);
    values.push(shelf ?? '');
  }
  if (without.length > 0) {
    conditions.push('id not in (select value from json_each(?))');
    values.push(JSON.stringify(without));
  }
  return { where: conditions.join(' and '), values };
}
