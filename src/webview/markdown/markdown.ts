import { t } from '@vscode/l10n';
import MarkdownIt, { type Env as MarkdownItEnv, type Token } from 'markdown-it';
import type { Annotation } from '../../core/types/item.ts';
import { linkedAction } from '../../protocol/actions.ts';
import { spokenPlace } from '../shared/place.ts';
import { cjkSyntax } from './cjkSyntax.ts';
import type { Piece } from './grow.ts';
import { escapeHtml } from './escape.ts';
import { imageLinks } from './imageSyntax.ts';
import { mentionSyntax, type MentionEnv } from './mentionSyntax.ts';
import { mathSyntax, type Unsettled } from './mathSyntax.ts';
import { noteSyntax, type Notes } from './noteSyntax.ts';
import { atPlaceholders, hasPlaceholder, replacePlaceholders, withoutPlaceholders } from './placeholders.ts';
import { tagSyntax } from './tagSyntax.ts';

export type References = NonNullable<MarkdownItEnv['references']>;

/** What is defined in a text for all of it; blocks that are read add to it. */
export interface Definitions extends MarkdownItEnv, Unsettled {
  readonly references: References;
  readonly notes: Notes;
}

/** What the meaning of inline Markdown depends on besides its own text. */
export interface Env extends MarkdownItEnv {
  readonly references: References;
  readonly notes: Notes;
  /** What the ids of this document's elements begin with: there may be several in a page. */
  readonly id: string;
  /** Only ever longer; an index into it stands in the text. */
  annotations: readonly Annotation[];
}

/** Behind `www.`: a host, and what may follow it; a stop at the end belongs to the sentence. */
const WEB = /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]([^\s<>"')\]]*[^\s<>"')\].,;:!?*_])?)?/;
/** No address that one reads is longer. */
const WEB_LENGTH = 2_000;

// No raw HTML, and no images but links to them: an answer loads nothing. What is made here is sanitised where it is shown all the same.
const md = new MarkdownIt({ html: false, linkify: true, typographer: false }).use(cjkSyntax).use(mathSyntax).use(noteSyntax).use(tagSyntax).use(mentionSyntax).use(imageLinks);
// `main.py` is a file, and no place in Paraguay.
md.linkify.set({ fuzzyLink: false });
// What begins so is an address wherever it stands, as GitHub has it.
md.linkify.add('www.', {
  validate: (text, pos) => WEB.exec(text.slice(pos, pos + WEB_LENGTH))?.[0].length ?? 0,
  normalize: (match) => void (match.url = `http://${match.url}`),
});
md.validateLink = (url) => /^(https?:|mailto:)/i.test(url) || linkedAction(url) !== null;
md.renderer.rules['code_inline'] = (tokens, index) => `<code dir="ltr">${escapeHtml(withoutPlaceholders(tokens[index]?.content ?? ''))}</code>`;
md.renderer.rules['text'] = (tokens, index, _options, env) =>
  replacePlaceholders(escapeHtml(tokens[index]?.content ?? ''), (place) => citationButton((env?.['annotations'] ?? []) as readonly Annotation[], place));

// A link that leads nowhere is text.
md.core.ruler.push('empty links', (state) => {
  for (const { children } of state.tokens) {
    let isEmpty = false;
    for (const token of children ?? []) {
      const begins = token.type === 'link_open' && token.attrGet('href') === '';
      const ends = token.type === 'link_close' && isEmpty;
      if (!begins && !ends) continue;
      isEmpty = begins;
      token.type = 'text';
      token.nesting = 0;
      token.content = begins ? '[' : ']()';
    }
  }
});

// A link to one of our ways out is a button: it goes nowhere.
md.core.ruler.push('actions', (state) => {
  for (const { children } of state.tokens) {
    let inside = false;
    for (const token of children ?? []) {
      const action = token.type === 'link_open' ? linkedAction(String(token.attrGet('href') ?? '')) : null;
      if (action) {
        token.tag = 'button';
        token.attrs = [
          ['class', 'link'],
          ['data-action', action],
        ];
        inside = true;
      } else if (token.type === 'link_close' && inside) {
        token.tag = 'button';
        inside = false;
      }
    }
  }
});

function citationButton(annotations: readonly Annotation[], place: number): string {
  const citation = annotations[place]?.citation;
  if (!citation) return '';
  const label = escapeHtml(spokenPlace(citation));
  return `<button class="citation" data-citation="${place}" aria-label="${label}" title="${label}">${citation.number}</button>`;
}

md.renderer.rules['note'] = (tokens, index, _options, env) => {
  const { id, notes } = env as unknown as Env;
  const number = notes.get(String(tokens[index]?.meta?.['label'])) ?? 0;
  return `<sup><a href="#${noteId(id, number)}" data-note="${number}" aria-label="${escapeHtml(t('Note {0}', number))}">${number}</a></sup>`;
};

/** Where a footnote stands in the page. */
export const noteId = (document: string, number: number): string => `${document}note-${number}`;

/** Inline Markdown as it is read out. */
export function spokenText(source: string, env: Env): string {
  const tokens = md.parseInline(source, env)[0]?.children ?? [];
  return withoutPlaceholders(tokens.map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('')).trim();
}

/** The blocks of a text, their inline Markdown unread; adds to the definitions what is defined in it. */
export function blockTokens(text: string, definitions: Definitions): readonly Token[] {
  const tokens: Token[] = [];
  md.block.parse(text.replaceAll('\0', '\uFFFD'), md, definitions, tokens);
  return tokens;
}

/** Whether inline Markdown may read differently in another {@link Env}. */
export const needsEnv = (source: string): boolean => source.includes('[') || hasPlaceholder(source);

/** Inline Markdown as it is shown, and what of it is text that nothing was made of. */
export interface Inline {
  readonly pieces: readonly Piece[];
  readonly literal: string;
}

/**
 * Inline Markdown, piece by piece: as it grows, only the last ones change.
 * @param mentions what is known of the workspace; gets what it names besides
 */
export function readInline(source: string, env: Env, mentions: MentionEnv): Inline {
  const pieces: Piece[] = [];
  let literal = '';
  let text = '';
  let group: Token[] = [];
  const flushText = () => {
    if (text) pieces.push({ text });
    text = '';
  };
  const addText = (content: string) => {
    for (const part of atPlaceholders(content)) {
      if (!hasPlaceholder(part)) {
        text += part;
        continue;
      }
      flushText();
      pieces.push({ html: replacePlaceholders(part, (place) => citationButton(env.annotations, place)) });
    }
  };
  let depth = 0;
  for (const token of md.parseInline(source, { ...env, ...mentions })[0]?.children ?? []) {
    depth += token.nesting;
    if (token.type === 'text') literal += token.content;
    if (group.length === 0 && (token.type === 'text' || token.type === 'softbreak')) {
      addText(token.type === 'text' ? token.content : '\n');
      continue;
    }
    flushText();
    group.push(token);
    if (depth > 0) continue;
    pieces.push({ html: md.renderer.renderInline(group, md.options, env) });
    group = [];
  }
  flushText();
  return { pieces, literal };
}
