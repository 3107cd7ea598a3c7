import type { Docent } from '../../../core/docent.ts';
import { messageText, type Item } from '../../../core/types/item.ts';

/** What was said in another thread; what was done for it is left out. */
export async function threadText({ runs }: Docent, id: string): Promise<string> {
  const { items } = runs.live(id) ?? (await runs.stored(id));
  return items.flatMap(said).join('\n\n');
}

function said(item: Item): readonly string[] {
  if (item.type !== 'message') return [];
  const text = messageText(item).trim();
  return text ? [`${item.role === 'user' ? 'User' : 'Assistant'}: ${text}`] : [];
}
