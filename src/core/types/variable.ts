/** A variable of a session, as it is told without running any code of its own. */
export interface Variable {
  readonly name: string;
  /** `int`, `pandas.DataFrame`. */
  readonly type: string;
  /** Rows and columns, or how many entries: `1,000 × 3`; '' where it has none. */
  readonly shape: string;
  /** What it takes; null where nobody knows without looking at all of it. */
  readonly bytes: number | null;
  readonly preview: string;
  /** The extension of the file that it can be written into; '' where it can't. */
  readonly saves: string;
}

/** What a Python process is there for. */
export type SessionOwner = { readonly kind: 'thread'; readonly threadId: string } | { readonly kind: 'table'; readonly id: string; readonly name: string };

/** A Python process at work, or kept for a thread or a table. */
export interface SessionInfo {
  readonly owner: SessionOwner;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What all of its processes take, in bytes; null where the system doesn't tell. */
  readonly memory: number | null;
  /** Whether code runs in it now. */
  readonly isBusy: boolean;
}
