import type { ColumnRole, ColumnType, ColumnChoice, TableChoice } from './tableChoice.ts';

/** A stretch of a column's values; those far from all others are in the outermost. */
export interface GridBin {
  readonly low: number;
  readonly high: number;
  /** Both ends as they are shown. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

/** What is said of a column above its cells. */
export interface GridColumn {
  readonly place: number;
  readonly name: string;
  readonly type: ColumnType;
  /** Its type in words: `amount (€)`, `date and time`. */
  readonly label: string;
  readonly role: ColumnRole;
  /** What of this the user has said. */
  readonly chosen: ColumnChoice;
  /** Rows without a value, and with one that does not fit the type. */
  readonly missing: number;
  readonly unreadable: number;
  readonly distinct: number;
  /** Whether there are more distinct values than were counted. */
  readonly hasMore: boolean;
  /** Of numbers and dates; none where all are the same. */
  readonly bins: readonly GridBin[];
  /** Of texts the most frequent, with how often they occur. */
  readonly frequent: readonly (readonly [text: string, rows: number])[];
}

/** How a file was read, where there is a choice; null where its format leaves none. */
export interface GridDialect {
  readonly delimiter: string | null;
  readonly encoding: string | null;
  readonly head: number | null;
  readonly table: string | null;
  readonly tables: readonly string[];
}

/** A table that is open. */
export interface GridTable {
  readonly kind: 'ready';
  readonly name: string;
  /** `comma-separated, UTF-8` */
  readonly described: string;
  /** Its shape, by which choices are remembered. */
  readonly key: string;
  readonly rows: number;
  readonly columns: readonly GridColumn[];
  readonly dialect: GridDialect;
  readonly choice: TableChoice;
  /** What a reader should know before trusting it. */
  readonly notes: readonly (readonly [what: string, detail: string])[];
}

export interface GridSort {
  readonly column: number;
  readonly descending: boolean;
}

export type GridFilter =
  | { readonly kind: 'contains'; readonly column: number; readonly text: string }
  | { readonly kind: 'equals'; readonly column: number; readonly values: readonly string[] }
  /** Both ends included; of dates in seconds since 1970. */
  | { readonly kind: 'range'; readonly column: number; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'missing'; readonly column: number; readonly missing: boolean };

/** Which rows are seen, in which order. */
export interface Arrangement {
  readonly sort: readonly GridSort[];
  readonly filters: readonly GridFilter[];
  readonly search: string;
  /** What is brushed in a chart of these rows, which goes on showing all of them. */
  readonly brush: readonly GridFilter[];
}

/** Some of the rows that are seen, from `offset` on; `places` are their rows in the file, from 0 on. */
export interface GridRows {
  readonly offset: number;
  readonly places: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

export type ChartKind = 'histogram' | 'bar' | 'line' | 'scatter';

/** A chart of the rows that are seen; columns by their places. */
export interface ChartQuery {
  readonly chart: ChartKind;
  readonly x: number;
  readonly y: number | null;
  readonly colour: number | null;
}

/** What a chart is drawn of. Dates are seconds since 1970. */
export interface ChartFigures {
  /** What `y` is: how many rows, their total, their mean, or values of single rows. */
  readonly by: 'rows' | 'total' | 'mean' | 'values';
  readonly rows: readonly { readonly x?: number | string; readonly from?: number; readonly to?: number; readonly y: number; readonly colour?: string | null }[];
  /** Of dates, the stretch of time that a point stands for. */
  readonly period?: 'hour' | 'day' | 'week' | 'month' | 'year' | '';
  /** Bars left out. */
  readonly left?: number;
}

export type CopyForm = 'csv' | 'tsv' | 'markdown';
export type SaveForm = 'csv' | 'tsv' | 'xlsx' | 'parquet';

/** A rectangle of what is seen. */
export interface CopyQuery {
  readonly offset: number;
  readonly limit: number;
  readonly columns: readonly number[];
  readonly form: CopyForm;
  /** Whether the columns’ names come first; Markdown always has them. */
  readonly heads: boolean;
}

/** How far a table is that is being opened: its first rows, then how many have been read. */
export type GridProgress =
  | { readonly kind: 'preview'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'reading'; readonly rows: number };
