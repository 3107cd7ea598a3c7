import type { MarkdownIt, Token } from 'markdown-it';

/** Makes each image a link to it, with the text that was written for who can't see it: nothing is loaded because an answer says so. */
export function imageLinks(md: MarkdownIt): void {
  md.core.ruler.push('images', (state) => {
    for (const token of state.tokens) {
      if (!token.children?.some(({ type }) => type === 'image')) continue;
      let inLink = false;
      token.children = token.children.flatMap((child) => {
        if (child.type === 'link_open') inLink = true;
        if (child.type === 'link_close') inLink = false;
        return child.type === 'image' ? link(child, inLink, state.Token) : [child];
      });
    }
  });
}

/** A link within a link is none. */
function link(image: Token, inLink: boolean, Made: typeof Token): readonly Token[] {
  const src = String(image.attrGet('src') ?? '');
  const text = new Made('text', '', 0);
  text.content = textOf(image.children ?? []).trim() || src;
  if (inLink) return [text];
  const open = new Made('link_open', 'a', 1);
  open.attrs = [['href', src]];
  return [open, text, new Made('link_close', 'a', -1)];
}

const textOf = (tokens: readonly Token[]): string =>
  tokens.map(({ type, content, children }) => (type === 'image' ? textOf(children ?? []) : type === 'softbreak' ? ' ' : content)).join('');
