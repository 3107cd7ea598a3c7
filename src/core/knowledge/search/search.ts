import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Part, Passage } from '../../types/citation.ts';
import { withinTokens } from '../../types/passageText.ts';
import { snapshot } from '../index/database.ts';
import { queryTerms, quoted } from '../index/words.ts';
import type { SearchOptions } from '../vectorStore.ts';
import { passing } from './filter.ts';
import { focus } from './focus.ts';
import { matchLines } from './matchLines.ts';
import { relevance, termWeights } from './relevance.ts';

/** Chunks that are looked at: many more than the passages wanted, so that a file's score knows its best three. */
const CANDIDATES = 300;
/** What a file's best chunks add to its score; worth 2 points of recall and 4 of rank over the best chunk alone. */
const SHARES = [1, 1 / 2, 1 / 4];
/** A word in a file's path counts as if it stood in the text so many times: the best of 1, 2, 4 and 10. */
const PATH_WEIGHT = 4;

interface Hit {
  readonly chunk: number;
  readonly file: number;
  readonly score: number;
  /** Of its file, see {@link rankFiles}; until that is known its own. */
  readonly fileScore: number;
}

export type SearchParams = Omit<SearchOptions, 'signal'> & { readonly query: string };

/** The best passages, see {@link SearchOptions}. */
export function search(db: DatabaseSync, { query, limit, tokens = Infinity, by = 'files', filter, scoreThreshold = 0 }: SearchParams): readonly Passage[] {
  const terms = queryTerms(query);
  if (!terms.length) return [];
  const { found, weights } = snapshot(db, () => {
    const hits = candidates(db, terms, filter && passing(db, filter));
    const chosen = (by === 'files' ? rankFiles(hits) : hits).slice(0, limit);
    return { found: load(db, chosen), weights: termWeights(db, terms) };
  });
  const texts = found.map(({ text }) => text.split('\n'));
  const matches = matchLines(texts, terms);
  const inPaths = matchLines(found.map(({ file }) => [file.path]), terms);
  const passages = found.map(({ hit, ...passage }, index): Ranked => {
    const ofText = matches[index] ?? [];
    const best = focus(texts[index] ?? [], ofText);
    const score = relevance([...ofText, ...(inPaths[index] ?? [])], weights);
    return { ...passage, hit, score, focus: { start: passage.lines.start + best.start, end: passage.lines.start + best.end } };
  });
  const good = withinTokens(passages.filter(({ score }) => score >= scoreThreshold), tokens);
  const ordered = good.toSorted(by === 'files' ? (a, b) => b.hit.fileScore - a.hit.fileScore || a.hit.file - b.hit.file : (a, b) => b.score - a.score);
  return ordered.map(({ hit: _, ...passage }) => passage);
}

interface Ranked extends Passage {
  readonly hit: Hit;
}

/** The best chunks, best first. Ranking in a subquery that has the limit takes two thirds of the time of `ORDER BY rank`. */
function candidates(db: DatabaseSync, terms: readonly string[], files: readonly number[] | undefined): readonly Hit[] {
  const ofFiles = files ? 'AND rowid IN (SELECT id FROM chunks WHERE file IN (SELECT value FROM json_each(?)))' : '';
  const rows = db
    .prepare(
      `SELECT chunks.id, chunks.file, hits.score
       FROM (SELECT rowid, bm25(words, ${PATH_WEIGHT}, 1) AS score FROM words WHERE words MATCH ? ${ofFiles} ORDER BY score LIMIT ${CANDIDATES}) AS hits
       JOIN chunks ON chunks.id = hits.rowid
       ORDER BY hits.score, chunks.id`,
    )
    .all(terms.map(quoted).join(' OR '), ...(files ? [JSON.stringify(files)] : []));
  // FTS5 counts downwards: the best match has the lowest number.
  return rows.map(({ id, file, score }) => ({ chunk: Number(id), file: Number(file), score: -Number(score), fileScore: -Number(score) }));
}

/**
 * The hits by what they are worth: a file's second and third hit stand back behind the first of others, by the shares they have in
 * its score, so that one long file does not push the others out. What is taken of them is shown in the order of their files' scores.
 */
function rankFiles(hits: readonly Hit[]): readonly Hit[] {
  const files = new Map<number, Hit[]>();
  for (const hit of hits) files.set(hit.file, [...(files.get(hit.file) ?? []), hit]);
  const ranked = Array.from(files.values(), (ofFile) => {
    const best = ofFile.slice(0, SHARES.length).map((hit, index) => ({ hit, share: hit.score * (SHARES[index] ?? 0) }));
    const fileScore = best.reduce((sum, { share }) => sum + share, 0);
    const first = best[0]?.share ?? 1;
    return best.map(({ hit, share }) => ({ hit: { ...hit, fileScore }, worth: (fileScore * share) / first }));
  });
  return ranked
    .flat()
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ hit }) => hit);
}

type Found = Omit<Ranked, 'focus' | 'score'>;

function load(db: DatabaseSync, hits: readonly Hit[]): readonly Found[] {
  const statement = db.prepare('SELECT path, shown, line, lines, page, part, text FROM chunks JOIN files ON files.id = chunks.file WHERE chunks.id = ?');
  return hits.flatMap((hit): Found[] => {
    const row = statement.get(hit.chunk);
    if (!row) return [];
    const text = String(row.text);
    const start = Number(row.line);
    return [
      {
        hit,
        file: { id: String(row.path), path: String(row.shown) },
        lines: { start, end: start + Number(row.lines) - 1 },
        page: row.page === null ? null : Number(row.page),
        ...(row.part === null ? {} : { part: JSON.parse(String(row.part)) as Part }),
        text,
        hash: hash('sha256', text),
      },
    ];
  });
}
