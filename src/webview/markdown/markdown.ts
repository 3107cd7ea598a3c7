import MarkdownIt, { type Token } from 'markdown-it';
import type { Annotation } from '../../core/types/item.ts';
import { linkedAction } from '../../protocol/actions.ts';
import { spokenPlace } from '../shared/place.ts';
import { escapeHtml, highlight } from './highlight.ts';

/**
 * A stretch of Markdown: prose as HTML, and code apart, since code has buttons. Citations are `<button data-citation="i">`,
 * links to ways out `<button data-action="name">`, with `i` an index into the annotations.
 */
export type Block = { readonly type: 'html'; readonly html: string } | { readonly type: 'code'; readonly code: string; readonly language: string };

/**
 * What stands around a citation's index while Markdown is read: control characters, which end a web address, and of which a
 * text's own are taken out; and punctuation, since in `**so.**1` the stars would close nothing.
 */
const OPEN = '!\u0001';
const CLOSE = '\u0002!';
const PLACEHOLDER = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');

// No raw HTML and no images: an answer loads nothing. The HTML that is left is sanitised where it is shown all the same.
const md = new MarkdownIt({
  html: false,
  linkify: true,
  typographer: false,
  highlight: (code, language) => highlight(withoutPlaceholders(code), language),
}).disable('image');
md.validateLink = (url) => /^(https?:|mailto:)/i.test(url) || linkedAction(url) !== null;
md.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>';
md.renderer.rules['table_close'] = () => '</table></div>';
md.renderer.rules['code_inline'] = (tokens, index) => `<code>${escapeHtml(withoutPlaceholders(tokens[index]?.content ?? ''))}</code>`;
md.renderer.rules['code_block'] = (tokens, index) => `<pre><code>${escapeHtml(withoutPlaceholders(tokens[index]?.content ?? ''))}</code></pre>`;

md.renderer.rules['text'] = (tokens, index, _options, env) =>
  escapeHtml(tokens[index]?.content ?? '').replace(PLACEHOLDER, (_, place: string) => citationButton((env?.['annotations'] ?? []) as readonly Annotation[], Number(place)));

// Styles of an element's own are forbidden here: the alignment of a column becomes a class.
md.core.ruler.push('alignment', ({ tokens }) => {
  for (const token of tokens) {
    const style = token.attrGet('style');
    if (style === 'text-align:right') token.attrs = [['class', 'number']];
    else if (style === 'text-align:center') token.attrs = [['class', 'centered']];
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

export function renderMarkdown(text: string, annotations: readonly Annotation[] = []): readonly Block[] {
  const env = { annotations };
  const blocks: Block[] = [];
  let prose: Token[] = [];
  const flush = () => {
    if (prose.length > 0) blocks.push({ type: 'html', html: md.renderer.render(prose, md.options, env) });
    prose = [];
  };
  for (const token of md.parse(withPlaceholders(text, annotations), env)) {
    // Code inside a list or a quote stays where it is; only code between paragraphs gets buttons.
    if (token.type === 'fence' && token.level === 0) {
      flush();
      blocks.push({ type: 'code', code: withoutPlaceholders(token.content).trimEnd(), language: token.info.trim().split(/\s/)[0] ?? '' });
      continue;
    }
    prose.push(token);
    // Each paragraph for itself: as an answer grows, only its last one changes.
    if (token.level === 0 && token.nesting <= 0) flush();
  }
  return blocks;
}

function withPlaceholders(text: string, annotations: readonly Annotation[]): string {
  let out = '';
  let from = 0;
  annotations.forEach(({ start, end }, index) => {
    out += clean(text.slice(from, start)) + OPEN + String(index) + CLOSE;
    from = end;
  });
  return out + clean(text.slice(from));
}

const clean = (text: string) => text.replaceAll('\u0001', '').replaceAll('\u0002', '');
const withoutPlaceholders = (text: string) => text.replace(PLACEHOLDER, '');
