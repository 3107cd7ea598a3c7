import { checkText, decode } from './decode.ts';
import type { DocumentKind } from './kind.ts';
import { linesOf } from './lines.ts';
import { prose, text } from './text.ts';

/** Pages that programs make others of: what stands in their tags and scripts is their authors' work. */
const TEMPLATE = /\{\{|\{%|<%|<\?(?:php|=)|\s(?:\*ng|ng-|v-|x-|:|@|#|\(|\[)[\w.-]+[\])]*\s*=|\$\{/;

/** A web page: its text without tags, scripts and styles, on the lines of its source. */
export const webPage: DocumentKind = {
  ...text,
  check: checkText,
  async extract(bytes, stopped) {
    const source = await decode(bytes);
    if (TEMPLATE.test(withoutScripts(source))) return prose.extract(bytes, stopped);
    // Loaded here because it is seldom needed.
    const { htmlInPlace } = await import('./html.ts');
    const lines = htmlInPlace(source);
    // Of a page that its script draws there is nothing else; nor of one that nobody can take apart.
    return lines?.some(Boolean) ? [{ page: null, lines }] : [{ page: null, lines: linesOf(source) }];
  },
};

/** Each is passed over once, also where none of them ends. */
function withoutScripts(source: string): string {
  const kept: string[] = [];
  const opening = /<(script|style)\b/gi;
  let at = 0;
  for (let found = opening.exec(source); found; found = opening.exec(source)) {
    const closing = new RegExp(`</${found[1]}>`, 'gi');
    closing.lastIndex = opening.lastIndex;
    if (!closing.test(source)) break;
    kept.push(source.slice(at, found.index));
    at = opening.lastIndex = closing.lastIndex;
  }
  return kept.join('') + source.slice(at);
}
