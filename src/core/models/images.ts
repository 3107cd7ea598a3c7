import { imageName, textPart, type ContentPart, type Item } from '../types/item.ts';
import type { ModelRequest } from './model.ts';

const isImage = ({ type }: ContentPart) => type === 'image';

/** Whether the thread shows any image. */
export function hasImages({ items }: ModelRequest): boolean {
  return items.some((item) => item.type === 'message' && item.content.some(isImage));
}

/** The request for a model that sees none, whose server may refuse a thread for one: it is told the images’ names. */
export function withoutImages(request: ModelRequest): ModelRequest {
  return { ...request, items: request.items.map(named) };
}

function named(item: Item): Item {
  if (item.type !== 'message') return item;
  return { ...item, content: item.content.map((part) => (part.type === 'image' ? textPart(`[image: ${imageName(part.source)}, which you can’t see]`) : part)) };
}
