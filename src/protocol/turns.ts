import type { Branch } from '../core/types/branch.ts';
import type { Item } from '../core/types/item.ts';
import type { Usage, UsageTotal } from '../core/types/usage.ts';
import type { Call } from '../rpc.ts';

/** What is shown of a thread besides its end. */
export interface ThreadContext {
  /** What each run of these items took, by the run’s id. */
  readonly usage: Readonly<Record<string, Usage>>;
  /** What all other runs of the thread took. */
  readonly others: UsageTotal;
  /** Where other threads part from this one. */
  readonly branches: readonly Branch[];
}

/** Items by their places in the thread, which count from 0; `to` is excluded. */
export interface StretchQuery {
  readonly threadId: string;
  readonly from: number;
  readonly to: number;
}

/** Items that stand above the thread's end, with what each of their runs took. */
export interface Stretch {
  readonly items: readonly Item[];
  readonly usage: Readonly<Record<string, Usage>>;
}

/** A message in which something is said, and how often; places count from 0. */
export interface Said {
  readonly place: number;
  readonly count: number;
}

/** What one does with the turns of a thread. */
// A contract’s requests are a type, since no interface can be one by its form.
export type TurnRequests = {
  /** What the reader scrolls up to. */
  readonly stretch: Call<StretchQuery, Stretch>;
  /** The messages of the thread in which a text stands, by their places. */
  readonly find: Call<{ readonly threadId: string; readonly text: string }, readonly Said[]>;
  /** Asks a question otherwise, or once more where `text` is null, in a branch; the thread as it was stays. */
  readonly branch: Call<{ readonly itemId: string; readonly text: string | null }, null>;
  /** Another branch is to be shown. */
  readonly showBranch: Call<{ readonly threadId: string }, null>;
  /** The newest answer was cut off: its assistant goes on with it. */
  readonly goOn: Call<null, null>;
  /** Text into the editor, at its cursor or in place of what is selected. */
  readonly insertText: Call<{ readonly text: string }, null>;
  /** Code into the file in the editor, once the user has seen the difference. */
  readonly applyCode: Call<{ readonly code: string; readonly language: string }, null>;
};
