import type { Item } from './item.ts';

/** Whether the newest question was searched for in vain, since nothing is indexed. */
export function lacksIndex(items: readonly Item[]): boolean {
  const asked = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  return items.slice(asked + 1).some((item) => item.type === 'file_search_call' && item.error?.action === 'indexWorkspace');
}
