import type { Citation, LineRange } from '../../core/types/citation.ts';

/** Where a citation points, as it is shown: `src/a.ts:10-12`, or `guide.pdf, page 3`. */
export function place({ file, lines, page }: Citation): string {
  if (page !== null) return `${file.path}, page ${page}`;
  return linesOf(file.path, lines);
}

export function linesOf(path: string, { start, end }: LineRange): string {
  return `${path}:${start === end ? start : `${start}-${end}`}`;
}

/** The same in words, for people who hear it. */
export function spokenPlace({ number, file, lines, page }: Citation): string {
  const where = page !== null ? `page ${page}` : lines.start === lines.end ? `line ${lines.start}` : `lines ${lines.start}–${lines.end}`;
  return `Source ${number}: ${file.path}, ${where}`;
}
