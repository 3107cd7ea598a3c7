import type { Price } from '../types/usage.ts';
import { at } from './probe.ts';

const MILLION = 1_000_000;
/** No model costs a cent for one token, nor less for a million: so figures without a unit are told apart. */
const CENT = 0.01;

/**
 * What a server’s list of models says that one costs; null where it does not. OpenRouter and gateways like it tell dollars for one token,
 * as text; Together and others dollars for a million.
 */
export function listedPrice(entry: unknown): Price | null {
  const pricing = at(entry, 'pricing') ?? at(entry, 'price');
  const of = (...names: readonly string[]) => {
    const told = names.map((name) => at(pricing, name) ?? at(entry, name)).find((value) => value !== undefined && value !== null && value !== '');
    const value = typeof told === 'string' || typeof told === 'number' ? Number(told) : Number.NaN;
    return value >= 0 ? value : null;
  };
  const input = of('prompt', 'input', 'input_cost_per_token', 'input_token_cost');
  const output = of('completion', 'output', 'output_cost_per_token', 'output_token_cost');
  if (input === null || output === null) return null;
  const cached = of('input_cache_read', 'cached_input', 'cache_read_input_token_cost', 'input_cache_reads') ?? input;
  const unit = Math.max(input, output) < CENT ? MILLION : 1;
  return { input: input * unit, cached: cached * unit, output: output * unit };
}
