import type { Assistant } from '../types/assistant.ts';
import { newId } from '../types/id.ts';
import type { RunOptions } from '../types/options.ts';
import { NOTHING_LEFT_OUT, type Run } from '../types/run.ts';
import type { Thread } from '../types/thread.ts';

export interface NewRun {
  readonly thread: Thread;
  readonly assistant: Assistant;
  readonly options: RunOptions;
  readonly metadata: Run['metadata'];
  /** Milliseconds after which it expires; null: never. */
  readonly timeLimit: number | null;
  /** The name of the model that answers. */
  readonly model: string;
}

/** A run that is about to begin. */
export function newRun({ thread, assistant, options, metadata, timeLimit, model }: NewRun): Run {
  const now = Date.now();
  return {
    id: newId('run_'),
    threadId: thread.id,
    assistant,
    options,
    metadata,
    model,
    turns: [],
    leftOut: NOTHING_LEFT_OUT,
    status: 'queued',
    error: null,
    createdAt: now,
    startedAt: null,
    endedAt: null,
    expiresAt: timeLimit === null ? null : now + timeLimit,
  };
}
