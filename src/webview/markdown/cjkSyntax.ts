import type { MarkdownIt } from 'markdown-it';

/** Scripts that put no spaces between words, and their punctuation. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const SPACE = /^\s?$/u;

/**
 * Emphasis beside the punctuation of scripts without spaces. By CommonMark the stars of `**重要：**本文` close nothing, since a space
 * would have to follow; there is none in these scripts.
 */
export function cjkSyntax(md: MarkdownIt): void {
  const { State } = md.inline;
  md.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      const before = [...this.src.slice(Math.max(0, start - 2), start)].at(-1) ?? '';
      const after = [...this.src.slice(start + found.length, start + found.length + 2)][0] ?? '';
      if (!canSplitWord || !(UNSPACED.test(before) || UNSPACED.test(after))) return found;
      const opens = !SPACE.test(after) && (!PUNCTUATION.test(after) || UNSPACED.test(before));
      const closes = !SPACE.test(before) && (!PUNCTUATION.test(before) || UNSPACED.test(after));
      return { can_open: found.can_open || opens, can_close: found.can_close || closes, length: found.length };
    }
  };
}
