import type { Docent } from '../core/docent.ts';
import type { Log } from '../core/types/log.ts';

/** What each resource's routes are made with. */
export interface ApiParts {
  readonly docent: Docent;
  readonly log: Log;
  /** The names of the models that there are. */
  models(): Promise<readonly string[]>;
}
