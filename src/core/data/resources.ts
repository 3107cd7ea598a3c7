import type { DatabaseSync } from 'node:sqlite';
import type { ToolResources } from '../types/assistant.ts';

/** Takes what was deleted out of all assistants and threads that name it. Inside a transaction. */
export function forgetResource(db: DatabaseSync, kind: keyof ToolResources, id: string): void {
  const list = `body -> '$.toolResources.${kind}'`;
  for (const table of ['assistants', 'threads']) {
    db.prepare(
      `update ${table} set body = json_set(body, '$.toolResources.${kind}', json((select json_group_array(value) from json_each(${list}) where value <> ?1)))
       where exists (select 1 from json_each(${list}) where value = ?1)`,
    ).run(id);
  }
}
