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

/** One assistant working on one thread until it has answered. */
export interface Run {
  readonly id: string;
  readonly threadId: string;
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

export function usageOf(run: Run): Usage {
  return sumUsage(run.turns);
}
