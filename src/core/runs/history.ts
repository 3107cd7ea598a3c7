import type { NumberedPassage } from '../types/citation.ts';
import type { Attachment, Item } from '../types/item.ts';

/**
 * What a model is given of a thread. After the newest question, what a failed or stopped try left half done is left out:
 * the new try does it again.
 */
export function history(items: readonly Item[]): readonly Item[] {
  const question = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  return items.filter((item, index) => index <= question || item.status === 'completed');
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
