/** No tag holds a `<`: to look for its end beyond the next one would take for ever where none has an end. */
const TOKEN = /<([^<>]*)>|([^<]+)/g;

/**
 * The paragraphs of Office's XML, an empty line between them. Word (`w:`) and PowerPoint (`a:`) name what matters here alike:
 * `p` a paragraph, `t` its text, `br` and `tab`; `tbl`, `tr` and `tc` a table, its rows and cells. Charts (`c:`)
 * keep the names of their series and categories as `v` in a `strCache`.
 */
export function linesOf(xml: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let prefix = '';
  let inText = false;
  let inTable = 0;
  let again = 0;
  let inNames = false;
  const end = (...after: readonly string[]) => {
    if (line.trim()) lines.push(...(prefix + line.trimEnd()).split('\n'), ...after);
    line = prefix = '';
  };
  for (const [, tag, text] of xml.matchAll(TOKEN)) {
    if (text !== undefined) {
      if (inText) line += decoded(text);
      continue;
    }
    // What stands here once more, for programs that can't show the other.
    if (tag === 'mc:Fallback') again++;
    if (tag === '/mc:Fallback') again--;
    if (again > 0) continue;
    const [, closing, name, rest] = /^(\/?)[wac]:(\w+)(.*)$/s.exec(tag ?? '') ?? [];
    switch (name) {
      case 't':
        inText = !closing && !rest?.endsWith('/');
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
        if (!rest?.includes('w:pos')) line += '\t';
        break;
      case 'br':
        line += inTable ? ' ' : '\n';
        break;
      case 'pStyle':
        prefix = '#'.repeat(Number(/w:val="Heading([1-6])"/.exec(rest ?? '')?.[1] ?? 0));
        if (prefix) prefix += ' ';
        break;
      case 'numPr':
        prefix ||= '- ';
        break;
      case 'p':
        if (closing && inTable) line += ' ';
        else if (closing) end(...(prefix === '- ' ? [] : ['']));
        break;
      case 'tbl':
        inTable += closing ? -1 : 1;
        if (closing) lines.push('');
        break;
      case 'tc':
        if (closing) line = `${line.trimEnd()} | `;
        break;
      case 'tr':
        if (closing) {
          line = line.replace(/ \| $/, '');
          end();
        }
        break;
    }
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

export function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
