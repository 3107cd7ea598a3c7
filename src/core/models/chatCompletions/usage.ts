import type { CompletionUsage } from 'openai/resources/completions';
import type { TokenCount } from '../../types/usage.ts';

/** What some servers tell besides: DeepSeek what its cache held, OpenRouter what it charged, in US dollars. */
interface Told extends Partial<CompletionUsage> {
  readonly prompt_cache_hit_tokens?: unknown;
  readonly cost?: unknown;
}

/** A server's count of an answer's tokens. */
export function toUsage(usage: Told): TokenCount {
  const { prompt_tokens_details: details, prompt_cache_hit_tokens: hits, cost } = usage;
  const writes = details?.cache_write_tokens;
  return {
    inputTokens: usage.prompt_tokens ?? 0,
    cachedTokens: details?.cached_tokens ?? (typeof hits === 'number' ? hits : 0),
    ...(typeof writes === 'number' && writes > 0 && { cacheWriteTokens: writes }),
    outputTokens: usage.completion_tokens ?? 0,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
    estimated: false,
    ...(typeof cost === 'number' && cost >= 0 && { toldCost: cost }),
  };
}
