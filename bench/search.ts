import { walk } from '../src/core/knowledge/index/walk.ts';
import { ripgrepMilliseconds, withKnowledge } from './index.ts';

export const about = 'Searching it with its own headings and names, beside ripgrep.';

/** Enough for a 95th percentile that does not hang on a handful of queries. */
const QUERIES = 200;
/** ripgrep reads the whole folder each time. */
const RIPGREP_QUERIES = 20;
/** As many passages as a question gets. */
const LIMIT = 8;

/** Searching a folder, beside ripgrep looking for any of the same words. */
export function run({ folder }: { readonly folder: string }): Promise<Record<string, number>> {
  return withKnowledge(async (knowledge) => {
    const store = knowledge.store('bench');
    const { added } = await store.sync([{ path: folder, prefix: '' }], { exclude: [] });
    const queries = await queriesOf(folder, (path) => store.text(path));
    const times: number[] = [];
    for (const query of queries) {
      const began = performance.now();
      await store.search(query, { limit: LIMIT });
      times.push(performance.now() - began);
    }
    const ripgrep = queries.slice(0, RIPGREP_QUERIES).flatMap((query) => ripgrepMilliseconds(folder, query.replaceAll(' ', '|')) ?? []);
    return {
      files: added,
      queries: queries.length,
      firstMilliseconds: times[0] ?? NaN,
      p50Milliseconds: percentile(times, 0.5),
      p95Milliseconds: percentile(times, 0.95),
      ...(ripgrep.length ? { ripgrepP50Milliseconds: percentile(ripgrep, 0.5) } : {}),
    };
  });
}

/** Words that stand together somewhere in the folder, the same ones each time. */
async function queriesOf(folder: string, textOf: (path: string) => Promise<string | null>): Promise<readonly string[]> {
  const files = [...walk({ path: folder, prefix: '' }, [])];
  const step = Math.max(1, Math.floor(files.length / QUERIES));
  const queries: string[] = [];
  for (let index = 0; index < files.length && queries.length < QUERIES; index += step) {
    const path = files[index]?.path;
    const text = path === undefined ? null : await textOf(path);
    const lines = text?.split('\n') ?? [];
    const words = lines.slice(Math.floor(lines.length / 2)).join('\n').match(/[A-Za-z]{4,}/g);
    if (words) queries.push(words.slice(0, 5).join(' '));
  }
  return queries;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}
