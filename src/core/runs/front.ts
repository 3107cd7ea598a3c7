import type { Model } from '../models/model.ts';
import type { Advice } from '../types/advice.ts';
import type { ConsentBroker } from './consents.ts';

/** Who asks the engine, the user in the editor or a script over the API, and all that is decided differently for them. */
export interface Front {
  readonly consents: ConsentBroker;
  /** Whether what looks like a secret goes to a model elsewhere, or `[secret left out]` in its place. */
  readonly secrets: 'sent' | 'masked';
  readonly advice: Advice;
  /** The model with an id; the one that is set up now for null. */
  model(id: string | null): Model;
}
