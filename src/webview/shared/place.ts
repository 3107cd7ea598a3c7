import type { Citation, LineRange } from '../../core/types/citation.ts';
import { placeWithin } from '../../core/types/place.ts';

/** Where a citation points, as it is shown: `src/a.ts:10-12`, or `guide.pdf, page 3`. */
export function place(citation: Citation): string {
  const within = placeWithin(citation);
  return within === null ? linesOf(citation.file.path, citation.lines) : `${citation.file.path}, ${within}`;
}

export function linesOf(path: string, { start, end }: LineRange): string {
  return `${path}:${start === end ? start : `${start}-${end}`}`;
}

/** The same in words, for people who hear it. */
export function spokenPlace(citation: Citation): string {
  const { number, file, lines } = citation;
  const where = placeWithin(citation) ?? (lines.start === lines.end ? `line ${lines.start}` : `lines ${lines.start}–${lines.end}`);
  return `Source ${number}: ${file.path}, ${where}`;
}
