import type { DatabaseSync } from 'node:sqlite';
import { featuresOf, NO_CLOSENESS, withCloseness, type Features } from './features/features.ts';
import { top } from './features/top.ts';
import { findHits, type Hit } from './hits.ts';
import { questionOf } from './question.ts';
import WEIGHTS from './weights.json' with { type: 'json' };

/** Chunks that are looked at: many more than the passages wanted, so that some hundred files are known. */
const HITS = 1_000;
/** Of the files that they are of, the best by text are looked at. */
const FILES = 250;
/** Files whose text is looked into: what the others could gain by it does not bring them to the top. */
const CLOSE_FILES = 30;
/** What a file's best chunks add to its score by text; worth 2 points of recall and 4 of rank over the best chunk alone. */
const SHARES = [1, 1 / 2, 1 / 4];

/** A file that words have found. */
export interface Candidate {
  readonly file: number;
  /** Best first. */
  readonly hits: readonly Hit[];
  readonly features: Features;
}

/**
 * The hits by what they are worth, in two stages: words find some hundred files; a linear model orders them, by features of the text, of what files
 * define and import, and of what the repository's history says. A file's second and third hit stand back behind the first of others, by the
 * shares they have in its score by text, so that one long file does not push the others out.
 * @param weights what each term says
 * @param files only these, by their ids
 */
export function rankFiles(db: DatabaseSync, terms: readonly string[], weights: readonly number[], files: readonly number[] | undefined): readonly Hit[] {
  return candidates(db, terms, weights, files, CLOSE_FILES)
    .flatMap(({ hits, features }) => valued(hits, weighed(features)))
    .toSorted((a, b) => b.worth - a.worth || a.hit.chunk - b.hit.chunk)
    .map(({ hit }) => hit);
}

/** What words have found, and what speaks for each. @param close of how many files the text is looked into: of those that are best without */
export function candidates(db: DatabaseSync, terms: readonly string[], weights: readonly number[], files: readonly number[] | undefined, close: number): readonly Candidate[] {
  const question = questionOf(terms, weights);
  const all = byFile(findHits(db, terms, HITS, files));
  const own = new Map(top(scores(all), FILES));
  const features = featuresOf(db, question, own);
  const found = Array.from(own.keys(), (file) => {
    const hits = all.get(file) ?? [];
    return { file, hits, features: { ...features.of(file, hits.map(({ score }) => score)), ...NO_CLOSENESS } };
  });
  const first = new Map(found.map(({ file, features }) => [file, weighed(features)]));
  const near = withCloseness(db, question, top(first, close).map(([file]) => file));
  return found.map((candidate) => ({ ...candidate, features: { ...candidate.features, ...near.get(candidate.file) } }));
}

/** What a file is worth. */
function weighed(features: Features): number {
  return Object.entries(WEIGHTS.weights).reduce((sum, [name, weight]) => sum + weight * features[name as keyof Features], 0);
}

function byFile(hits: readonly Hit[]): Map<number, readonly Hit[]> {
  const files = new Map<number, Hit[]>();
  for (const hit of hits) {
    const list = files.get(hit.file);
    if (list) list.push(hit);
    else files.set(hit.file, [hit]);
  }
  return files;
}

function scores(files: ReadonlyMap<number, readonly Hit[]>): ReadonlyMap<number, number> {
  return new Map(Array.from(files, ([file, hits]) => [file, SHARES.reduce((sum, share, index) => sum + share * (hits[index]?.score ?? 0), 0)]));
}

function valued(hits: readonly Hit[], fileScore: number) {
  const first = hits[0]?.score || 1;
  return hits.slice(0, SHARES.length).map((hit, index) => ({ hit: { ...hit, fileScore }, worth: (fileScore * hit.score * (SHARES[index] ?? 0)) / first }));
}
