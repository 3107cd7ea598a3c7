import type { LineRange } from '../../types/citation.ts';
import type { TermHit } from './matchLines.ts';

/** As much as one reads at a glance. */
const MAX_LINES = 8;
/** Lines of context before the first hit: a sentence often begins one or two lines above its key word. */
const MAX_ABOVE = 2;
/** A line that only names what is used further down says less than the use does. */
const IMPORT = /^\s*(?:import|from|use|using|#include)\b|\brequire\(|\bfrom ['"]/;
const IMPORT_SHARE = 0.5;
/** Sums of the same weights differ by less, whatever their order. */
const ROUNDING = 1e-9;
const WORD = /[\p{L}\p{N}]/u;
const HEADING = /^#{1,6}\s/;
/** Documents that are not Markdown have headings, too: a short line of its own that begins large and ends without a stop. */
const TITLE = /^\p{Lu}.{2,79}[\p{L}\p{N})?]$/u;

/**
 * The lines of a text that fit the query best: those with most of its rare terms, with what belongs to them around.
 * Never begins or ends with a blank line, unless there is no other. Indices from 0, both ends included.
 */
export function focus(lines: readonly string[], hits: readonly (readonly TermHit[])[]): LineRange {
  const isBlank = (index: number) => !lines[index]?.trim();
  const isHeading = (index: number) =>
    HEADING.test(lines[index] ?? '') || (isBlank(index - 1) && isBlank(index + 1) && TITLE.test(lines[index] ?? ''));
  const hasWord = (index: number) => WORD.test(lines[index] ?? '');
  const firstText = Math.max(lines.findIndex((line) => line.trim()), 0);
  let { start, end } = densest(lines, hits) ?? { start: firstText, end: firstText };
  const hasRoom = () => end - start + 1 < MAX_LINES;

  // Up to where the paragraph or block begins (a line of brackets ends another one), then down to where it ends.
  for (let above = 0; above < MAX_ABOVE && hasRoom() && hasWord(start - 1) && !isHeading(start); above++) start--;
  while (hasRoom() && end + 1 < lines.length) {
    if (!isBlank(end + 1)) end++;
    else if (isHeading(end) && !isBlank(end + 2)) end += 2;
    else break;
  }
  // A heading belongs to what stands below it.
  const heading = isBlank(start - 1) ? start - 2 : start - 1;
  if (isHeading(heading) && !isHeading(start)) start = heading;
  return { start, end };
}

/** The stretch of lines, from hit to hit, whose terms weigh most together; of equal ones the shortest, then the first. */
function densest(lines: readonly string[], hits: readonly (readonly TermHit[])[]): LineRange | null {
  let best: LineRange | null = null;
  let bestWeight = 0;
  for (let start = 0; start < hits.length; start++) {
    const weights = new Map<number, number>();
    for (let end = start; end < Math.min(start + MAX_LINES, hits.length); end++) {
      const share = IMPORT.test(lines[end] ?? '') ? IMPORT_SHARE : 1;
      for (const { term, weight } of hits[end] ?? []) weights.set(term, Math.max(weight * share, weights.get(term) ?? 0));
      const weight = [...weights.values()].reduce((sum, each) => sum + each, 0);
      const shorter = best !== null && end - start < best.end - best.start;
      if (weight > bestWeight + ROUNDING || (shorter && weight > bestWeight - ROUNDING)) {
        best = { start, end };
        bestWeight = weight;
      }
    }
  }
  return best;
}
