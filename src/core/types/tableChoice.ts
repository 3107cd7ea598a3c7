/** What a column's numbers or texts are, and so what may be done with them. */
export type ColumnRole = 'add' | 'average' | 'identifier' | 'category' | 'date' | 'text';
/** How a column's cells are read; `number_comma` is 12,5. */
export type ColumnType = 'number' | 'number_comma' | 'date' | 'day_first' | 'month_first' | 'text';

/** What the user said of a column; empty where it is to be guessed. */
export interface ColumnChoice {
  readonly type: ColumnType | '';
  readonly role: ColumnRole | '';
}

/** What the user said of a table where a guess was wrong; what is left out is guessed. */
export interface TableChoice {
  /** One or more characters, or `blanks`. */
  readonly delimiter?: string;
  /** By its name in Python. */
  readonly encoding?: string;
  /** The row that names the columns, counted from 1; 0: none does. */
  readonly head?: number;
  /** Of a workbook or a database: the sheet or table. */
  readonly table?: string;
  /** By the columns’ names. */
  readonly columns?: Readonly<Record<string, ColumnChoice>>;
}

/** Choices by the shape of the tables that they are for: a hash of their columns’ names and dialect. */
export type TableChoices = Readonly<Record<string, TableChoice>>;
