import type { Docent } from '../core/docent.ts';
import type { Log } from '../core/types/log.ts';

/** What each resource's routes are made with. */
export interface ApiParts {
  readonly docent: Docent;
  readonly log: Log;
  /** The names of the models that there are. */
  models(): Promise<readonly string[]>;
  /** The id of the model that answers where a client names this one; null: the one that is set up. */
  modelId(name: string | null): string | null;
}

/** A request, as it is logged. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds until the answer began. */
  readonly ms: number;
}
