import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { queryTerms } from '../src/core/knowledge/index/words.ts';
import { candidates } from '../src/core/knowledge/search/rankFiles.ts';
import { termWeights } from '../src/core/knowledge/search/relevance.ts';
import SHIPPED from '../src/core/knowledge/search/weights.json' with { type: 'json' };
import { withKnowledge } from './index.ts';
import { judged, MEASURES, repositories, type Asked } from './retrieval/asked.ts';

export const about = 'Weights for ranking files, fitted on questions: each repository by the others, and all (--trees DIR --queries FILE).';

type Weights = Readonly<Record<string, number>>;
type Name = keyof typeof SHIPPED.weights;

const NAMES = Object.keys(SHIPPED.weights) as Name[];
const UNFITTED = Object.entries(SHIPPED.unfitted) as readonly (readonly [keyof typeof SHIPPED.unfitted, number])[];

/** A file that may answer a question: its features, in the order of the names, and what those are worth whose weights are not fitted. */
interface Row {
  readonly path: string;
  readonly features: readonly number[];
  readonly given: number;
}

interface Example {
  readonly repo: string;
  readonly rows: readonly Row[];
  readonly relevant: ReadonlySet<string>;
}

/**
 * For each set of weights recall and rank, in percent: the shipped ones, without each feature, and fitted on the other repositories alone.
 * The last figures are the weights fitted on all of them.
 */
export async function run({ trees, queries }: { readonly trees?: string; readonly queries?: string }): Promise<Record<string, number>> {
  const examples: Example[] = [];
  for (const asked of repositories(trees, queries)) examples.push(...(await examplesOf(asked)));
  const repos = [...new Set(examples.map(({ repo }) => repo))];
  const figures: Record<string, number> = {};
  const tell = (name: string, weightsOf: (repo: string) => Weights) => {
    const rows = examples.map((example) => judged(ranked(example, weightsOf(example.repo)), example.relevant));
    for (const [at, measure] of MEASURES.entries()) figures[`${name} ${measure}`] = (100 * rows.reduce((sum, row) => sum + (row[at] ?? 0), 0)) / rows.length;
  };
  tell('shipped', () => SHIPPED.weights);
  for (const name of NAMES) tell(`without ${name}`, () => ({ ...SHIPPED.weights, [name]: 0 }));
  if (repos.length > 1) {
    const fitted = new Map(repos.map((repo) => [repo, fit(examples.filter((example) => example.repo !== repo))]));
    tell('by the others', (repo) => fitted.get(repo) ?? {});
  }
  for (const [name, weight] of Object.entries(fit(examples))) figures[`weight ${name}`] = weight;
  return figures;
}

function examplesOf({ repo, folder, queries }: Asked): Promise<readonly Example[]> {
  return withKnowledge(async (knowledge, dir) => {
    await knowledge.store('bench').sync([{ path: folder, prefix: '' }], { exclude: [] });
    const db = new DatabaseSync(join(dir, 'bench.db'), { readOnly: true });
    const paths = new Map(db.prepare('SELECT id, shown FROM files').all().map(({ id, shown }) => [Number(id), String(shown)]));
    const examples = queries.map(({ query, relevant }): Example => {
      const terms = queryTerms(query);
      const rows = candidates(db, terms, termWeights(db, terms), undefined, Infinity);
      return {
        repo,
        relevant: new Set(relevant),
        rows: rows.map(({ file, features }) => ({
          path: paths.get(file) ?? '',
          features: NAMES.map((name) => features[name]),
          given: UNFITTED.reduce((sum, [name, weight]) => sum + weight * features[name], 0),
        })),
      };
    });
    db.close();
    return examples;
  });
}

function ranked({ rows }: Example, weights: Weights): readonly string[] {
  const worth = ({ features, given }: Row) => NAMES.reduce((sum, name, at) => sum + (weights[name] ?? 0) * (features[at] ?? 0), given);
  return rows.map((row) => ({ path: row.path, worth: worth(row) })).toSorted((a, b) => b.worth - a.worth).map(({ path }) => path);
}

/** Files that a question is fitted on, besides the relevant ones: the best by text. */
const FITTED_FILES = 150;
/** Adam's, as usual but for the rate: some hundred questions want few, large steps. */
const [STEPS, RATE, MOMENTUM, SPREAD, EPSILON] = [250, 0.06, 0.9, 0.999, 1e-8];
/** Holds weights near to 0 that nothing speaks for. */
const DECAY = 1e-3;

/** Listwise softmax: the relevant files of a question share all probability. Features count by their spread while fitting, and the weights are divided by it. */
function fit(examples: readonly Example[]): Weights {
  const base = NAMES.indexOf('base');
  const asked = examples.flatMap(({ rows, relevant }) => {
    const best = rows.toSorted((a, b) => (b.features[base] ?? 0) - (a.features[base] ?? 0));
    const taken = best.filter(({ path }, at) => at < FITTED_FILES || relevant.has(path));
    const right = taken.filter(({ path }) => relevant.has(path)).length;
    return right === 0 ? [] : [{ rows: taken, share: taken.map(({ path }) => (relevant.has(path) ? 1 / right : 0)) }];
  });
  const spreads = NAMES.map((_, at) => spread(asked.flatMap(({ rows }) => rows.map(({ features }) => features[at] ?? 0))));
  const weights = NAMES.map(() => 0);
  const [first, second] = [NAMES.map(() => 0), NAMES.map(() => 0)];
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight) => DECAY * weight);
    for (const { rows, share } of asked) {
      const scores = rows.map(({ features, given }) => features.reduce((sum, feature, at) => sum + ((weights[at] ?? 0) * feature) / (spreads[at] ?? 1), given));
      const most = Math.max(...scores);
      const raised = scores.map((score) => Math.exp(score - most));
      const all = raised.reduce((sum, each) => sum + each, 0);
      for (const [index, { features }] of rows.entries()) {
        const pull = (raised[index] ?? 0) / all - (share[index] ?? 0);
        for (const [at, feature] of features.entries()) gradient[at] = (gradient[at] ?? 0) + (pull * feature) / (spreads[at] ?? 1) / asked.length;
      }
    }
    for (const [at, slope] of gradient.entries()) {
      first[at] = MOMENTUM * (first[at] ?? 0) + (1 - MOMENTUM) * slope;
      second[at] = SPREAD * (second[at] ?? 0) + (1 - SPREAD) * slope ** 2;
      const [mean, size] = [(first[at] ?? 0) / (1 - MOMENTUM ** step), (second[at] ?? 0) / (1 - SPREAD ** step)];
      weights[at] = (weights[at] ?? 0) - (RATE * mean) / (Math.sqrt(size) + EPSILON);
    }
  }
  return Object.fromEntries(NAMES.map((name, at) => [name, (weights[at] ?? 0) / (spreads[at] ?? 1)]));
}

/** The standard deviation; 1 of what is the same everywhere. */
function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}
