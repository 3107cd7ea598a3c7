import { t } from '@vscode/l10n';
import type { Items } from '../data/items.ts';
import type { RunRows } from '../data/runs.ts';
import type { RunScope } from '../tools/tool.ts';
import type { Advice } from '../types/advice.ts';
import { DocentError, errorInfo, type ErrorInfo } from '../types/errors.ts';
import type { RunEvent } from '../types/events.ts';
import type { Item } from '../types/item.ts';
import type { Log } from '../types/log.ts';
import { EMPTY_THREAD } from '../types/reducer.ts';
import type { Run } from '../types/run.ts';
import { createLiveRun, type LiveRun } from './liveRun.ts';
import { createRecorder } from './recorder.ts';

/** Why a run is ended from outside. */
export const CLOSING = new Error('The process ends.');
const EXPIRED = new DocentError('expired', t('The run took longer than it may.'));

/** What stands in a run that nobody works on any more. */
export function interrupted(advice: Advice): ErrorInfo {
  return { code: 'interrupted', message: advice.interrupted, action: 'retry' };
}

/** What stands in `error.code` of a run that stayed incomplete rather than failed. */
const INCOMPLETE = new Set(['model_length', 'model_endless', 'model_filtered', 'max_prompt_tokens', 'max_completion_tokens']);

/** A run under way in this process. */
export interface Execution {
  readonly live: LiveRun;
  readonly abort: AbortController;
  /** Resolves when the run has ended or waits for its caller, and all of it is on disk. */
  readonly ended: Promise<void>;
}

export interface ExecutionParts {
  readonly run: Run;
  /** The thread as it is. */
  readonly items: readonly Item[];
  readonly store: Items;
  readonly rows: RunRows;
  readonly log: Log;
  readonly advice: Advice;
  tell(event: RunEvent): void;
  /** Shows what the run begins with. */
  begin(live: LiveRun): void;
  /** Waits for its turn among the runs. */
  admit(run: Run, signal: AbortSignal, scope: RunScope): Promise<void>;
  /** What it is there for. @param turn the turn with which it begins or goes on */
  work(live: LiveRun, turn: number, signal: AbortSignal, scope: RunScope): Promise<'completed' | 'requires_action'>;
}

/** Brings a run from `queued` to its end, or to where its caller has to act. It never throws: how it went is the run's status. */
export function execute({ run, items, store, rows, log, advice, tell, begin, admit, work }: ExecutionParts): Execution {
  const live = createLiveRun({ ...EMPTY_THREAD, items, run }, (current) => createRecorder(store, current, log), tell);
  const abort = new AbortController();
  const { signal } = abort;
  const expiry = run.expiresAt === null ? undefined : setTimeout(() => abort.abort(EXPIRED), run.expiresAt - Date.now());

  async function whole(): Promise<'completed' | 'requires_action'> {
    begin(live);
    live.emit({ type: 'run', run: live.run });
    const toGive: (() => void)[] = [];
    const scope = scopeOf(live, (give) => toGive.push(give));
    try {
      await admit(run, signal, scope);
      await change({ status: 'in_progress', startedAt: run.startedAt ?? Date.now() });
      return await work(live, nextTurn(live), signal, scope);
    } finally {
      for (const give of toGive) give();
    }
  }

  async function change(how: Partial<Run>): Promise<void> {
    const changed: Run = { ...live.run, ...how };
    await rows.save(changed);
    live.emit({ type: 'run', run: changed });
  }

  async function end(how: Pick<Run, 'status' | 'error'>): Promise<void> {
    if (how.error) log.warn(`Run ${run.id} ${how.status}: ${how.error.message}`);
    const waits = how.status === 'requires_action';
    if (!waits) {
      for (const item of live.state.items) if (item.status === 'in_progress') live.close(item, 'incomplete');
    }
    try {
      await live.recorder.flush();
      await change({ ...how, endedAt: waits ? null : Date.now() });
    } catch (error) {
      const { message, action } = errorInfo(error);
      const lost = new DocentError('not_saved', t('The answer could not be saved. {0}', message), action ?? 'showLog', error);
      log.error(String(error));
      live.emit({ type: 'run', run: { ...live.run, status: 'failed', error: errorInfo(lost), endedAt: Date.now() } });
    }
  }

  const ended = (async () => {
    try {
      await end({ status: await whole(), error: null });
    } catch (error) {
      await end(howItEnded(error, signal, advice));
    } finally {
      clearTimeout(expiry);
    }
  })();
  return { live, abort, ended };
}

/** What takes less needs no word: it would be gone before it is read. In milliseconds. */
const LONG_MS = 300;

function scopeOf(live: LiveRun, atEnd: RunScope['atEnd']): RunScope {
  return {
    atEnd,
    async waitFor(work, message) {
      let isSaid = false;
      const timer = setTimeout(() => {
        isSaid = true;
        live.emit({ type: 'waiting', waiting: { message, until: null } });
      }, LONG_MS);
      try {
        return await work;
      } finally {
        clearTimeout(timer);
        if (isSaid) live.emit({ type: 'waiting', waiting: null });
      }
    },
  };
}

/** A run that was paused goes on with the turn after the one that called its caller's tools. */
function nextTurn({ run, state }: LiveRun): number {
  return state.items.reduce((next, item) => (item.runId === run.id ? Math.max(next, item.turn + 1) : next), 0);
}

function howItEnded(error: unknown, signal: AbortSignal, advice: Advice): Pick<Run, 'status' | 'error'> {
  if (signal.reason === CLOSING) return { status: 'failed', error: interrupted(advice) };
  if (signal.reason === EXPIRED) return { status: 'expired', error: null };
  if (signal.aborted) return { status: 'cancelled', error: null };
  const info = errorInfo(error);
  return { status: INCOMPLETE.has(info.code) ? 'incomplete' : 'failed', error: info };
}
