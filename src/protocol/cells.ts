import type { Cells } from '../core/types/cells.ts';
import type { Variable } from '../core/types/variable.ts';
import type { Call } from '../rpc.ts';

/** What one does with the code of an analysis, and with what it has computed. */
// A contract’s requests are a type, since no interface can be one by its form.
export type CellRequests = {
  readonly runCells: Call<Cells, null>;
  /** Null where no Python runs for the thread. */
  readonly variables: Call<null, readonly Variable[] | null>;
  /** Into a file that the user chooses. */
  readonly saveVariable: Call<Pick<Variable, 'name' | 'saves'>, null>;
  /** Ends the thread's Python; what runs next has a fresh one. */
  readonly restartPython: Call<null, null>;
  /** As a notebook, a script or a report, as the user chooses. */
  readonly exportAnalysis: Call<null, null>;
  /** A further question of the same thread, besides what is being typed. */
  readonly followUp: Call<{ readonly text: string }, null>;
};
