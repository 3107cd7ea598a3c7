import { DEFAULT_ASSISTANT } from '../../core/assistants/default.ts';
import { ALL } from '../../core/data/page.ts';
import type { Runs } from '../../core/runs/runs.ts';
import type { Run } from '../../core/types/run.ts';
import type { Thread } from '../../core/types/thread.ts';

/** The names of the assistants that answered, by run; runs of Docent's own are left out. */
export type Authors = Readonly<Record<string, string>>;

export async function authorsOf(runs: Runs, thread: Thread | null): Promise<Authors> {
  return thread ? (await runs.list(thread.id, ALL)).data.reduce(withAuthor, {}) : {};
}

/** The same authors where the run adds none. */
export function withAuthor(authors: Authors, { id, assistant }: Run): Authors {
  return assistant.id === DEFAULT_ASSISTANT.id || id in authors ? authors : { ...authors, [id]: assistant.name };
}
