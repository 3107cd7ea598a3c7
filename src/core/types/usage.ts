/** Tokens as a provider counts them. */
export interface TokenCount {
  readonly inputTokens: number;
  /** Those of the input that the provider had kept from before. */
  readonly cachedTokens: number;
  /** Those of the input that the provider has kept now, which some charge for; left out: none. */
  readonly cacheWriteTokens?: number;
  readonly outputTokens: number;
  /** Those of the output that were thought and not said. */
  readonly reasoningTokens: number;
  /** True where the provider gives no count and this one is ours. */
  readonly estimated: boolean;
  /** How much the model could read, where Docent has chosen it, in tokens; left out where its server does. */
  readonly window?: number;
  /** What the provider says that it charges, in US dollars; left out where it does not. */
  readonly toldCost?: number;
}

/** What some turns took. */
export interface Usage extends Omit<TokenCount, 'toldCost'> {
  /** In US dollars; null where the price is not known. */
  readonly cost: number | null;
  /** Of the cost, what containers for code took; left out: nothing. */
  readonly containerCost?: number;
}

/** What some runs took together. */
export interface UsageTotal extends Usage {
  readonly runs: number;
  /** Of the runs, those of which no cost is known. */
  readonly unpriced: number;
}

/** What one model's runs of one day took in one thread. */
export interface UsageRow extends UsageTotal {
  /** By the clock of this machine, `2026-11-24`. */
  readonly day: string;
  readonly model: string;
  readonly threadId: string;
  /** Null where the thread was deleted. */
  readonly title: string | null;
}

/** In US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0, estimated: false, cost: null };

export const NO_RUNS: UsageTotal = { ...NO_USAGE, runs: 0, unpriced: 0 };

const MILLION = 1_000_000;
/** What OpenAI and Anthropic charge for a token that they keep, by one that they only read. */
const CACHE_WRITE = 1.25;

/** What a model costs that runs on this machine. */
export const FREE: Price = { input: 0, cached: 0, output: 0 };

/** Whether a budget says something of what this costs. */
export function costs(price: Price | null): boolean {
  return price !== null && price.input + price.cached + price.output > 0;
}

/** What a turn took, with what it cost: as its provider tells it, else by the price. */
export function priced({ toldCost, ...count }: TokenCount, price: Price | null, containerCost = 0): Usage {
  const tokens = toldCost ?? (price && costOf(count, price));
  const cost = tokens === null && containerCost === 0 ? null : (tokens ?? 0) + containerCost;
  return containerCost === 0 ? { ...count, cost } : { ...count, cost, containerCost };
}

function costOf({ inputTokens, cachedTokens, cacheWriteTokens = 0, outputTokens }: TokenCount, price: Price): number {
  // Some gateways leave the cached ones out of the input.
  const fresh = Math.max(inputTokens - cachedTokens - cacheWriteTokens, 0);
  const read = fresh * price.input + cachedTokens * price.cached + cacheWriteTokens * price.input * CACHE_WRITE;
  return (read + outputTokens * price.output) / MILLION;
}

/** Usages added up; the window is that of the largest. */
export function sumUsage(usages: readonly Usage[]): Usage {
  const sum = (of: (usage: Usage) => number | undefined) => usages.reduce((total, usage) => total + (of(usage) ?? 0), 0);
  const writes = sum((usage) => usage.cacheWriteTokens);
  const containers = sum((usage) => usage.containerCost);
  const window = Math.max(0, ...usages.map((usage) => usage.window ?? 0));
  return {
    inputTokens: sum((usage) => usage.inputTokens),
    cachedTokens: sum((usage) => usage.cachedTokens),
    ...(writes > 0 && { cacheWriteTokens: writes }),
    outputTokens: sum((usage) => usage.outputTokens),
    reasoningTokens: sum((usage) => usage.reasoningTokens),
    estimated: usages.some((usage) => usage.estimated),
    cost: usages.every((usage) => usage.cost === null) ? null : sum((usage) => usage.cost ?? 0),
    ...(containers > 0 && { containerCost: containers }),
    ...(window > 0 && { window }),
  };
}
