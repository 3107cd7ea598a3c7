import { t } from '@vscode/l10n';
import type { Env, MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import type { Annotation } from '../../core/types/item.ts';
import { escapeHtml } from './escape.ts';
import { replacePlaceholders } from './placeholders.ts';

/** A formula as it was written, and what TeX is to read of it. */
export interface Formula {
  readonly source: string;
  readonly tex: string;
  readonly display: boolean;
}

/** The longest formulas, in characters: no stray delimiter makes a parser read all that follows it. */
const INLINE_LENGTH = 2_000;
const DISPLAY_LENGTH = 10_000;
/** The same in lines, for a formula whose delimiters stand in lines of their own. */
const DISPLAY_LINES = 100;
/** What tells that an environment begins. */
const ENVIRONMENT_LENGTH = 24;
/** So much of a text may be a formula that has begun: it stands as it is written until it ends. */
const OPEN_LENGTH = 1_000;

type Delimiters = readonly [string, string];
const DELIMITERS: readonly Delimiters[] = [['$$', '$$'], ['\\[', '\\]'], ['\\(', '\\)'], ['$`', '`$'], ['$', '$']];
/** Environments that are formulas by themselves. */
const ENVIRONMENT = /^\\begin\{((?:equation|align|aligned|alignat|gather|gathered|multline|eqnarray|split|cases|array|[bBpvV]?matrix)\*?)\}/;

/** The environment that begins a text, by its delimiters. */
function environmentIn(text: string): Delimiters | null {
  const [opening, name] = ENVIRONMENT.exec(text) ?? [];
  return opening ? [opening, `\\end{${name}}`] : null;
}

const isEnvironment = (opening: string) => opening.startsWith('\\begin');

/** Formulas in `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, in which nothing is Markdown; GitHub's form with backticks in the dollars, and environments without any. */
export function mathSyntax(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', inlineRule);
  md.block.ruler.before('fence', 'math', blockRule, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.renderer.rules['math'] = (tokens, index, _options, env) => {
    const written = tokens[index]?.meta as unknown as Formula;
    const [source, tex] = [withNumbers(written.source, env), withNumbers(written.tex, env)];
    const { display } = written;
    const kind = display ? `class="math display" role="group" aria-label="${escapeHtml(t('Formula'))}" tabindex="0"` : 'class="math"';
    return `<span ${kind} data-tex="${escapeHtml(tex)}" data-source="${escapeHtml(source)}" dir="ltr">${escapeHtml(source)}</span>`;
  };
}

/** A number in brackets is an index in a formula, and cites nothing. */
function withNumbers(text: string, env: Env | undefined): string {
  const annotations = (env?.['annotations'] ?? []) as readonly Annotation[];
  return replacePlaceholders(text, (place) => `[${annotations[place]?.citation.number ?? ''}]`);
}

function inlineRule(state: StateInline, silent: boolean): boolean {
  const first = state.src.charAt(state.pos);
  if (first !== '$' && first !== '\\') return false;
  const delimiters = environmentIn(state.src.slice(state.pos, state.pos + ENVIRONMENT_LENGTH)) ?? DELIMITERS.find(([opening]) => state.src.startsWith(opening, state.pos));
  if (!delimiters || !mayOpen(state, delimiters[0])) return false;
  const end = endOf(state, delimiters);
  if (end !== null) {
    if (!silent) push(state, delimiters, end);
    state.pos = end;
    return true;
  }
  if (!isBegun(state, delimiters[0])) return false;
  if (!silent) state.pending += state.src.slice(state.pos);
  state.pos = state.posMax;
  return true;
}

function push(state: StateInline, [opening, closing]: Delimiters, end: number): void {
  const source = state.src.slice(state.pos, end);
  const tex = isEnvironment(opening) ? source : source.slice(opening.length, -closing.length);
  const formula: Formula = { source, tex, display: isDisplay(opening) };
  state.push('math', 'span', 0).meta = { ...formula };
}

const isDisplay = (opening: string) => opening === '$$' || opening === '\\[' || isEnvironment(opening);

/** A dollar in a word or before a space is money or a variable of a shell; `array\[0\]` is an escaped bracket. */
function mayOpen({ src, pos }: StateInline, opening: string): boolean {
  const before = pos > 0 ? src.charAt(pos - 1) : '';
  if (opening === '\\[') return !/[\w)\]]/.test(before);
  if (opening !== '$') return true;
  return !/[\w\\$]/.test(before) && /[^\s$]/.test(src.charAt(pos + 1));
}

/** Where the formula that begins here ends; null where it does not end, or is none. */
function endOf({ src, pos, posMax }: StateInline, [opening, closing]: Delimiters): number | null {
  const from = pos + opening.length;
  const longest = isDisplay(opening) ? DISPLAY_LENGTH : INLINE_LENGTH;
  const at = closingAt(src, from, Math.min(posMax - closing.length, from + longest), closing);
  if (at === null || src.slice(from, at).trim() === '') return null;
  if (opening === '$' && !isFormula(src.slice(from, at), src.charAt(at + 1))) return null;
  return at + closing.length;
}

/** A backslash belongs to what follows it: `\$` and `\\)` end nothing. */
function closingAt(src: string, from: number, to: number, closing: string): number | null {
  for (let at = from; at <= to; at++) {
    if (src.startsWith(closing, at)) return at;
    if (src.charAt(at) === '\\') at++;
  }
  return null;
}

/** Whether what stands between two dollars is a formula rather than text between two prices or variables. */
function isFormula(tex: string, after: string): boolean {
  if (/\s$/.test(tex) || /[\d$]/.test(after)) return false;
  // `$n$th` is one, `$HOME/bin:$PATH` is none.
  if (/[A-Za-z_]/.test(after) && !/\\|^\w([_^](\w|\{\w*\}))?$/.test(tex)) return false;
  const words = /[A-Za-z]{2,}/.test(tex.replace(/\\[A-Za-z]+(\{[^}]*\})?/g, ''));
  return !(words && /^\d/.test(tex));
}

/** Whether a formula has begun here of which the end has not come yet. */
function isBegun({ src, pos, posMax }: StateInline, opening: string): boolean {
  if (posMax !== src.length || posMax - pos > OPEN_LENGTH) return false;
  // A lone dollar is one only before something that nothing but TeX says.
  return opening !== '$' || /^\$[^$]*\\[A-Za-z,;:!{}|\\]/.test(src.slice(pos));
}

/** What a reader of blocks must know of a formula that may still end: no block from its line on is what it seems. */
export interface Unsettled {
  unsettled?: number;
}

/** Keeps the lines of a formula together as one paragraph, whatever they look like to Markdown. */
function blockRule(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineOf(state, startLine);
  const delimiters = environmentIn(first) ?? DELIMITERS.slice(0, 2).find(([opening]) => first.startsWith(opening));
  if (!delimiters || first.includes(delimiters[1], 2)) return false;
  const alone = first.trim() === delimiters[0];
  const last = lastLine(state, startLine, endLine, delimiters[1], alone);
  const env = state.env as Unsettled;
  if (last.kind === 'open') env.unsettled = Math.min(env.unsettled ?? Infinity, startLine);
  // Behind a blank line it is no longer likely that it will end: it is what Markdown makes of it, until it does.
  if (last.kind === 'none' || (last.kind === 'open' && last.hasBlank)) return false;
  if (silent) return true;
  const paragraph = state.push('paragraph_open', 'p', 1);
  paragraph.map = [startLine, last.line + 1];
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, last.line + 1, state.blkIndent, false).trim();
  inline.map = paragraph.map;
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.line = last.line + 1;
  return true;
}

type Last =
  | { readonly kind: 'closed'; readonly line: number }
  | { readonly kind: 'open'; readonly line: number; readonly hasBlank: boolean }
  | { readonly kind: 'none' };

function lastLine(state: StateBlock, startLine: number, endLine: number, closing: string, mayHaveBlank: boolean): Last {
  let hasBlank = false;
  for (let line = startLine + 1; line < endLine; line++) {
    if (line - startLine > DISPLAY_LINES) return { kind: 'none' };
    if (state.isEmpty(line)) {
      if (!mayHaveBlank) return { kind: 'none' };
      hasBlank = true;
    } else {
      if ((state.sCount[line] ?? 0) < state.blkIndent) return { kind: 'none' };
      const text = lineOf(state, line);
      if (closingAt(text, 0, text.length - closing.length, closing) !== null) return { kind: 'closed', line };
    }
  }
  const isEnd = endLine >= state.bMarks.length - 1;
  return isEnd ? { kind: 'open', line: endLine - 1, hasBlank } : { kind: 'none' };
}

const lineOf = (state: StateBlock, line: number) => state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
