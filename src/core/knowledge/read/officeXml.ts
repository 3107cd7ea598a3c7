import { DOCUMENT } from '../../limits/limits.ts';

/** No tag holds a `<`: to look for its end beyond the next one would take for ever where none has an end. */
const TOKEN = /<([^<>]*)>|([^<]+)/g;

/** What a reader does not see: the same once more for programs that can't show the other, what stood here before it was moved, how characters are spoken. */
const UNSEEN = new Set(['mc:Fallback', 'w:moveFrom', 'w:rt']);
/** The levels of headings by the names of their styles. */
export type Levels = ReadonlyMap<string, number>;
const NO_LEVELS: Levels = new Map();
const MAX_LEVEL = 6;

/**
 * The paragraphs of Office's XML, an empty line between them. Word (`w:`) and PowerPoint (`a:`) name what matters here alike:
 * `p` a paragraph, `t` its text, `br` and `tab`; `tbl`, `tr` and `tc` a table, its rows and cells. Charts (`c:`)
 * keep the names of their series and categories as `v` in a `strCache`, equations (`m:`) their text as `t`.
 * @param levels besides styles that are called `Heading1` to `Heading6`
 */
export function linesOf(xml: string, levels: Levels = NO_LEVELS): readonly string[] {
  const lines: string[] = [];
  /** Of the paragraphs in which the one at hand stands, as in a box of its own. */
  const around: { readonly line: string; readonly prefix: string }[] = [];
  /** The cells so far of the row at hand. */
  let row = '';
  let line = '';
  let prefix = '';
  let inText = false;
  let inTable = 0;
  let unseen = 0;
  let inNames = false;
  const end = (...after: readonly string[]) => {
    const whole = row ? (row + line).replace(/ \| $/, '') : line;
    if (whole.trim()) lines.push(...(prefix + whole.trimEnd()).split('\n'), ...after);
    row = line = prefix = '';
  };
  for (const [, tag, text] of xml.matchAll(TOKEN)) {
    if (text !== undefined) {
      if (inText) line += decoded(text);
      continue;
    }
    const [, closing, full = '', name, rest = ''] = /^(\/?)((?:[wacm]|mc):(\w+))(.*)$/s.exec(tag ?? '') ?? [];
    const isEmpty = rest.endsWith('/');
    if (UNSEEN.has(full) && !isEmpty) unseen += closing ? -1 : 1;
    if (unseen > 0) continue;
    switch (name) {
      case 't':
        inText = !closing && !isEmpty;
        break;
      case 'strCache':
        inNames = !closing;
        break;
      case 'v':
        inText = inNames && !closing;
        if (inNames && closing) end();
        break;
      case 'tab':
        // Word also names the stops of a tabulator so, with their places.
        if (!rest.includes('w:pos')) line += '\t';
        break;
      case 'br':
      case 'cr':
        line += inTable ? ' ' : '\n';
        break;
      case 'noBreakHyphen':
        line += '-';
        break;
      case 'pStyle':
      case 'outlineLvl': {
        const value = /w:val="([^"]*)"/.exec(rest)?.[1] ?? '';
        const level = name === 'pStyle' ? (levels.get(value) ?? Number(/^Heading([1-6])$/.exec(value)?.[1] ?? 0)) : Number(value) + 1;
        if (level > 0 && level <= MAX_LEVEL) prefix = `${'#'.repeat(level)} `;
        break;
      }
      case 'numPr':
        prefix ||= '- ';
        break;
      case 'p':
        if (isEmpty) break;
        if (!closing) {
          if (around.length < DOCUMENT.nesting.max) around.push({ line, prefix });
          line = prefix = '';
        } else {
          const outer = around.pop() ?? { line: '', prefix: '' };
          if (!inTable) end(...(prefix === '- ' ? [] : ['']));
          if (inTable) line = `${outer.line}${outer.line && line ? ' ' : ''}${line}${around.length > 0 ? ' ' : ''}`;
          else line = outer.line;
          prefix ||= outer.prefix;
        }
        break;
      case 'tbl':
        if (inTable === 0) end();
        inTable += closing ? -1 : 1;
        if (closing) lines.push('');
        break;
      case 'tc':
        if (!closing) break;
        // A row may have a great many, and is put together as it ends.
        row += line.trim() || !row ? `${line.trimEnd()} | ` : '| ';
        line = '';
        break;
      case 'tr':
        if (closing) end();
        break;
    }
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

/** A text of XML with its entities as characters; what is no entity of XML stays. */
export function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
