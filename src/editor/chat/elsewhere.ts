import type { Docent } from '../../core/docent.ts';
import type { RunEvent } from '../../core/types/events.ts';
import type { ThreadWindow } from '../../core/types/reducer.ts';
import { isWorking, type Run } from '../../core/types/run.ts';

/** What another window does in the thread that a view shows. */
export interface Elsewhere {
  /** The view is about to read this thread, or none. */
  begin(threadId: string | null): Promise<void>;
  /** What the view was given of it: from which place on, and its newest run. */
  shown(window: Pick<ThreadWindow, 'earlier' | 'run'>): void;
  /** The newest run that the view was told of since. */
  saw(run: Run): void;
  /** Tells what is new since then. @param isChanged whether other processes have written anything at all */
  catchUp(isChanged: boolean): Promise<void>;
}

/**
 * @param tell is given what is new, as if it had happened in this window
 * @param anew is called where the thread has to be read as a whole
 */
export function followElsewhere(
  { changes, runs }: Pick<Docent, 'changes' | 'runs'>,
  tell: (event: RunEvent) => void,
  anew: () => Promise<void>,
): Elsewhere {
  let shown: { readonly threadId: string; readonly revision: number } | null = null;
  let run: Run | null = null;
  /** Of what stands above this place nothing is to be seen that could change. */
  let from = 0;

  return {
    async begin(threadId) {
      shown = threadId === null ? null : { threadId, revision: await changes.revision(threadId) };
    },
    shown(window) {
      from = window.earlier;
      run = window.run;
    },
    saw(newest) {
      run = newest;
    },
    async catchUp(isChanged) {
      // What runs in this window is told as it happens.
      if (!shown || runs.live(shown.threadId)) return;
      // A window that was killed says nothing: to ask for its run ends it.
      const isWorkingElsewhere = run !== null && isWorking(run.status);
      if (run && isWorkingElsewhere) await runs.get(run.id);
      if (!isChanged && !isWorkingElsewhere) return;
      const before = shown;
      const news = await changes.since(before.threadId, before.revision, from);
      if (shown !== before || news.kind === 'none') return;
      if (news.kind !== 'more') return anew();
      shown = { threadId: before.threadId, revision: news.revision };
      run = news.run;
      for (const item of news.items) tell({ type: 'item.done', item });
      if (news.run) tell({ type: 'run', run: news.run });
    },
  };
}
