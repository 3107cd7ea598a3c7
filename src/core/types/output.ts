import type { ErrorInfo } from './errors.ts';

/** A file to be kept. */
export interface NewFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** A file that Docent keeps in its data directory. */
export interface StoredFile {
  /** `file-…`; the bytes lie in `files/`, see {@link storedName}. */
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/**
 * The name under which a file's bytes lie. Its extension stays, since viewers and browsers go by it; all else of a name that
 * code chose is not trusted.
 */
export function storedName(file: StoredFile): string {
  return file.id + (/\.\w{1,10}$/.exec(file.name)?.[0] ?? '');
}

export type Cell = string | number | boolean | null;

/** One thing that a piece of Python gave back, in the order in which it came. */
export type Output =
  | { readonly type: 'logs'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | Picture
  | Table
  | VegaChart
  | { readonly type: 'markdown'; readonly text: string }
  /** Rich output of an object that has no better form; untrusted, sanitised where it is shown. */
  | { readonly type: 'html'; readonly html: string; readonly text: string }
  /** The plain form of a value that has no richer one. */
  | { readonly type: 'text'; readonly text: string }
  /** A file that the code left in /mnt/data. */
  | { readonly type: 'file'; readonly file: StoredFile }
  | { readonly type: 'exception'; readonly name: string; readonly message: string; readonly traceback: string }
  /** A word of Docent's own: declined, stopped, timed out, crashed and restarted. */
  | { readonly type: 'notice'; readonly notice: ErrorInfo };

export interface Picture {
  readonly type: 'image';
  readonly file: StoredFile;
  readonly title: string;
  /** The figure of Plotly's that it is a picture of, as JSON: a view draws that. Untrusted. */
  readonly figure?: string;
}

/** A chart that a view draws itself, so that one can point at its marks. */
export interface VegaChart {
  readonly type: 'chart';
  /** Its own title; '' where it has none. */
  readonly title: string;
  /** A specification of Vega-Lite with its data, as JSON; untrusted, drawn without loading anything. */
  readonly spec: string;
}

export interface Table {
  readonly type: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  /** At most the first 1,000 rows. */
  readonly rows: readonly (readonly Cell[])[];
  readonly totalRows: number;
  /** By which its Python knows the frame of which these are the first rows or columns; left out where all of it is here. */
  readonly frame?: string;
}
