import type { ResponseReasoningItem } from 'openai/resources/responses/responses';
import type { Item, Reasoning } from '../../types/item.ts';

/** What is kept of reasoning: nothing is stored at the provider, so the model gets its own thoughts back from us. */
interface Sealed {
  /** Who can read it. */
  readonly from: string;
  /** As it came, but for what is encrypted. */
  readonly item: ResponseReasoningItem;
  /** Null where the provider thinks in the open. */
  readonly encrypted: string | null;
}

/** For the item's envelope; null where there is nothing to send back. */
export function sealed({ encrypted_content, ...item }: ResponseReasoningItem, from: string): Readonly<Record<string, unknown>> | null {
  if (!encrypted_content && !item.content?.length && !item.summary?.length) return null;
  return { from, item, encrypted: encrypted_content ?? null } satisfies Sealed;
}

/** The reasoning as it came; null where another provider thought it. */
export function reasoningItem({ provider }: Item<Reasoning>, from: string): ResponseReasoningItem | null {
  if (!isSealed(provider) || provider.from !== from) return null;
  const { item, encrypted } = provider;
  return encrypted === null ? item : { ...item, encrypted_content: encrypted };
}

function isSealed(provider: unknown): provider is Sealed {
  return typeof provider === 'object' && provider !== null && 'from' in provider && 'encrypted' in provider && 'item' in provider;
}
