import type { Docent } from '../../core/docent.ts';
import type { Item } from '../../core/types/item.ts';
import { NO_RUNS, type Usage, type UsageTotal } from '../../core/types/usage.ts';
import { withAuthor, type Authors } from './authors.ts';

/** What is shown beside items: by run, who answered and what that took. */
export interface Beside {
  readonly authors: Authors;
  readonly usage: Readonly<Record<string, Usage>>;
  /** What all other runs of the thread took. */
  readonly others: UsageTotal;
}

const NOTHING: Beside = { authors: {}, usage: {}, others: NO_RUNS };

/** @param threadId null where there is no thread yet */
export async function besideOf({ runs, usage }: Pick<Docent, 'runs' | 'usage'>, threadId: string | null, items: readonly Item[]): Promise<Beside> {
  if (threadId === null) return NOTHING;
  const ids = [...new Set(items.flatMap(({ runId }) => runId ?? []))];
  const [took, ran] = await Promise.all([usage.ofThread(threadId, ids), runs.some(ids)]);
  return { authors: ran.reduce(withAuthor, {}), usage: took.ofRun, others: took.others };
}
