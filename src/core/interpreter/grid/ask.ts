import type { Arrangement, ChartFigures, ChartQuery, CopyQuery, GridProgress, GridRows, GridTable, SaveForm } from '../../types/grid.ts';
import type { TableChoice, TableChoices } from '../../types/tableChoice.ts';

/** What docent_grid is asked for. */
export type GridAsk =
  | { readonly ask: 'open'; readonly file: string; readonly remembered: TableChoices; readonly choice: TableChoice | null }
  | { readonly ask: 'choose'; readonly file: string; readonly choice: TableChoice }
  | ({ readonly ask: 'arrange' } & Arrangement)
  | { readonly ask: 'rows'; readonly offset: number; readonly limit: number }
  | { readonly ask: 'values'; readonly column: number; readonly text: string }
  | ({ readonly ask: 'figures' } & ChartQuery)
  | ({ readonly ask: 'copy' } & CopyQuery)
  /** `name` is that of a file in the home of Docent's own scripts. */
  | { readonly ask: 'save'; readonly name: string; readonly form: SaveForm };

/** What it answers; of several pieces the last one counts. */
export type GridAnswer =
  | GridProgress
  | GridTable
  | { readonly kind: 'arranged'; readonly rows: number }
  | ({ readonly kind: 'rows' } & GridRows)
  | { readonly kind: 'values'; readonly values: readonly (readonly [text: string, rows: number])[] }
  | ({ readonly kind: 'figures' } & ChartFigures)
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'saving' | 'saved'; readonly rows: number }
  /** One sentence on what can't be done. */
  | { readonly kind: 'failed'; readonly message: string };
