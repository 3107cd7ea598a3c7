import type { Page, PageQuery } from '../data/page.ts';
import type { Assistant } from '../types/assistant.ts';
import type { Cells } from '../types/cells.ts';
import type { RunEvent } from '../types/events.ts';
import type { Item, NewEntry } from '../types/item.ts';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../types/options.ts';
import { EMPTY_THREAD, type ThreadWindow } from '../types/reducer.ts';
import { isActive, isWorking, type Run } from '../types/run.ts';
import type { Thread } from '../types/thread.ts';
import { askedModel } from './askedModel.ts';
import { runCells } from './cells.ts';
import { askConsent } from './consents.ts';
import { CLOSING, execute, interrupted, type Execution } from './execution.ts';
import { itemsOf } from './fileHeads.ts';
import type { LiveRun } from './liveRun.ts';
import { runLoop, type Loop } from './loop.ts';
import { newRun } from './newRun.ts';
import type { RunsParts } from './parts.ts';
import { END_ITEMS, endOf } from './threadEnd.ts';
import { answered, notWaiting, openCalls, type CallOutput } from './submission.ts';

export interface StartRun {
  readonly thread: Thread;
  /** As it is to run: with what the run asks for otherwise. */
  readonly assistant: Assistant;
  /** What is new; nothing to try again from the thread as it is. */
  readonly input: readonly NewEntry[];
  readonly options?: RunOptions;
  readonly metadata?: Run['metadata'];
  /** Milliseconds after which the run expires; null: never. */
  readonly timeLimit?: number | null;
}

export interface Runs {
  /**
   * Starts a run and returns once it is under way; what happens is told to the subscribers.
   * @throws ThreadBusy, or DocentError `thread_gone`
   */
  start(start: StartRun): Promise<Run>;
  /**
   * Runs code of the thread without a model, as the user has it; the run is the thread's newest then.
   * @throws as `start`
   */
  runCells(start: Pick<StartRun, 'thread' | 'assistant'>, cells: Cells): Promise<Run>;
  /**
   * Goes on with a run that waits in `requires_action`.
   * @throws DocentError `run_not_waiting`, `outputs_incomplete`
   */
  submit(runId: string, outputs: readonly CallOutput[]): Promise<Run>;
  /** Stops the thread's run, if this process runs one or nobody does any more, and resolves when it has ended. */
  cancel(threadId: string): Promise<void>;
  get(runId: string): Promise<Run | null>;
  /** The runs of a thread, or those of these ids, as they are on disk. */
  some(runIds: readonly string[]): Promise<readonly Run[]>;
  list(threadId: string, query: PageQuery): Promise<Page<Run>>;
  /** @returns the run as it is now; null where there is none */
  setMetadata(runId: string, metadata: Run['metadata']): Promise<Run | null>;
  /**
   * Puts something at the end of a thread that nobody answers at this moment.
   * @throws ThreadBusy, or DocentError `thread_gone`
   */
  add(threadId: string, entries: readonly NewEntry[]): Promise<readonly Item[]>;
  /** The end of a thread that is being answered in this process, as it is at this moment; null for any other. @param least items */
  live(threadId: string, least?: number): ThreadWindow | null;
  /** The end of a thread as it is on disk. @param least items */
  stored(threadId: string, least?: number): Promise<ThreadWindow>;
  subscribe(listener: (threadId: string, event: RunEvent) => void): () => void;
  /** Ends what processes that are gone have left under way. */
  endAbandoned(): Promise<void>;
  /** Ends all runs as interrupted; what had arrived is on disk when it resolves. */
  close(): Promise<void>;
}

export function createRuns(parts: RunsParts): Runs {
  const { items, rows, threads, files, owner, log } = parts;
  const active = new Map<string, Execution>();
  const listeners = new Set<(threadId: string, event: RunEvent) => void>();

  /** Runs that this process has under way; another of ours could not be saved when it ended. */
  const mine = new Set<string>();
  const isAbandoned = async (runId: string, of: string) => (of === owner.id ? !mine.has(runId) : !(await owner.isAlive(of)));
  const endAbandoned = () => rows.endAbandoned(isAbandoned, (origin) => interrupted(parts.front(origin).advice));
  const tell = (threadId: string, event: RunEvent) => listeners.forEach((listener) => listener(threadId, event));

  /** A run as it is now: one whose owner is gone or whose time is over has ended. */
  async function settled(run: Run | null): Promise<Run | null> {
    if (!run || !isActive(run.status)) return run;
    if (isWorking(run.status)) await endAbandoned();
    else if (run.expiresAt !== null && run.expiresAt <= Date.now()) await endWaiting(run, 'expired');
    return rows.get(run.id);
  }

  async function endWaiting(waiting: Run, status: 'cancelled' | 'expired'): Promise<void> {
    const run = await rows.endWaiting(waiting.id, status);
    if (run) tell(run.threadId, { type: 'run', run });
  }

  const settleThread = async (threadId: string) => settled(await rows.latest(threadId));

  /**
   * @param take takes the thread's lock for the run
   * @param cells the code that it runs; null: it answers
   */
  async function execution(run: Run, thread: Thread, take: () => Promise<void>, begin: (live: LiveRun) => void, cells: Cells | null = null): Promise<void> {
    const { advice, consents, ...front } = parts.front(thread.origin);
    const asked = askedModel(front, run.assistant.model);
    const given = await parts.givenFiles(run.assistant, thread);
    // Of two that go on with one run at once, the second must not take it for its own.
    if (mine.has(run.id)) throw notWaiting('queued');
    mine.add(run.id);
    try {
      await take();
      const running = execute({
        run,
        rows,
        log,
        advice,
        begin,
        store: items,
        items: await items.list(thread.id),
        tell: (event) => tell(thread.id, event),
        admit: parts.admit,
        async work(live, turn, signal, scope) {
          if (cells) return runCells(live, cells, { thread, log, advice, signal, scope, given, tool: parts.python() });
          await parts.prepare(run.assistant, thread, signal, scope);
          const loop: Loop = {
            thread,
            model: await asked.model(signal),
            log,
            advice,
            signal,
            scope,
            given,
            saveFile: files.save,
            save: rows.save,
            mayAsk: parts.mayAsk,
            tools: await parts.tools(run.assistant),
            surroundings: parts.surroundings(thread, new Date(run.createdAt)),
            consent: (subject) => askConsent(live, consents, subject, signal),
          };
          return runLoop(live, loop, turn);
        },
      });
      active.set(thread.id, running);
      void running.ended.then(() => {
        if (asked.leftOut() > 0) log.info(`Run ${run.id}: secrets left out of what “${asked.label}” was sent: ${asked.leftOut()}.`);
        if (active.get(thread.id) === running) active.delete(thread.id);
        mine.delete(run.id);
      });
    } catch (error) {
      mine.delete(run.id);
      throw error;
    }
  }

  return {
    async start({ thread, assistant, input, options = DEFAULT_RUN_OPTIONS, metadata = {}, timeLimit = null }) {
      const { label } = parts.front(thread.origin).model(assistant.model);
      const run = newRun({ thread, assistant, options, metadata, timeLimit, model: label });
      const given = await itemsOf(input, thread.id);
      await settleThread(thread.id);
      await execution(
        run,
        thread,
        () => rows.start(run, owner.id, given),
        (live) => {
          for (const item of given) live.emit({ type: 'item.done', item });
        },
      );
      return run;
    },
    async runCells({ thread, assistant }, cells) {
      const made = newRun({ thread, assistant, options: DEFAULT_RUN_OPTIONS, metadata: {}, timeLimit: null, model: 'Python' });
      const run: Run = { ...made, work: 'cells' };
      await settleThread(thread.id);
      await execution(run, thread, () => rows.start(run, owner.id, []), () => undefined, cells);
      return run;
    },
    async submit(runId, outputs) {
      const waiting = await settled(await rows.get(runId));
      // It has just paused, perhaps; what is left of that comes first.
      if (waiting?.status === 'requires_action') await active.get(waiting.threadId)?.ended;
      const thread = waiting && (await threads.get(waiting.threadId));
      if (waiting?.status !== 'requires_action' || !thread) throw notWaiting(waiting?.status ?? 'deleted');
      const calls = openCalls(await items.list(thread.id), runId);
      const done = answered(calls, outputs);
      const run: Run = { ...waiting, status: 'queued' };
      await execution(
        run,
        thread,
        async () => {
          if (!(await rows.resume(run, owner.id))) throw notWaiting('queued');
        },
        (live) => {
          for (const item of done) live.emit({ type: 'item.done', item });
        },
      );
      return run;
    },
    async cancel(threadId) {
      const running = active.get(threadId);
      if (running && isWorking(running.live.run.status)) {
        running.live.emit({ type: 'run', run: { ...running.live.run, status: 'cancelling' } });
        running.abort.abort();
      }
      await running?.ended;
      const run = await settleThread(threadId);
      if (run?.status === 'requires_action') await endWaiting(run, 'cancelled');
      else if (run && run.id !== running?.live.run.id) tell(threadId, { type: 'run', run });
    },
    get: async (runId) => settled(await rows.get(runId)),
    some: rows.some,
    async list(threadId, query) {
      await settleThread(threadId);
      return rows.list(threadId, query);
    },
    async setMetadata(runId, metadata) {
      const run = await rows.setMetadata(runId, metadata);
      const live = run && active.get(run.threadId)?.live;
      if (live?.run.id === runId) live.emit({ type: 'run', run: { ...live.run, metadata } });
      return run;
    },
    async add(threadId, entries) {
      const added = await itemsOf(entries, threadId);
      await settleThread(threadId);
      await items.add(threadId, added);
      return added;
    },
    live: (threadId, least = END_ITEMS) => endOf(active.get(threadId)?.live.state, least),
    stored: async (threadId, least = END_ITEMS) => ({ ...EMPTY_THREAD, run: await settleThread(threadId), ...(await items.end(threadId, least)) }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    endAbandoned,
    async close() {
      for (const { abort } of active.values()) abort.abort(CLOSING);
      await Promise.all([...active.values()].map(({ ended }) => ended));
    },
  };
}
