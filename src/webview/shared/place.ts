import { t } from '@vscode/l10n';
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
  const within = placeWithin(citation);
  if (within !== null) return t('Source {0}: {1}, {2}', number, file.path, within);
  return lines.start === lines.end ? t('Source {0}: {1}, line {2}', number, file.path, lines.start) : t('Source {0}: {1}, lines {2}–{3}', number, file.path, lines.start, lines.end);
}
