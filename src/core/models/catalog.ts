import type { Price } from '../types/usage.ts';
import json from './catalog.json' with { type: 'json' };

/** The day on which a model stops answering, `YYYY-MM-DD`, and what its provider names in its place. */
export interface Shutdown {
  readonly date: string;
  readonly successor?: string;
}

interface Catalog {
  /** When these figures were read, and where. */
  readonly asOf: string;
  readonly source: string;
  /** The model that is offered first: it has all tools, at a price in the middle. */
  readonly default: string;
  /** In the order in which they are offered. Prices are the standard ones, of prompts up to 272,000 tokens. */
  readonly models: Readonly<Record<string, { readonly contextTokens?: number; readonly images?: boolean; readonly price: Price }>>;
  readonly shutdowns: Readonly<Record<string, Shutdown>>;
}

/** What is known of OpenAI's models, which its API does not tell: the one place to bring up to date. */
export const CATALOG: Catalog = json;

export interface HostedModel {
  /** Null where it is not known. */
  readonly contextTokens: number | null;
  /** Whether it sees images; null where that is not known. */
  readonly images: boolean | null;
  readonly price: Price | null;
  readonly shutdown: Shutdown | null;
}

/** What is known of a model by OpenAI's name for it; a dated name (`gpt-6.1-sol-2026-09-29`) counts as the same without its date. */
export function hostedModel(name: string): HostedModel {
  const known = Object.hasOwn(CATALOG.models, name) || Object.hasOwn(CATALOG.shutdowns, name);
  const base = known ? name : name.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const model = Object.hasOwn(CATALOG.models, base) ? CATALOG.models[base] : undefined;
  const shutdown = Object.hasOwn(CATALOG.shutdowns, base) ? CATALOG.shutdowns[base] : undefined;
  return { contextTokens: model?.contextTokens ?? null, images: model?.images ?? null, price: model?.price ?? null, shutdown: shutdown ?? null };
}
