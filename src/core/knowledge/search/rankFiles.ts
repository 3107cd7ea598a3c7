import type { DatabaseSync } from 'node:sqlite';
import { featuresOf, NO_CLOSENESS, withCloseness, type Features } from './features/features.ts';
import { top } from './features/top.ts';
import type { Near } from './meaning/nearest.ts';
import { findHits, type Hit } from './hits.ts';
import { questionOf } from './question.ts';
import WEIGHTS from './weights.json' with { type: 'json' };

/** Chunks that are looked at: many more than the passages wanted, so that some hundred files are known. */
const HITS = 1_000;
/** Of the files that they are of, the best by text are looked at: no feature brings those behind them to the top. */
const FILES = 120;
/** Files whose text is looked into: what the others could gain by it does not bring them to the top. */
const CLOSE_FILES = 30;
/** What a file's best chunks add to its score by text; worth 2 points of recall and 4 of rank over the best chunk alone. */
const SHARES = [1, 1 / 2, 1 / 4];
const WORTH = Object.entries({ ...WEIGHTS.weights, ...WEIGHTS.unfitted }) as readonly (readonly [keyof Features, number])[];

/** A file that words or its meaning have found. */
export interface Candidate {
  readonly file: number;
  /** By words, best first; none where only its meaning has found it. */
  readonly hits: readonly Hit[];
  readonly features: Features;
}

/**
 * The hits by what they are worth, in two stages: words find some hundred files; a linear model orders them, by features of the text, of what files
 * define and import, and of what the repository's history says. A file's second and third hit stand back behind the first of others, by the
 * shares they have in its score by text, so that one long file does not push the others out.
 * @param weights what each term says
 * @param files only these, by their ids
 * @param near what is near by its meaning, best first
 */
export function rankFiles(db: DatabaseSync, terms: readonly string[], weights: readonly number[], files: readonly number[] | undefined, near: readonly Near[] = []): readonly Hit[] {
  const found = candidates(db, terms, weights, files, CLOSE_FILES, near);
  const best = Math.max(1e-9, ...found.map(({ hits }) => hits[0]?.score ?? 0));
  const ofFile = byFile(near);
  return found
    .flatMap(({ file, hits, features }) => valued(together(hits, ofFile.get(file) ?? [], best), weighed(features)))
    .toSorted((a, b) => b.worth - a.worth || a.hit.chunk - b.hit.chunk)
    .map(({ hit }) => hit);
}

/** What words have found, and what speaks for each. @param close of how many files the text is looked into: of those that are best without */
export function candidates(db: DatabaseSync, terms: readonly string[], weights: readonly number[], files: readonly number[] | undefined, close: number, near: readonly Near[] = []): readonly Candidate[] {
  const question = questionOf(terms, weights);
  const all = byFile(findHits(db, terms, HITS, files));
  const own = new Map(top(scores(all), FILES));
  const likeness = new Map<number, number>();
  for (const { file, likeness: like } of near) likeness.set(file, Math.max(like, likeness.get(file) ?? 0));
  for (const { file } of near) if (!own.has(file)) own.set(file, 0);
  const features = featuresOf(db, question, own);
  const found = Array.from(own.keys(), (file) => {
    const hits = all.get(file) ?? [];
    return { file, hits, features: { ...features.of(file, hits.map(({ score }) => score)), ...NO_CLOSENESS, meaning: likeness.get(file) ?? 0 } };
  });
  const first = new Map(found.map(({ file, features }) => [file, weighed(features)]));
  const closeness = withCloseness(db, question, top(first, close).map(([file]) => file));
  return found.map((candidate) => ({ ...candidate, features: { ...candidate.features, ...closeness.get(candidate.file) } }));
}

/**
 * What a file is worth. Two weights are not fitted. That of its meaning would need a model: it is what its text's score counts in full, by `base`
 * and `best6`, so that the nearest file stands beside the best by words. How far files stand back would be learnt from commits as if only programs
 * answered questions: half of what commits say is best.
 */
function weighed(features: Features): number {
  return WORTH.reduce((sum, [name, weight]) => sum + weight * features[name], 0);
}

function byFile<Of extends { readonly file: number }>(hits: readonly Of[]): Map<number, readonly Of[]> {
  const files = new Map<number, Of[]>();
  for (const hit of hits) {
    const list = files.get(hit.file);
    if (list) list.push(hit);
    else files.set(hit.file, [hit]);
  }
  return files;
}

/** A file's hits by words and by meaning in one order, best first: each counts as a share of the best. */
function together(hits: readonly Hit[], near: readonly Near[], best: number): readonly Hit[] {
  if (near.length === 0) return hits;
  const all = new Map(hits.map((hit) => [hit.chunk, { ...hit, score: hit.score / best }]));
  for (const { chunk, file, likeness } of near) all.set(chunk, { chunk, file, score: (all.get(chunk)?.score ?? 0) + likeness, fileScore: 0 });
  return [...all.values()].sort((a, b) => b.score - a.score || a.chunk - b.chunk);
}

function scores(files: ReadonlyMap<number, readonly Hit[]>): ReadonlyMap<number, number> {
  return new Map(Array.from(files, ([file, hits]) => [file, SHARES.reduce((sum, share, index) => sum + share * (hits[index]?.score ?? 0), 0)]));
}

function valued(hits: readonly Hit[], fileScore: number) {
  const first = hits[0]?.score || 1;
  return hits.slice(0, SHARES.length).map((hit, index) => ({ hit: { ...hit, fileScore }, worth: (fileScore * hit.score * (SHARES[index] ?? 0)) / first }));
}
