import type { NumberedPassage } from '../types/citation.ts';
import type { Attachment, Item } from '../types/item.ts';

/**
 * What a model is given of a thread; of its messages only the newest, where `lastMessages` says so. After the newest question, what a failed or stopped try left half done is left out:
 * the new try does it again.
 */
export function history(items: readonly Item[], lastMessages: number | null = null): readonly Item[] {
  const question = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  const messages = items.flatMap((item, index) => (item.type === 'message' && index <= question ? [index] : []));
  const first = lastMessages === null ? 0 : (messages.at(-lastMessages) ?? 0);
  return items.filter((item, index) => index >= first && (index <= question || item.status === 'completed'));
}

export function attachments(items: readonly Item[]): readonly Attachment[] {
  return items.flatMap((item) =>
    item.type === 'message' ? item.content.flatMap((part) => (part.type === 'file' ? [part.file] : [])) : [],
  );
}

/** All passages that searches of the thread have returned, in order. */
export function passages(items: readonly Item[]): readonly NumberedPassage[] {
  return items.flatMap((item) => (item.type === 'file_search_call' ? (item.results ?? []) : []));
}
