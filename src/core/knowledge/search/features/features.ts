import type { DatabaseSync } from 'node:sqlite';
import { countOfName, lengthOfNames } from '../../index/writtenNames.ts';
import type { Question } from '../question.ts';
import { standing } from './beside.ts';
import { createFinder } from './closeness.ts';
import { corpusOf, toldBy } from './corpus.ts';
import { nearImports } from './imports.ts';
import { saturated } from './saturation.ts';

/** What speaks for a file, each in its own measure; `weights.json` has what each is worth. */
export interface Features extends Closeness {
  /** Its score by text, as a share of the best file's. */
  readonly base: number;
  /** The same of its best six chunks. */
  readonly best6: number;
  /** The question's words in its path. */
  readonly path: number;
  /** In the names that it defines. */
  readonly definitions: number;
  /** In the subjects of the commits that changed it. */
  readonly subjects: number;
  /** Whether the commits that speak most like the question changed it. */
  readonly commits: number;
  /** Whether it is changed together with the files that are best by text. */
  readonly together: number;
  /** Whether it imports those, or is imported by them. */
  readonly imports: number;
  /** Whether the question speaks of tests, and it is one: 1 or 0. */
  readonly tests: number;
  /** How far it stands back, as what lies beside a project's own code and documents, 0 to 1; 0 where the question means it. */
  readonly back: number;
  /** How near its nearest chunk is to what the question means; 0 without an embedding model. */
  readonly meaning: number;
}

interface Closeness {
  /** What its text and path have of all that the question says. */
  readonly coverage: number;
  /** Neighbours in the question that stand together in its text. */
  readonly bigram: number;
}

export const NO_CLOSENESS: Closeness = { coverage: 0, bigram: 0 };

/** What the best six chunks add. */
const BEST_6 = [1, 0.7, 0.49, 0.343, 0.24, 0.168];
/** Characters of a file that are looked through. */
const LOOKED_THROUGH = 25_000;
/** A long document has words of every question: its score by text is divided by this much for each e-fold of chunks. */
const LENGTH_SHARE = 0.1;
const PROSE = /\.(?:md|mdx|markdown|rst|adoc|org|tex|txt|html?|pdf|docx|odt|epub|rtf)$/i;

export interface FeatureTable {
  /** @param hits the scores of its chunks, best first */
  of(file: number, hits: readonly number[]): Omit<Features, keyof Closeness | 'meaning'>;
}

/** @param own the files' scores by text */
export function featuresOf(db: DatabaseSync, { words, stems: terms, weights }: Question, own: ReadonlyMap<number, number>): FeatureTable {
  const corpus = corpusOf(db);
  const about = db.prepare('SELECT shown, names FROM files WHERE id = ?');
  const chunks = db.prepare('SELECT count(*) AS chunks FROM chunks WHERE file = ?');
  const files = new Map(Array.from(own.keys(), (file) => [file, aboutOf(file)]));
  const scores = new Map(Array.from(own, ([file, score]) => [file, score / (files.get(file)?.length ?? 1)]));
  const best = Math.max(1e-9, ...scores.values());
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const past = corpus.history.ask(terms, scores);
  const near = nearImports(db, scores);
  const { back, isWantedTest } = standing(words);

  function aboutOf(file: number) {
    const row = about.get(file);
    const shown = String(row?.shown ?? '');
    // By what a document's score by text is divided.
    const length = PROSE.test(shown) ? 1 + LENGTH_SHARE * Math.log(Math.max(1, Number(chunks.get(file)?.chunks))) : 1;
    return { shown, ...toldBy(corpus, shown), names: String(row?.names ?? ''), length };
  }

  /** How much of what the question says a field of the file says. */
  function field(count: (term: string) => number, length: number, mean: number, b: number): number {
    return terms.reduce((sum, term, index) => sum + (weights[index] ?? 0) * saturated(count(term), length, mean, b), 0) / total;
  }

  return {
    of(file, hits) {
      const { shown, stems: path, beside, names, length } = files.get(file) ?? aboutOf(file);
      const six = BEST_6.reduce((sum, share, index) => sum + share * (hits[index] ?? 0), 0);
      return {
        base: (scores.get(file) ?? 0) / best,
        best6: six / length / best,
        path: field((term) => path.filter((stem) => stem === term).length, path.length, corpus.pathLength, 0.75),
        definitions: field((term) => countOfName(names, term), lengthOfNames(names) + 1, corpus.namesLength, 0.5),
        imports: near.get(file) ?? 0,
        tests: isWantedTest(shown) ? 1 : 0,
        back: back(beside),
        ...past.of(file),
      };
    },
  };
}

/** Looks into the text of files. */
export function withCloseness(db: DatabaseSync, { stems: terms, weights }: Question, files: readonly number[]): ReadonlyMap<number, Closeness> {
  const find = createFinder(terms);
  const texts = db.prepare('SELECT text FROM chunks WHERE file = ? ORDER BY line');
  const paths = db.prepare('SELECT shown FROM files WHERE id = ?');
  const weight = (place: number) => weights[place] ?? 0;
  const pairWeight = (place: number) => weight(place) + weight(place + 1);
  const total = weights.reduce((sum, each) => sum + each, 0) || 1;
  const allPairs = terms.slice(1).reduce((sum, _, place) => sum + pairWeight(place), 0) || 1;
  return new Map(
    files.map((file) => {
      let text = '';
      for (const row of texts.iterate(file)) {
        text += `${String(row.text)}\n`;
        if (text.length > LOOKED_THROUGH) break;
      }
      const found = find(text);
      const inPath = find(String(paths.get(file)?.shown ?? ''));
      const has = new Set([...found.terms, ...inPath.terms]);
      const sum = (places: Iterable<number>, of: (place: number) => number) => [...places].reduce((all, place) => all + of(place), 0);
      return [file, { coverage: sum(has, weight) / total, bigram: sum(found.pairs, pairWeight) / allPairs }];
    }),
  );
}
