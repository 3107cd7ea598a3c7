import type { Citation } from '../core/types/citation.ts';

/** Where a citation points, as it is shown: `src/a.ts:10-12`, or `guide.pdf, page 3`. */
export function place({ file, lines, page }: Citation): string {
  if (page !== null) return `${file.path}, page ${page}`;
  return `${file.path}:${lines.start === lines.end ? lines.start : `${lines.start}-${lines.end}`}`;
}

/** The same in words, for people who hear it. */
export function spokenPlace({ number, file, lines, page }: Citation): string {
  const where = page !== null ? `page ${page}` : lines.start === lines.end ? `line ${lines.start}` : `lines ${lines.start}–${lines.end}`;
  return `Source ${number}: ${file.path}, ${where}`;
}
