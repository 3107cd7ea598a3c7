import type { Mention } from '../../protocol/mentions.ts';
import type { Piece } from './grow.ts';
import { needsEnv, readInline, type Env } from './markdown.ts';

/** Inline Markdown as it is shown, and what it names that is not known to be in the workspace. */
export interface InlineDocument {
  readonly pieces: readonly Piece[];
  readonly unknown: readonly Mention[];
}

/** Reads a paragraph that grows: what no later text can change is read once. */
export interface InlineReader {
  /** @param isThere a new function when more is known of the workspace */
  read(source: string, env: Env, isThere: (mention: Mention) => boolean): InlineDocument;
}

/** In characters: so much is read with each delta at least, and tried to be put aside once it is twice that. */
const STEP = 1_000;

interface Read extends InlineDocument {
  readonly source: string;
}
const NOTHING: Read = { source: '', pieces: [], unknown: [] };

export function createInlineReader(): InlineReader {
  let done = NOTHING;
  /** The length at which the next part is tried: what is open may go on for long. */
  let next = 2 * STEP;
  let before: { readonly env: Env; readonly isThere: (mention: Mention) => boolean } | null = null;

  function readFrom(source: string, env: Env, isThere: (mention: Mention) => boolean): Read & { readonly literal: string } {
    const unknown: Mention[] = [];
    const { pieces, literal } = readInline(source, env, { isThere, unknown });
    return { source, pieces, unknown, literal };
  }

  return {
    read(source, env, isThere) {
      const isSame = before?.isThere === isThere && (before.env === env || !needsEnv(done.source)) && source.startsWith(done.source);
      if (!isSame) [done, next] = [NOTHING, 2 * STEP];
      before = { env, isThere };
      while (source.length - done.source.length > next) {
        const from = done.source.length;
        const end = breakBefore(source, from, source.length - STEP);
        const part = end > from ? readFrom(source.slice(from, end), env, isThere) : null;
        if (part && !mayGoOn(part.literal)) {
          done = { source: source.slice(0, end), pieces: joined(done.pieces, part.pieces), unknown: [...done.unknown, ...part.unknown] };
          next = 2 * STEP;
        } else next = source.length - from + STEP;
      }
      const rest = readFrom(source.slice(done.source.length), env, isThere);
      return { pieces: joined(done.pieces, rest.pieces), unknown: done.unknown.length > 0 ? [...done.unknown, ...rest.unknown] : rest.unknown };
    },
  };
}

/** Behind the last single space there: no name and no address stands on both sides of it, and no line ends. */
function breakBefore(source: string, from: number, to: number): number {
  for (let at = to; at > from; at--) {
    if (source.charAt(at) === ' ' && /\S/.test(source.charAt(at - 1)) && /\S/.test(source.charAt(at + 1))) return at + 1;
  }
  return from;
}

/** Whether something may have begun in a text that ends only later: emphasis, code, a link, a tag, a formula. */
function mayGoOn(literal: string): boolean {
  const [open, close] = [literal.lastIndexOf('['), literal.lastIndexOf(']')];
  return open > close || /[`$\\]|~~|<[a-z/!?]|\*(?!\s)|(^|[^\p{L}\p{N}])_|_($|[^\p{L}\p{N}])/iu.test(literal);
}

/** Both as one; texts that meet are one text, which grows at its end. */
function joined(first: readonly Piece[], second: readonly Piece[]): readonly Piece[] {
  const [last, head] = [first.at(-1), second[0]];
  if (!last || !head) return first.length > 0 ? first : second;
  if (!('text' in last && 'text' in head)) return [...first, ...second];
  return [...first.slice(0, -1), { text: last.text + head.text }, ...second.slice(1)];
}
