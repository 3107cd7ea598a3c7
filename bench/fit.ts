import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { queryTerms } from '../src/core/knowledge/index/words.ts';
import { candidates } from '../src/core/knowledge/search/rankFiles.ts';
import { termWeights } from '../src/core/knowledge/search/relevance.ts';
import { asSpelled } from '../src/core/knowledge/search/spelling.ts';
import SHIPPED from '../src/core/knowledge/search/weights.json' with { type: 'json' };
import { withKnowledge } from './index.ts';
import { FILES, judged, MEASURES, repositories, type Asked } from './retrieval/asked.ts';

export const about = 'Weights for ranking files, fitted on questions: each repository by the others, and all (--trees DIR --queries FILE).';

/** In the order of the names. */
type Weights = readonly number[];
type Name = keyof typeof SHIPPED.weights;

const NAMES = Object.keys(SHIPPED.weights) as Name[];
const SHIPPED_WEIGHTS = NAMES.map((name) => SHIPPED.weights[name]);
const UNFITTED = Object.entries(SHIPPED.unfitted) as readonly (readonly [keyof typeof SHIPPED.unfitted, number])[];

/** A file that may answer a question: its features, in the order of the names, and what those are worth whose weights are not fitted. */
interface Row {
  readonly path: string;
  readonly features: readonly number[];
  readonly given: number;
}

interface Example {
  readonly repo: string;
  /** What the question counts: all of one list together count as much as those of any other, be they few. */
  readonly share: number;
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
  tell('shipped', () => SHIPPED_WEIGHTS);
  for (const [at, name] of NAMES.entries()) tell(`without ${name}`, () => SHIPPED_WEIGHTS.with(at, 0));
  if (repos.length > 1) {
    const fitted = new Map(repos.map((repo) => [repo, bestOf(examples.filter((example) => example.repo !== repo))]));
    tell('by the others', (repo) => fitted.get(repo) ?? []);
  }
  for (const [at, weight] of bestOf(examples).entries()) figures[`weight ${NAMES[at]}`] = weight;
  return figures;
}

function examplesOf({ repo, folder, queries }: Asked): Promise<readonly Example[]> {
  return withKnowledge(async (knowledge, dir) => {
    await knowledge.store('bench').sync([{ path: folder, prefix: '' }], { exclude: [] });
    const db = new DatabaseSync(join(dir, 'bench.db'), { readOnly: true });
    const paths = new Map(db.prepare('SELECT id, shown FROM files').all().map(({ id, shown }) => [Number(id), String(shown)]));
    const examples = queries.map(({ query, relevant }): Example => {
      const terms = asSpelled(db, queryTerms(query));
      const rows = candidates(db, terms, termWeights(db, terms), undefined, Infinity);
      return {
        repo,
        share: 1 / queries.length,
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
  return rows.map((row) => ({ path: row.path, worth: worthOf(row, weights) })).toSorted((a, b) => b.worth - a.worth).map(({ path }) => path);
}

/** A loop, since it is asked some hundred million times. */
function worthOf({ features, given }: Row, weights: Weights): number {
  let worth = given;
  for (let at = 0; at < features.length; at++) worth += (weights[at] ?? 0) * (features[at] ?? 0);
  return worth;
}

/** By so much a weight is tried smaller or larger, so often all are gone through, and so much in the measures is a gain. */
const [FACTORS, ROUNDS, GAIN] = [[0.7, 0.85, 1.2, 1.4], 3, 0.0002];

/** Fitted weights, then moved one by one as long as recall at 10 and rank gain: the fit sees how sure a model is, they only see the order. */
function bestOf(examples: readonly Example[]): Weights {
  let weights = fit(examples);
  let best = measured(examples, weights);
  for (let round = 0; round < ROUNDS; round++) {
    for (const at of NAMES.keys()) {
      for (const factor of FACTORS) {
        const moved = weights.with(at, (weights[at] ?? 0) * factor);
        const now = measured(examples, moved);
        if (now > best + GAIN) [weights, best] = [moved, now];
      }
    }
  }
  return weights;
}

/** Recall at 10 and reciprocal rank together, 0 to 2. */
function measured(examples: readonly Example[], weights: Weights): number {
  const all = examples.reduce((sum, { share }) => sum + share, 0);
  return examples.reduce((sum, example) => sum + example.share * gain(example), 0) / all;

  function gain({ rows, relevant }: Example): number {
    const worth = rows.map((row) => worthOf(row, weights));
    const ranks = rows.flatMap(({ path }, at) => (relevant.has(path) ? [worth.filter((each) => each > (worth[at] ?? 0)).length] : []));
    const first = Math.min(...ranks);
    return ranks.filter((rank) => rank < 10).length / relevant.size + (first < FILES ? 1 / (first + 1) : 0);
  }
}

/** Files that a question is fitted on, besides the relevant ones: the best by text. */
const FITTED_FILES = 60;
/** Adam's, as usual but for the rate: some hundred questions want few, large steps. */
const [STEPS, RATE, MOMENTUM, SPREAD, EPSILON] = [250, 0.06, 0.9, 0.999, 1e-8];
/** Holds weights near to 0 that nothing speaks for. */
const DECAY = 1e-3;

/** Listwise softmax: the relevant files of a question share all probability. Features count by their spread while fitting, and the weights are divided by it. */
function fit(examples: readonly Example[]): Weights {
  const base = NAMES.indexOf('base');
  const asked = examples.flatMap(({ rows, relevant, share: counts }) => {
    const best = rows.toSorted((a, b) => (b.features[base] ?? 0) - (a.features[base] ?? 0));
    const taken = best.filter(({ path }, at) => at < FITTED_FILES || relevant.has(path));
    const right = taken.filter(({ path }) => relevant.has(path)).length;
    return right === 0 ? [] : [{ taken, counts, shares: taken.map(({ path }) => (relevant.has(path) ? 1 / right : 0)) }];
  });
  const spreads = NAMES.map((_, at) => spread(asked.flatMap(({ taken }) => taken.map(({ features }) => features[at] ?? 0))));
  const lists = asked.map(({ taken, ...rest }) => ({ ...rest, rows: taken.map((row) => ({ ...row, features: row.features.map((feature, at) => feature / (spreads[at] ?? 1)) })) }));
  const total = asked.reduce((sum, { counts }) => sum + counts, 0);
  const weights = NAMES.map(() => 0);
  const [first, second] = [NAMES.map(() => 0), NAMES.map(() => 0)];
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight) => DECAY * weight);
    for (const { rows, shares, counts } of lists) {
      const scores = rows.map((row) => worthOf(row, weights));
      const most = Math.max(...scores);
      const raised = scores.map((score) => Math.exp(score - most));
      const all = raised.reduce((sum, each) => sum + each, 0);
      for (const [index, { features }] of rows.entries()) {
        const pull = (counts / total) * ((raised[index] ?? 0) / all - (shares[index] ?? 0));
        for (let at = 0; at < features.length; at++) gradient[at] = (gradient[at] ?? 0) + pull * (features[at] ?? 0);
      }
    }
    for (const [at, slope] of gradient.entries()) {
      first[at] = MOMENTUM * (first[at] ?? 0) + (1 - MOMENTUM) * slope;
      second[at] = SPREAD * (second[at] ?? 0) + (1 - SPREAD) * slope ** 2;
      const [mean, size] = [(first[at] ?? 0) / (1 - MOMENTUM ** step), (second[at] ?? 0) / (1 - SPREAD ** step)];
      weights[at] = (weights[at] ?? 0) - (RATE * mean) / (Math.sqrt(size) + EPSILON);
    }
  }
  return weights.map((weight, at) => weight / (spreads[at] ?? 1));
}

/** The standard deviation; 1 of what is the same everywhere. */
function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}
