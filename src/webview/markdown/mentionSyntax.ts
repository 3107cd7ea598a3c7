import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import type { Mention, MentionLink } from '../../protocol/mentions.ts';
import { escapeHtml } from './escape.ts';
import { fileLink, filesIn, namedInCode, spokenLink, type Written } from './mentionText.ts';
import { hasPlaceholder } from './placeholders.ts';

/** What inline Markdown is read with to know which files and symbols there are. */
export interface MentionEnv {
  readonly isThere?: (mention: Mention) => boolean;
  /** What was named and is not known to be there. */
  readonly unknown?: Mention[];
}

/**
 * Links to files and symbols of the workspace: `[text](src/a.ts#L3)`, and such names in texts and in code. What is not known to be
 * there stays as it is written.
 */
export function mentionSyntax(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'mention', linkRule);
  md.core.ruler.push('mentions', (state) => {
    const env = state.env as MentionEnv;
    for (const token of state.tokens) token.children &&= withMentions(token.children, env, state.Token);
  });
  md.renderer.rules['mention_open'] = (tokens, index) => {
    const link = tokens[index]?.meta?.['link'] as MentionLink;
    return `<a role="link" tabindex="0" class="mention" data-link="${escapeHtml(JSON.stringify(link))}" title="${escapeHtml(spokenLink(link))}">`;
  };
  md.renderer.rules['mention_close'] = () => '</a>';
}

/** A link, or an image, whose destination may be a file. */
function linkRule(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  const open = src.startsWith('![', pos) ? 2 : src.charAt(pos) === '[' ? 1 : 0;
  if (open === 0 || state.linkLevel > 0) return false;
  const labelEnd = state.md.helpers.parseLinkLabel(state, pos + open - 1, true);
  if (labelEnd < 0 || src.charAt(labelEnd + 1) !== '(') return false;
  const destination = destinationAt(state, labelEnd + 2) ?? looseDestinationAt(state, labelEnd + 2);
  const link = destination && fileLink(destination.path);
  if (!link) return false;
  const { end } = destination;
  if (!silent) {
    const opening = state.push('mention_open', 'a', 1);
    opening.meta = { link };
    opening.content = src.slice(pos, pos + open);
    state.pos = pos + open;
    state.posMax = labelEnd;
    state.linkLevel++;
    state.md.inline.tokenize(state);
    state.linkLevel--;
    state.push('mention_close', 'a', -1).content = src.slice(labelEnd, end + 1);
    state.posMax = posMax;
  }
  state.pos = end + 1;
  return true;
}

/** Where a link leads, and where the bracket behind that is. */
interface Destination {
  readonly path: string;
  readonly end: number;
}

/** As Markdown has it: without spaces, or in angle brackets, with a title or without. */
function destinationAt({ src, posMax, md }: StateInline, from: number): Destination | null {
  const skipSpace = (at: number) => at + (/^[ \n]*/.exec(src.slice(at, at + 100))?.[0].length ?? 0);
  const start = skipSpace(from);
  const { ok, pos, str } = md.helpers.parseLinkDestination(src, start, posMax);
  if (!ok) return null;
  let end = skipSpace(pos);
  const title = end > pos ? md.helpers.parseLinkTitle(src, end, posMax) : null;
  if (title?.ok) end = skipSpace(title.pos);
  if (end >= posMax || src.charAt(end) !== ')') return null;
  const written = src.slice(start, pos);
  // A backslash stands between the folders of Windows, and before a bracket alone it is none of the path.
  return { path: /\\(?![()<>])/.test(written) && !written.startsWith('<') ? written : str, end };
}

/** The longest path that is looked at, in characters. */
const PATH_LENGTH = 300;

/** As models write the path of a file that has spaces: as it is, up to the bracket that closes. */
function looseDestinationAt({ src, posMax }: StateInline, from: number): Destination | null {
  let depth = 0;
  for (let at = from; at < Math.min(posMax, from + PATH_LENGTH); at++) {
    const character = src.charAt(at);
    if (character === '\n') return null;
    if (character === '(') depth++;
    if (character === ')' && depth-- === 0) return { path: src.slice(from, at).trim(), end: at };
  }
  return null;
}

function withMentions(tokens: readonly Token[], env: MentionEnv, Made: typeof Token): Token[] {
  const isThere = ({ mention }: MentionLink) => {
    const there = env.isThere?.(mention) === true;
    if (!there) env.unknown?.push(mention);
    return there;
  };
  const text = (content: string) => {
    const token = new Made('text', '', 0);
    token.content = content;
    return token;
  };
  const linked = (content: string, written: readonly Written[], piece: (content: string) => Token): readonly Token[] => {
    const out: Token[] = [];
    let from = 0;
    for (const { start, end, link } of written) {
      if (start < from || !isThere(link)) continue;
      const open = new Made('mention_open', 'a', 1);
      open.meta = { link };
      if (start > from) out.push(piece(content.slice(from, start)));
      out.push(open, piece(content.slice(start, end)), new Made('mention_close', 'a', -1));
      from = end;
    }
    if (from < content.length) out.push(piece(content.slice(from)));
    return out;
  };

  const open: boolean[] = [];
  let links = 0;
  return tokens.flatMap((token): readonly Token[] => {
    switch (token.type) {
      case 'link_open':
        links++;
        return [token];
      case 'link_close':
        links--;
        return [token];
      case 'mention_open': {
        const there = isThere(token.meta?.['link'] as MentionLink);
        open.push(there);
        if (there) links++;
        return there ? [token] : [text(token.content)];
      }
      case 'mention_close': {
        const there = open.pop() === true;
        if (there) links--;
        return there ? [token] : [text(token.content)];
      }
      case 'text':
        return links > 0 ? [token] : linked(token.content, filesIn(token.content), text);
      case 'code_inline': {
        if (links > 0 || hasPlaceholder(token.content)) return [token];
        const parts = linked(token.content, namedInCode(token.content), text);
        if (parts.length <= 1) return [token];
        const begin = new Made('code_open', 'code', 1);
        begin.attrs = [['dir', 'ltr']];
        return [begin, ...parts, new Made('code_close', 'code', -1)];
      }
      default:
        return [token];
    }
  });
}
