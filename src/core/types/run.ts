import type { Assistant } from './assistant.ts';
import type { ErrorInfo } from './errors.ts';
import type { RunOptions } from './options.ts';
import { sumUsage, type Usage } from './usage.ts';

export type RunStatus =
  | 'queued'
  | 'in_progress'
  | 'requires_action'
  | 'cancelling'
  | 'completed'
  | 'incomplete'
  | 'failed'
  | 'cancelled'
  | 'expired';

/** What of a thread a model was not given, since its window is smaller than the thread. */
export interface LeftOut {
  /** Messages left out, with what was done for them. */
  readonly messages: number;
  /** Results of tools that were shortened. */
  readonly results: number;
}

export const NOTHING_LEFT_OUT: LeftOut = { messages: 0, results: 0 };

/** One assistant working on one thread until it has answered. */
export interface Run {
  readonly id: string;
  readonly threadId: string;
  /** Set where it is pieces of code that the user has run in it, and no question that is answered. */
  readonly work?: 'cells';
  /** As it was when the run began, with what the run asked for otherwise. */
  readonly assistant: Assistant;
  readonly options: RunOptions;
  /** The model that answers, as shown. */
  readonly model: string;
  readonly status: RunStatus;
  /** Set where the run failed or stayed incomplete. */
  readonly error: ErrorInfo | null;
  /** What each of the model's turns took, in order. */
  readonly turns: readonly Usage[];
  /** In the newest turn. */
  readonly leftOut: LeftOut;
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null while it is queued for the first time. */
  readonly startedAt: number | null;
  /** A run that has not ended by then expires; null: it never does. */
  readonly expiresAt: number | null;
  readonly endedAt: number | null;
}

/** Whether it has not ended: its thread takes nothing else. */
export function isActive(status: RunStatus): boolean {
  return isWorking(status) || status === 'requires_action';
}

/** Whether it is a process's to go on with; a run that waits for its caller is not. */
export function isWorking(status: RunStatus): boolean {
  return status === 'queued' || status === 'in_progress' || status === 'cancelling';
}

/** The tokens of all of a run's turns. */
export function usageOf(run: Run): Usage {
  return sumUsage(run.turns);
}
