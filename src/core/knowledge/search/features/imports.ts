import type { DatabaseSync } from 'node:sqlite';
import { top } from './top.ts';

/** The files whose neighbours are looked for. */
const SEEDS = 15;

/** What stands near to the best files: what they import, and what imports them. The more others do, the less it says. @param own the files' scores by text */
export function nearImports(db: DatabaseSync, own: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const imported = db.prepare(
    `SELECT files.id, (SELECT count(*) FROM links AS all_links WHERE all_links.target = files.module) AS others
     FROM links JOIN files ON files.module = links.target WHERE links.file = ?1 AND files.id <> ?1 AND files.reason IS NULL`,
  );
  const importing = db.prepare(
    `SELECT links.file AS id, (SELECT count(*) FROM links AS all_links WHERE all_links.file = links.file) AS others
     FROM files JOIN links ON links.target = files.module WHERE files.id = ?1 AND links.file <> ?1`,
  );
  const best = Math.max(1e-9, ...own.values());
  const near = new Map<number, number>();
  for (const [file, score] of top(own, SEEDS)) {
    for (const { id, others } of [...imported.all(file), ...importing.all(file)]) {
      near.set(Number(id), (near.get(Number(id)) ?? 0) + score / best / Math.sqrt(1 + Number(others)));
    }
  }
  return near;
}
