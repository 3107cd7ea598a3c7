import type { Price } from '../types/usage.ts';
import { hostedModel } from './catalog.ts';
import { OPENAI, splitId, type ModelSettings } from './servers.ts';

/** What a model costs: as the user has set it, or else as the catalog says; null where nobody knows. */
export function priceOf(id: string, { prices }: ModelSettings): Price | null {
  const { input, output, cached = input } = (Object.hasOwn(prices, id) && prices[id]) || {};
  if (input !== undefined && output !== undefined && cached !== undefined) return { input, cached, output };
  const name = splitId(id);
  return name?.server === OPENAI ? hostedModel(name.model).price : null;
}
