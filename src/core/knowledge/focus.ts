import type { LineRange } from '../types/citation.ts';
import type { TermHit } from './matchLines.ts';

/** As much as one reads at a glance. */
const MAX_LINES = 8;
/** Lines of context before the first hit: a sentence often begins one or two lines above its key word. */
const MAX_ABOVE = 2;
/** Sums of the same weights differ by less, whatever their order. */
const ROUNDING = 1e-9;
const HEADING = /^#{1,6}\s/;

/**
 * The lines of a text that fit the query best: those with most of its rare terms, with what belongs to them around.
 * Never begins or ends with a blank line, unless there is no other. Indices from 0, both ends included.
 */
export function focus(lines: readonly string[], hits: readonly (readonly TermHit[])[]): LineRange {
  const isBlank = (index: number) => !lines[index]?.trim();
  const isHeading = (index: number) => HEADING.test(lines[index] ?? '');
  const firstText = Math.max(lines.findIndex((line) => line.trim()), 0);
  let { start, end } = densest(hits) ?? { start: firstText, end: firstText };

  // Up to the beginning of the paragraph or block, down to its end; a heading goes with what stands below it.
  const room = () => end - start + 1 < MAX_LINES;
  for (let above = 0; above < MAX_ABOVE && room() && !isBlank(start - 1) && !isHeading(start); above++) start--;
  while (room() && end + 1 < lines.length) {
    if (!isBlank(end + 1)) end++;
    else if (isHeading(end) && !isBlank(end + 2)) end += 2;
    else break;
  }
  const heading = isBlank(start - 1) ? start - 2 : start - 1;
  if (isHeading(heading) && !isHeading(start)) start = heading;
  return { start, end };
}

/** The stretch of lines, from hit to hit, whose terms weigh most together; of equal ones the shortest, then the first. */
function densest(hits: readonly (readonly TermHit[])[]): LineRange | null {
  let best: LineRange | null = null;
  let bestWeight = 0;
  for (let start = 0; start < hits.length; start++) {
    const terms = new Set<number>();
    let weight = 0;
    for (let end = start; end < Math.min(start + MAX_LINES, hits.length); end++) {
      for (const hit of hits[end] ?? []) {
        if (!terms.has(hit.term)) weight += hit.weight;
        terms.add(hit.term);
      }
      const shorter = best !== null && end - start < best.end - best.start;
      if (weight > bestWeight + ROUNDING || (shorter && weight > bestWeight - ROUNDING)) {
        best = { start, end };
        bestWeight = weight;
      }
    }
  }
  return best;
}
