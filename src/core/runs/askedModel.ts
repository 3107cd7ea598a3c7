import type { Model, ModelRequest } from '../models/model.ts';
import { LEFT_OUT, withoutSecrets } from '../text/secrets/secrets.ts';
import type { Front } from './front.ts';

/** What stays as it is: sealed by its provider; a place on this machine; an image, whose letters may look like anything. */
const AS_IT_IS = new Set(['provider', 'path', 'url']);

/** A model as a run asks it. */
export interface Asked {
  readonly label: string;
  /** Once it is known where what it is sent goes. @throws `AbortError` */
  model(signal: AbortSignal): Promise<Model>;
  /** How many secrets were left out of what it was sent so far. */
  leftOut(): number;
}

/** The model with an id as those who ask through `front` may ask it. */
export function askedModel({ secrets, model }: Pick<Front, 'secrets' | 'model'>, id: string | null): Asked {
  const chosen = model(id);
  let leftOut = () => 0;
  return {
    label: chosen.label,
    leftOut: () => leftOut(),
    async model(signal) {
      const located = (await chosen.located?.(signal)) ?? chosen;
      if (secrets === 'sent' || located.destination.kind === 'local') return located;
      const asked = masked(located);
      leftOut = asked.leftOut;
      return asked.model;
    },
  };
}

/**
 * Secrets stay on this machine: what a model elsewhere reads of questions, passages, selections and outputs has
 * `[secret left out]` in their place.
 */
function masked(model: Model): { readonly model: Model; leftOut(): number } {
  /** Each request has all of the thread: the largest count is how many there are. */
  let most = 0;
  return {
    leftOut: () => most,
    model: {
      ...model,
      // It may become known in the middle of the run.
      get price() {
        return model.price;
      },
      respond(request, signal) {
        let count = 0;
        const cleaned = clean(request, (text) => {
          const said = withoutSecrets(text);
          count += marks(said) - marks(text);
          return said;
        });
        most = Math.max(most, count);
        return model.respond(cleaned as ModelRequest, signal);
      },
    },
  };
}

function clean(value: unknown, text: (text: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((each) => clean(each, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, AS_IT_IS.has(key) ? inner : clean(inner, text)]));
}

function marks(text: string): number {
  return text.split(LEFT_OUT).length - 1;
}
