import { withoutSecrets } from '../text/secrets.ts';
import type { Model, ModelRequest } from './model.ts';

/** What stays as it is: sealed by its provider; a place on this machine; an image, whose letters may look like anything. */
const AS_IT_IS = new Set(['provider', 'path', 'url']);

/**
 * Secrets stay on this machine: what a model elsewhere reads of questions, passages, selections and outputs has
 * `[secret left out]` in their place.
 */
export function keepingSecrets(model: Model): Model {
  if (model.destination.kind === 'local') return model;
  return {
    ...model,
    respond: (request, signal) => model.respond(cleaned(request) as ModelRequest, signal),
  };
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, AS_IT_IS.has(key) ? inner : cleaned(inner)]));
}
