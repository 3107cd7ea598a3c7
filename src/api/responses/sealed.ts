import type { Item } from '../../core/types/item.ts';
import { parsedJson } from '../../core/text/json.ts';

type Provider = Item['provider'];

/** What a provider alone understands, as a text that clients keep and give back; null where there is none. */
export function sealed(provider: Provider): string | null {
  return provider === null ? null : Buffer.from(JSON.stringify(provider)).toString('base64');
}

/** The same back; null where it is another server's, which nobody here can read. */
export function unsealed(text: string | null | undefined): Provider {
  const value = text ? parsedJson(Buffer.from(text, 'base64').toString()) : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Provider) : null;
}
