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

interface Words {
  readonly slide: (number: number) => string;
  readonly cell: (number: number) => string;
  readonly page: (number: number) => string;
  readonly row: (sheet: string, row: number) => string;
  readonly rows: (sheet: string, first: number, last: number) => string;
}

const OF_USERS: Words = {
  slide: (number) => t('slide {0}', number),
  cell: (number) => t('cell {0}', number),
  page: (number) => t('page {0}', number),
  row: (sheet, row) => t('sheet {0}, row {1}', sheet, row),
  rows: (sheet, first, last) => t('sheet {0}, rows {1}–{2}', sheet, first, last),
};

const ENGLISH: Words = {
  slide: (number) => `slide ${number}`,
  cell: (number) => `cell ${number}`,
  page: (number) => `page ${number}`,
  row: (sheet, row) => `sheet ${sheet}, row ${row}`,
  rows: (sheet, first, last) => `sheet ${sheet}, rows ${first}–${last}`,
};

/** Where it stands in a document, as the program that shows it calls the place: `page 3`, `slide 2`, `cell 4`, `sheet Q1, rows 7–9`, `“Refunds”`; null where lines say it. */
export function placeWithin(place: Place): string | null {
  return inWords(place, OF_USERS);
}

/** The same for models and other programs, which are spoken to in English. */
export function placeInEnglish(place: Place): string | null {
  return inWords(place, ENGLISH);
}

function inWords({ file, lines, page, part }: Place, words: Words): string | null {
  if (page !== null) return SLIDES.test(file.path) ? words.slide(page) : CELLS.test(file.path) ? words.cell(page) : words.page(page);
  switch (part?.kind) {
    case 'sheet': {
      const last = part.row + lines.end - lines.start;
      return last === part.row ? words.row(part.name, last) : words.rows(part.name, part.row, last);
    }
    case 'heading':
      return `“${part.title}”`;
    case undefined:
      return null;
  }
}
