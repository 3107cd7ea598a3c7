import type { Docent } from '../../core/docent.ts';
import type { Item } from '../../core/types/item.ts';
import type { ThreadWindow } from '../../core/types/reducer.ts';
import type { Run } from '../../core/types/run.ts';
import { NO_RUNS, type Usage, type UsageTotal } from '../../core/types/usage.ts';
import { withAuthor, type Authors } from './authors.ts';
import type { Conversation } from './conversation.ts';

/** What is shown beside items: by run, who answered and what that took. */
export interface Beside {
  readonly authors: Authors;
  readonly usage: Readonly<Record<string, Usage>>;
  /** What all other runs of the thread took. */
  readonly others: UsageTotal;
}

const NOTHING: Beside = { authors: {}, usage: {}, others: NO_RUNS };

/**
 * @param threadId null where there is no thread yet
 * @param run that may have no items yet
 */
export async function besideOf(
  { runs, usage }: Pick<Docent, 'runs' | 'usage'>,
  threadId: string | null,
  items: readonly Item[],
  run: Run | null,
): Promise<Beside> {
  if (threadId === null) return NOTHING;
  const ids = [...new Set([...items.map(({ runId }) => runId), run?.id])].filter((id) => typeof id === 'string');
  const [took, ran] = await Promise.all([usage.ofThread(threadId, ids), runs.some(ids)]);
  return { authors: ran.reduce(withAuthor, {}), usage: took.ofRun, others: took.others };
}

/**
 * Gives `use` the thread's end with what stands beside it, both of one moment: what is beside is read again where a run went on
 * meanwhile. Where another thread is shown by then, nothing is given.
 */
export async function readBeside(
  docent: Pick<Docent, 'runs' | 'usage'>,
  conversation: { readonly thread: { readonly id: string } | null; readonly read: Conversation['read'] },
  threadId: string | null,
  use: (state: ThreadWindow, beside: Beside) => void,
): Promise<void> {
  for (let isRead = false; !isRead; ) {
    const before = await conversation.read((state) => state);
    const beside = await besideOf(docent, threadId, before.items, before.run);
    isRead = await conversation.read((state) => {
      if (threadId !== (conversation.thread?.id ?? null)) return true;
      if (before.run?.id !== state.run?.id || before.run?.status !== state.run?.status) return false;
      use(state, beside);
      return true;
    });
  }
}
