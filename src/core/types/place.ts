import { t } from '@vscode/l10n';
import type { LineRange, Part } from './citation.ts';

/** What a citation and a passage have that says where they stand. */
export interface Place {
  readonly file: { readonly path: string };
  readonly lines: LineRange;
  readonly page: number | null;
  readonly part?: Part;
}

const SLIDES = /\.(?:pp[ts][xm]|pot[xm]|o[td]p)$/i;
const CELLS = /\.ipynb$/i;

/** Where it stands in a document, as the program that shows it calls the place: `page 3`, `slide 2`, `cell 4`, `sheet Q1, rows 7–9`, `“Refunds”`; null where lines say it. */
export function placeWithin({ file, lines, page, part }: Place): string | null {
  if (page !== null) return SLIDES.test(file.path) ? t('slide {0}', page) : CELLS.test(file.path) ? t('cell {0}', page) : t('page {0}', page);
  switch (part?.kind) {
    case 'sheet': {
      const last = part.row + lines.end - lines.start;
      return last === part.row ? t('sheet {0}, row {1}', part.name, last) : t('sheet {0}, rows {1}–{2}', part.name, part.row, last);
    }
    case 'heading':
      return `“${part.title}”`;
    case undefined:
      return null;
  }
}
