import type { Assistant } from './assistant.ts';
import type { ErrorInfo } from './errors.ts';

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

/** Tokens, summed over the run's turns. */
export interface Usage {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}

export const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0 };

/** One assistant working on one thread until it has answered. */
export interface Run {
  readonly id: string;
  readonly threadId: string;
  /** As it was when the run began. */
  readonly assistant: Assistant;
  /** The model that answers, as shown. */
  readonly model: string;
  readonly status: RunStatus;
  /** Set where the run failed or stayed incomplete. */
  readonly error: ErrorInfo | null;
  readonly usage: Usage;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly endedAt: number | null;
}

export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'in_progress' || status === 'requires_action' || status === 'cancelling';
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
  };
}
