import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import { queryTerms, quoted } from '../src/core/knowledge/index/words.ts';
import type { VectorStore } from '../src/core/knowledge/vectorStore.ts';
import { withKnowledge } from './index.ts';
import { FILES, judged, MEASURES, repositories } from './retrieval/asked.ts';
import { RIPGREP } from './retrieval/ripgrep.ts';

export const about = 'Whether questions find the right files, beside plain FTS5, MiniSearch and ripgrep: our own questions, or others (--trees DIR --queries FILE).';

/** Of each file at most three come. */
const PASSAGES = 3 * FILES;

type Find = (query: string) => Promise<readonly string[]> | readonly string[];

/** Recall at 5, 10 and 20 and the mean reciprocal rank, in percent, over all questions, by each way to find. */
export async function run({ trees, queries }: { readonly trees?: string; readonly queries?: string }): Promise<Record<string, number>> {
  const figures = new Map<string, (readonly number[])[]>();
  for (const { folder, queries: asked } of repositories(trees, queries)) {
    await withKnowledge(async (knowledge, dir) => {
      const sources = [{ path: folder, prefix: '' }];
      const store = knowledge.store('bench');
      await store.sync(sources, { exclude: [] });
      const ways: Record<string, Find> = {
        docent: findIn(store),
        ...plainIndexes(join(dir, 'bench.db')),
        ripgrep: (query) => ripgrep(folder, query),
      };
      const add = async (way: string, find: Find) => {
        const rows = figures.get(way) ?? [];
        figures.set(way, rows);
        for (const { query, relevant } of asked) rows.push(judged(await find(query), new Set(relevant)));
      };
      for (const [way, find] of Object.entries(ways)) await add(way, find);
      await store.sync(sources, { exclude: [], history: false });
      await add('withoutHistory', ways['docent'] ?? (() => []));
    });
  }
  return Object.fromEntries([...figures].flatMap(([way, rows]) => MEASURES.map((measure, at) => [`${way} ${measure}`, (100 * sum(rows.map((row) => row[at] ?? 0))) / rows.length])));
}

function findIn(store: VectorStore): Find {
  return async (query) => [...new Set((await store.search(query, { limit: PASSAGES })).map(({ file }) => file.path))];
}

/** The same chunks, as two ready-made searches rank them. */
function plainIndexes(file: string): Record<string, Find> {
  const db = new DatabaseSync(file, { readOnly: true });
  const chunks = db.prepare('SELECT shown, text FROM chunks JOIN files ON files.id = chunks.file').all().map(({ shown, text }, id) => ({ id, path: String(shown), text: String(text) }));
  db.close();
  const plain = new DatabaseSync(':memory:');
  plain.exec("CREATE VIRTUAL TABLE chunks USING fts5 (path, text, tokenize='porter unicode61')");
  const insert = plain.prepare('INSERT INTO chunks (path, text) VALUES (?, ?)');
  for (const { path, text } of chunks) insert.run(path, text);
  const find = plain.prepare('SELECT path FROM chunks WHERE chunks MATCH ? ORDER BY rank LIMIT 300');
  const mini = new MiniSearch({ fields: ['path', 'text'], storeFields: ['path'] });
  mini.addAll(chunks);
  const once = (paths: readonly string[]) => [...new Set(paths)].slice(0, FILES);
  return {
    fts5: (query) => once(find.all(queryTerms(query).map(quoted).join(' OR ') || '""').map(({ path }) => String(path))),
    miniSearch: (query) => once(mini.search(query).map(({ path }) => String(path))),
  };
}

/** The files with the most matches of any of the words. */
function ripgrep(folder: string, query: string): readonly string[] {
  const { stdout } = spawnSync(RIPGREP, ['--ignore-case', '--count-matches', '--regexp', queryTerms(query).join('|'), '.'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const counts = (stdout ?? '').split('\n').map((line) => /^\.?\/?(.*):(\d+)$/.exec(line)).filter((match) => match !== null);
  return counts.toSorted((a, b) => Number(b[2]) - Number(a[2])).slice(0, FILES).map(([, path = '']) => path);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
