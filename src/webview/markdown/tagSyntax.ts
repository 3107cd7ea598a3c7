import type { MarkdownIt, StateInline } from 'markdown-it';

/** The only HTML that an answer may hold: keys, and what stands lower or higher. */
const TAG = /<(\/?)(kbd|sub|sup)>/gi;

/** Where each pair of tags in a text opens and closes. */
type Pairs = ReadonlyMap<number, { readonly tag: string; readonly inner: number; readonly close: number; readonly end: number }>;

/** `<kbd>`, `<sub>` and `<sup>` with their ends; each without an end is text, as all other HTML is. */
export function tagSyntax(md: MarkdownIt): void {
  const known = new WeakMap<StateInline, Pairs>();
  md.inline.ruler.before('autolink', 'tags', (state, silent) => {
    if (state.src.charAt(state.pos) !== '<' || state.level >= (md.options.maxNesting ?? 0)) return false;
    const pairs = known.get(state) ?? pairsOf(state.src);
    known.set(state, pairs);
    const pair = pairs.get(state.pos);
    const { posMax } = state;
    if (!pair || pair.end > posMax) return false;
    if (!silent) {
      state.push(`${pair.tag}_open`, pair.tag, 1);
      state.pos = pair.inner;
      state.posMax = pair.close;
      md.inline.tokenize(state);
      state.push(`${pair.tag}_close`, pair.tag, -1);
      state.posMax = posMax;
    }
    state.pos = pair.end;
    return true;
  });
}

function pairsOf(text: string): Pairs {
  const pairs = new Map<number, { readonly tag: string; readonly inner: number; readonly close: number; readonly end: number }>();
  const open: { readonly tag: string; readonly at: number; readonly inner: number }[] = [];
  for (const { 0: written, 1: slash, 2: name = '', index } of text.matchAll(TAG)) {
    const tag = name.toLowerCase();
    const end = index + written.length;
    if (!slash) {
      open.push({ tag, at: index, inner: end });
      continue;
    }
    const last = open.at(-1);
    if (last?.tag !== tag) continue;
    open.pop();
    pairs.set(last.at, { tag, inner: last.inner, close: index, end });
  }
  return pairs;
}
