import { DEFAULT_ASSISTANT } from '../../core/assistants/default.ts';
import type { Run } from '../../core/types/run.ts';

/** The names of the assistants that answered, by run; runs of Docent's own are left out. */
export type Authors = Readonly<Record<string, string>>;

/** The same authors where the run adds none. */
export function withAuthor(authors: Authors, { id, assistant }: Run): Authors {
  return assistant.id === DEFAULT_ASSISTANT.id || id in authors ? authors : { ...authors, [id]: assistant.name };
}
