import type { LineRange } from '../types/citation.ts';

/** What a model asks to read: what is around a passage, or lines of a file; null for a file from its beginning. */
export type LineRequest =
  | { readonly kind: 'around'; readonly passage: number }
  | { readonly kind: 'file'; readonly path: string; readonly lines: LineRange | null };

/** Before and after a passage, or a line that is asked for alone. */
export const AROUND_LINES = 20;

const PASSAGE = /^(?:passage\s*)?[[【(#]*\s*(?:source\s*)?(\d+)\s*(?:†.*)?[\]】)]*$/i;
/** `a.ts:10-60`, `a.ts#L10-L60`, `a.ts, lines 10 to 60`, `a.ts:10`. */
const LINES = /(?::|#|,|\s)\s*(?:lines?\s*)?L?(\d+)(?:\s*(?:-|–|—|to|\.\.|:|,)\s*L?(\d+))?\s*$/i;

/** In any of the forms in which models name places; null where it names none. */
export function lineRequest(asked: string): LineRequest | null {
  const text = asked.trim().replace(/^["'`<]+|["'`>]+$/g, '');
  const passage = PASSAGE.exec(text);
  if (passage) return { kind: 'around', passage: Number(passage[1]) };
  const found = LINES.exec(text);
  const path = (found ? text.slice(0, found.index) : text).replaceAll('\\', '/').replace(/^(?:file:\/\/|\.\/)/, '').trim();
  if (path === '') return null;
  if (!found) return { kind: 'file', path, lines: null };
  const first = Math.max(1, Number(found[1]));
  if (found[2] === undefined) return { kind: 'file', path, lines: { start: Math.max(1, first - AROUND_LINES), end: first + AROUND_LINES } };
  const last = Math.max(1, Number(found[2]));
  return { kind: 'file', path, lines: { start: Math.min(first, last), end: Math.max(first, last) } };
}
