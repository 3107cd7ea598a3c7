import type { Docent } from '../core/docent.ts';
import type { Forward } from '../core/openai/forward.ts';
import type { Log } from '../core/types/log.ts';

/** What each resource's routes are made with. */
export interface ApiParts {
  readonly docent: Docent;
  readonly log: Log;
  /** Docent's own, as its package has it. */
  readonly version: string;
  /** The names of the models that there are; null: those that the server has to which requests are passed on. */
  readonly models: (() => Promise<readonly string[]>) | null;
  /** The server to which requests are passed on that are not for Docent. @throws DocentError `no_upstream` where there is none, with the way to one */
  upstream(): Promise<Forward>;
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
