import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Part, Passage } from '../../types/citation.ts';
import { withinTokens } from '../../types/passageText.ts';
import { snapshot } from '../index/database.ts';
import { queryTerms } from '../index/words.ts';
import type { Vectors } from '../index/vectors.ts';
import type { SearchOptions } from '../vectorStore.ts';
import { passing } from './filter.ts';
import { focus } from './focus.ts';
import { findHits, type Hit } from './hits.ts';
import { nearest } from './meaning/nearest.ts';
import { matchLines } from './matchLines.ts';
import { rankFiles } from './rankFiles.ts';
import { relevance, termWeights } from './relevance.ts';
import { asSpelled } from './spelling.ts';

/** Chunks that are looked at for the best passages, whatever file they are from. */
const PASSAGES = 300;

export type SearchParams = Omit<SearchOptions, 'signal'> & { readonly query: string };

/** The best passages, see {@link SearchOptions}. @param vectors opened only where a meaning is looked for */
export function search(db: DatabaseSync, { query, limit, tokens = Infinity, by = 'files', filter, scoreThreshold = 0, meaning }: SearchParams, vectors?: Vectors): readonly Passage[] {
  const asked = queryTerms(query);
  if (!asked.length) return [];
  const { found, terms, weights } = snapshot(db, () => {
    const terms = asSpelled(db, asked);
    const files = filter && passing(db, filter);
    const weights = termWeights(db, terms);
    const near = by === 'files' && meaning && vectors ? nearest(db, vectors, meaning, files) : [];
    const hits = by === 'files' ? rankFiles(db, terms, weights, files, near) : findHits(db, terms, PASSAGES, files);
    return { found: load(db, hits.slice(0, limit), new Map(near.map(({ chunk, cosine }) => [chunk, cosine]))), terms, weights };
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

type Found = Omit<Ranked, 'focus' | 'score'>;

function load(db: DatabaseSync, hits: readonly Hit[], cosines: ReadonlyMap<number, number>): readonly Found[] {
  const statement = db.prepare('SELECT path, shown, line, lines, page, part, text FROM chunks JOIN files ON files.id = chunks.file WHERE chunks.id = ?');
  return hits.flatMap((hit): Found[] => {
    const row = statement.get(hit.chunk);
    if (!row) return [];
    const text = String(row.text);
    const start = Number(row.line);
    const nearness = cosines.get(hit.chunk);
    return [
      {
        hit,
        file: { id: String(row.path), path: String(row.shown) },
        lines: { start, end: start + Number(row.lines) - 1 },
        page: row.page === null ? null : Number(row.page),
        ...(row.part === null ? {} : { part: JSON.parse(String(row.part)) as Part }),
        text,
        hash: hash('sha256', text),
        ...(nearness === undefined ? {} : { nearness }),
      },
    ];
  });
}
