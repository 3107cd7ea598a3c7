import type { Action, ErrorInfo } from '../core/types/errors.ts';
import type { Arrangement, ChartFigures, ChartQuery, CopyQuery, GridProgress, GridRows, GridTable, SaveForm } from '../core/types/grid.ts';
import type { TableChoice } from '../core/types/tableChoice.ts';
import type { Call } from '../rpc.ts';

/** What the editor answers a view of a table. */
export interface GridHostContract {
  readonly requests: {
    /** The handshake: the table is opened, and told of by events. */
    readonly ready: Call<null, null>;
    /** Reads the file as it is now. */
    readonly reload: Call<null, null>;
    /** How the file is to be read; remembered for tables of its shape. */
    readonly choose: Call<TableChoice, null>;
    /** How many rows are seen from now on. */
    readonly arrange: Call<Arrangement, number>;
    readonly rows: Call<{ readonly offset: number; readonly limit: number }, GridRows>;
    readonly values: Call<{ readonly column: number; readonly text: string }, readonly (readonly [text: string, rows: number])[]>;
    readonly figures: Call<ChartQuery, ChartFigures>;
    /** Into the clipboard. */
    readonly copy: Call<CopyQuery, null>;
    /** The rows that are seen into a file that the user chooses. */
    readonly save: Call<{ readonly form: SaveForm }, null>;
    /** A chart into a file that the user chooses; a picture is base64. */
    readonly saveChart: Call<{ readonly name: string; readonly content: string; readonly encoding: 'utf8' | 'base64' }, null>;
    /** Docent’s report on the file. */
    readonly analyze: Call<null, null>;
    readonly act: Call<Exclude<Action, 'retry'>, null>;
  };
  readonly events: Readonly<Record<never, never>>;
}

/** What the view is told. */
export interface GridViewContract {
  readonly requests: Readonly<Record<never, never>>;
  readonly events: {
    readonly progress: GridProgress;
    readonly table: GridTable;
    /** It can’t be read, as it is or as was chosen. */
    readonly failed: { readonly error: ErrorInfo; readonly choice: TableChoice };
    /** The file is another one now. */
    readonly changed: null;
  };
}
