import type { RunEvent } from '../../../../src/core/types/events.ts';

export interface LiveThreadOptions {
  /** The base URL of the server that answers. */
  readonly baseUrl: string;
  /** Milliseconds after which a server that falls silent is given up. */
  readonly silence: { readonly first: number; readonly next: number };
  /** Waits until a run may begin. */
  admit(signal: AbortSignal, waitFor: <T>(work: Promise<T>, what: string) => Promise<T>): Promise<void>;
}

/** A thread on disk with real runs, as the editor has it behind a view. */
export interface LiveThread {
  readonly id: string;
  /** Asks; null tries again. */
  start(question: string | null): void;
  stop(): Promise<void>;
  subscribe(listener: (event: RunEvent) => void): void;
  close(): Promise<void>;
}

/** Not imported by name: this side is checked with a browser's types, which core is not made for. */
const MODULE = '../../../support/liveThread.ts';

export async function openLiveThread(options: LiveThreadOptions): Promise<LiveThread> {
  const { createLiveThread } = (await import(MODULE)) as { createLiveThread: typeof openLiveThread };
  return createLiveThread(options);
}
