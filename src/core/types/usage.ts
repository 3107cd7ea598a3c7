/** Tokens as a provider counts them. */
export interface TokenCount {
  readonly inputTokens: number;
  /** Those of the input that the provider had kept from before. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** Those of the output that were thought and not said. */
  readonly reasoningTokens: number;
  /** True where the provider gives no count and this one is ours. */
  readonly estimated: boolean;
}

/** What some turns took. */
export interface Usage extends TokenCount {
  /** In US dollars; null where the price is not known. */
  readonly cost: number | null;
}

/** What the runs of one day took that one model answered in one thread. */
export interface UsageRow extends Usage {
  /** By the clock of this machine, `2026-11-24`. */
  readonly day: string;
  readonly model: string;
  readonly threadId: string;
  /** Null where the thread was deleted. */
  readonly title: string | null;
  readonly runs: number;
  /** Of the runs, those of which no cost is known. */
  readonly unpriced: number;
}

/** In US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0, estimated: false, cost: null };

const MILLION = 1_000_000;

export function priced(count: TokenCount, price: Price | null): Usage {
  if (!price) return { ...count, cost: null };
  // Some gateways leave the cached ones out of the input.
  const fresh = Math.max(count.inputTokens - count.cachedTokens, 0);
  const cost = (fresh * price.input + count.cachedTokens * price.cached + count.outputTokens * price.output) / MILLION;
  return { ...count, cost };
}

export function sumUsage(usages: readonly Usage[]): Usage {
  return usages.reduce(
    (sum, usage) => ({
      inputTokens: sum.inputTokens + usage.inputTokens,
      cachedTokens: sum.cachedTokens + usage.cachedTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
      reasoningTokens: sum.reasoningTokens + usage.reasoningTokens,
      estimated: sum.estimated || usage.estimated,
      cost: sum.cost === null && usage.cost === null ? null : (sum.cost ?? 0) + (usage.cost ?? 0),
    }),
    NO_USAGE,
  );
}
