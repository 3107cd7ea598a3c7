import type { ResponseReasoningItem } from 'openai/resources/responses/responses';
import type { Item, Reasoning } from '../../types/item.ts';

/** What is kept of reasoning: nothing is stored at OpenAI, so the model gets its own thoughts back from us, sealed. */
interface Sealed {
  /** Who can open it. */
  readonly from: string;
  readonly id: string;
  readonly encrypted: string;
  readonly summary: readonly string[];
}

/** For the item's envelope; null where there is nothing to send back. */
export function sealed({ id, encrypted_content, summary }: ResponseReasoningItem, from: string): Readonly<Record<string, unknown>> | null {
  if (!encrypted_content) return null;
  return { from, id, encrypted: encrypted_content, summary: (summary ?? []).map(({ text }) => text) } satisfies Sealed;
}

/** The reasoning as it came; null where another provider thought it. */
export function reasoningItem({ provider }: Item<Reasoning>, from: string): ResponseReasoningItem | null {
  if (!isSealed(provider) || provider.from !== from) return null;
  const summary = provider.summary.map((text) => ({ type: 'summary_text' as const, text }));
  return { type: 'reasoning', id: provider.id, encrypted_content: provider.encrypted, summary };
}

function isSealed(provider: unknown): provider is Sealed {
  return typeof provider === 'object' && provider !== null && 'from' in provider && 'encrypted' in provider && 'summary' in provider;
}
