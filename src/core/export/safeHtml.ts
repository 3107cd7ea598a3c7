import { Parser } from 'htmlparser2';
import { idRules, safeDeclarations, styleText } from '../text/safeStyle.ts';
import { escapeHtml } from './tables.ts';

/** What lays out text and tables, and nothing that runs, loads, sends or covers. */
const TAGS = new Set(
  'table caption colgroup col thead tbody tfoot tr th td p div span b strong i em u s code pre kbd samp var sub sup small mark br hr ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote abbr'.split(' '),
);
const VOID = new Set(['br', 'hr', 'col']);
const ATTRIBUTES = new Set(['colspan', 'rowspan', 'scope', 'align', 'dir', 'lang', 'title', 'span']);
/** What stands in these is no text of the page. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'title', 'textarea', 'select', 'button']);

/** Untrusted HTML with what an allow list has of it; colours that were given by rules for single elements stay with these. */
export function safeHtml(html: string): string {
  const rules = idRules(html);
  const open: string[] = [];
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (SILENT.has(name)) silent++;
      if (silent > 0 || !TAGS.has(name)) return;
      const kept = Object.entries(attributes).filter(([key]) => ATTRIBUTES.has(key)).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
      const style = styleText([...(rules.get(attributes['id'] ?? '') ?? []), ...safeDeclarations(attributes['style'] ?? '')]);
      text += `<${name}${kept.join('')}${style ? ` style="${escapeHtml(style)}"` : ''}>`;
      if (!VOID.has(name)) open.push(name);
    },
    ontext(part) {
      if (silent === 0) text += escapeHtml(part);
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      else if (silent === 0 && open.at(-1) === name) text += `</${open.pop()}>`;
    },
  });
  parser.end(html);
  return text + open.toReversed().map((name) => `</${name}>`).join('');
}
