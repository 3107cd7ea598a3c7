import type { Docent } from '../../../core/docent.ts';
import { messageText, type Item } from '../../../core/types/item.ts';

/** What was said in another thread; what was done for it is left out. */
export async function threadText({ items }: Docent, id: string): Promise<string> {
  return (await items.list(id)).flatMap(said).join('\n\n');
}

function said(item: Item): readonly string[] {
  if (item.type !== 'message') return [];
  const text = messageText(item).trim();
  return text ? [`${item.role === 'user' ? 'User' : 'Assistant'}: ${text}`] : [];
}
