import type { Items } from '../data/items.ts';
import type { Owner } from '../data/owners.ts';
import type { RunRows } from '../data/runs.ts';
import type { Model } from '../models/model.ts';
import type { Tool } from '../tools/tool.ts';
import type { Assistant } from '../types/assistant.ts';
import { DocentError, errorInfo } from '../types/errors.ts';
import type { RunEvent } from '../types/events.ts';
import { newId } from '../types/id.ts';
import type { ContentPart, Item } from '../types/item.ts';
import type { Log } from '../types/log.ts';
import type { ThreadState } from '../types/reducer.ts';
import { isActive, NO_USAGE, type Run } from '../types/run.ts';
import type { Thread } from '../types/thread.ts';
import { askConsent, type ConsentBroker } from './consents.ts';
import { createLiveRun } from './liveRun.ts';
import { runLoop } from './loop.ts';
import { createRecorder } from './recorder.ts';

export interface StartRun {
  readonly thread: Thread;
  readonly assistant: Assistant;
  /** The user's new message; empty to try again from the thread as it is. */
  readonly input: readonly ContentPart[];
}

export interface Runs {
  /**
   * Starts a run and returns once it is under way; what happens is told to the subscribers.
   * @throws DocentError `thread_busy`
   */
  start(start: StartRun): Promise<Run>;
  /** Stops the thread's run, if this process runs one or nobody does any more, and resolves when it has ended. */
  cancel(threadId: string): Promise<void>;
  /** A thread that is being answered in this process, as it is at this moment; null for any other. */
  live(threadId: string): ThreadState | null;
  /** A thread as it is on disk. */
  stored(threadId: string): Promise<ThreadState>;
  subscribe(listener: (threadId: string, event: RunEvent) => void): () => void;
  /** Ends all runs as interrupted; what had arrived is on disk when it resolves. */
  close(): Promise<void>;
}

export interface RunsParts {
  readonly items: Items;
  readonly rows: RunRows;
  readonly owner: Owner;
  readonly consents: ConsentBroker;
  readonly log: Log;
  /** The model that is set up now. */
  model(): Model;
  tools(assistant: Assistant): readonly Tool[];
}

const INTERRUPTED = new DocentError('interrupted', 'The answer was interrupted: its window was closed or reloaded.', 'retry');

export async function createRuns({ items, rows, owner, consents, log, model: modelOf, tools: toolsOf }: RunsParts): Promise<Runs> {
  interface Active {
    readonly live: ReturnType<typeof createLiveRun>;
    readonly abort: AbortController;
    readonly ended: Promise<void>;
  }
  const active = new Map<string, Active>();
  const listeners = new Set<(threadId: string, event: RunEvent) => void>();

  /** Runs that this process has under way; one of ours that is not among them could not be saved when it ended. */
  const mine = new Set<string>();
  const isAbandoned = async (runId: string, of: string) => (of === owner.id ? !mine.has(runId) : !(await owner.isAlive(of)));
  const endAbandoned = () => rows.endAbandoned(isAbandoned, errorInfo(INTERRUPTED));
  await endAbandoned();

  const tell = (threadId: string, event: RunEvent) => {
    for (const listener of listeners) listener(threadId, event);
  };

  async function start({ thread, assistant, input }: StartRun): Promise<Run> {
    const model = modelOf();
    await endAbandoned();
    const run: Run = {
      ...{ id: newId('run_'), threadId: thread.id, assistant, model: model.label, usage: NO_USAGE },
      ...{ status: 'in_progress', error: null, createdAt: Date.now(), endedAt: null },
    };
    mine.add(run.id);
    const before = await begin(run).catch((error: unknown) => {
      mine.delete(run.id);
      throw error;
    });
    const live = createLiveRun(
      { items: before, run, consents: [] },
      (current) => createRecorder(items, current, log),
      (event) => tell(thread.id, event),
    );
    const abort = new AbortController();
    const loop = {
      ...{ thread, model, log, tools: toolsOf(assistant), signal: abort.signal },
      consent: (subject: Parameters<typeof askConsent>[2]) => askConsent(live, consents, subject, abort.signal),
    };
    const ended = (async () => {
      try {
        if (input.length > 0) live.close(live.open({ type: 'message', role: 'user', content: input }, 0), 'completed');
        live.emit({ type: 'run', run });
        await runLoop(live, loop);
        await end(live, { status: 'completed', error: null });
      } catch (error) {
        await end(live, howItEnded(error, abort.signal));
      } finally {
        active.delete(thread.id);
        mine.delete(run.id);
      }
    })();
    active.set(thread.id, { live, abort, ended });
    return run;
  }

  async function begin(run: Run): Promise<readonly Item[]> {
    await rows.start(run, owner.id);
    return items.list(run.threadId);
  }

  async function end(live: Active['live'], how: Pick<Run, 'status' | 'error'>): Promise<void> {
    for (const item of live.state.items) {
      if (item.status === 'in_progress') live.close(item, 'incomplete');
    }
    const run: Run = { ...live.run, ...how, endedAt: Date.now() };
    if (how.error) log.warn(`Run ${run.id} ${how.status}: ${how.error.message}`);
    try {
      await live.recorder.flush();
      await rows.save(run);
      live.emit({ type: 'run', run });
    } catch (error) {
      const lost = new DocentError('not_saved', `The answer could not be saved: ${errorInfo(error).message}`, 'showLog', error);
      log.error(String(error));
      live.emit({ type: 'run', run: { ...run, status: 'failed', error: errorInfo(lost) } });
    }
  }

  return {
    start,
    async cancel(threadId) {
      const running = active.get(threadId);
      running?.abort.abort();
      await running?.ended;
      if (running) return;
      await endAbandoned();
      const run = await rows.latest(threadId);
      if (run) tell(threadId, { type: 'run', run });
    },
    live: (threadId) => active.get(threadId)?.live.state ?? null,
    async stored(threadId) {
      let run = await rows.latest(threadId);
      if (run && isActive(run.status)) {
        await endAbandoned();
        run = await rows.latest(threadId);
      }
      return { items: await items.list(threadId), run, consents: [] };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      for (const { abort } of active.values()) abort.abort(INTERRUPTED);
      await Promise.all([...active.values()].map(({ ended }) => ended));
    },
  };
}

function howItEnded(error: unknown, signal: AbortSignal): Pick<Run, 'status' | 'error'> {
  if (signal.aborted) {
    return signal.reason === INTERRUPTED
      ? { status: 'failed', error: errorInfo(INTERRUPTED) }
      : { status: 'cancelled', error: null };
  }
  const info = errorInfo(error);
  return { status: info.code === 'model_length' || info.code === 'model_filtered' ? 'incomplete' : 'failed', error: info };
}
