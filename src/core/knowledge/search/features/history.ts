import type { DatabaseSync } from 'node:sqlite';
import { stems } from '../../index/stems.ts';
import { idf, saturated } from './saturation.ts';
import { top } from './top.ts';

/** Only small commits tell that files belong together. */
const MAX_TOGETHER = 12;
const BEST_COMMITS = 40;
/** The files whose companions are looked for. */
const SEEDS = 10;
/** History counts in full from so many commits a file on: with fewer it would push down what the text alone finds. */
const FULL = 2;

interface Commit {
  readonly stems: readonly string[];
  readonly files: readonly number[];
}

/** What the commits of a repository say about its files. */
export interface History {
  /** @param own the files' scores by text */
  ask(terms: readonly string[], own: ReadonlyMap<number, number>): Told;
}

interface Told {
  of(file: number): { readonly subjects: number; readonly commits: number; readonly together: number };
}

/** @param ids of the files in the store, by their shown paths */
export function createHistory(db: DatabaseSync, ids: ReadonlyMap<string, number>): History {
  const commits = readCommits(db, ids);
  const having = new Map<string, number[]>();
  const subjects = new Map<number, { readonly counts: Map<string, number>; length: number }>();
  const partners = new Map<number, Map<number, number>>();
  const changes = new Map<number, number>();
  for (const [at, { stems: said, files }] of commits.entries()) {
    for (const term of new Set(said)) push(having, term, at);
    for (const file of files) {
      changes.set(file, (changes.get(file) ?? 0) + 1);
      const subject = subjects.get(file) ?? { counts: new Map<string, number>(), length: 0 };
      subjects.set(file, subject);
      subject.length += said.length;
      for (const term of said) subject.counts.set(term, (subject.counts.get(term) ?? 0) + 1);
      if (files.length > MAX_TOGETHER) continue;
      const others = partners.get(file) ?? new Map<number, number>();
      partners.set(file, others);
      for (const other of files) if (other !== file) others.set(other, (others.get(other) ?? 0) + 1 / (files.length - 1));
    }
  }
  const mean = [...subjects.values()].reduce((sum, { length }) => sum + length, 0) / Math.max(1, ids.size) || 1;
  const gate = Math.min(1, commits.length / (FULL * Math.max(1, ids.size)));

  return {
    ask(terms, own) {
      const weights = terms.map((term) => idf(commits.length, having.get(term)?.length ?? 0));
      const byCommits = new Map<number, number>();
      bestCommits(terms, weights).forEach(([at, score], rank) => {
        const { files } = commits[at] ?? { files: [] };
        for (const file of files) byCommits.set(file, (byCommits.get(file) ?? 0) + (score * score) / (5 + rank) / Math.sqrt(files.length));
      });
      const best = Math.max(1e-9, ...own.values());
      const together = new Map<number, number>();
      for (const [file, score] of top(own, SEEDS)) {
        for (const [other, weight] of partners.get(file) ?? []) {
          const shared = ((score / best) * weight) / Math.sqrt(((changes.get(file) ?? 0) + 2) * ((changes.get(other) ?? 0) + 2));
          together.set(other, (together.get(other) ?? 0) + shared);
        }
      }
      return {
        of(file) {
          const subject = subjects.get(file);
          const said = (term: string, index: number) => (weights[index] ?? 0) * saturated(subject?.counts.get(term) ?? 0, (subject?.length ?? 0) + 1, mean, 0.5);
          return {
            subjects: (gate * terms.reduce((sum, term, index) => sum + said(term, index), 0)) / 10,
            commits: gate * Math.min(3, (byCommits.get(file) ?? 0) / 10),
            together: gate * (together.get(file) ?? 0),
          };
        },
      };
    },
  };

  function bestCommits(terms: readonly string[], weights: readonly number[]): readonly (readonly [number, number])[] {
    const scores = new Map<number, number>();
    for (const [index, term] of terms.entries()) {
      for (const at of having.get(term) ?? []) scores.set(at, (scores.get(at) ?? 0) + (weights[index] ?? 0));
    }
    return top(scores, BEST_COMMITS);
  }
}

function readCommits(db: DatabaseSync, ids: ReadonlyMap<string, number>): readonly Commit[] {
  return db.prepare('SELECT subject, paths FROM commits ORDER BY id').all().flatMap(({ subject, paths }): Commit[] => {
    const files = (JSON.parse(String(paths)) as string[]).flatMap((path) => ids.get(path) ?? []);
    return files.length === 0 ? [] : [{ stems: stems(String(subject)), files }];
  });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
