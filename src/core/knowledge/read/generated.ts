import { count, LONG_LINE } from './data.ts';

/** Of minified code a fifth and more is such characters; of prose, with its links, less than a tenth. */
const SYMBOLS = /[{}()[\]<>;=:"&|$+*!\\]/g;
const MAX_SYMBOLS = 0.12;
/** Letters from space to space, on average: five or six in prose, far more in minified CSS. */
const MAX_WORD = 25;
/** Scripts without spaces have few words by that measure. */
const FOREIGN = /[^\0-\x7f]/g;
const MAX_FOREIGN = 0.2;

/** What people's code has and minifiers take away: indentation, spaces around operators and after commas. */
const WRITTEN = /^\s+\w|\s(?:[=+\-*/<>&|?:!]+|\{)\s|[,:;]\s|\)\s\{|^\w+ \w+ \w+/;
const DIRECTIVE = /^\s*['"]use \w+['"];?\s*$/;

/** Generators say what they are at the top, before any code. In lines; licences may stand above. */
const MAX_HEAD = 40;
const COMMENT = /^\s*(?:\/\/+!?|#+!?|--+|;+|%+|\*+\/?|\/\*+!?|<!--|\(\*|\{-|"""|'''|@?rem\b)\s*/i;
const BLOCKS = [['/*', '*/'], ['<!--', '-->'], ['(*', '*)'], ['{-', '-}']] as const;
/** What may stand above a first comment. */
const PREAMBLE = /^\s*(?:<\?(?:xml|php)\b.*|)$/;

const SUBJECT = '(?:(?:this|the) )?(?:code|file|class|source|module|header|script|document|it)s?(?: (?:file|code))?(?: (?:is|was|has been|were|are))?';
/** In a sentence of its own, whatever follows. */
const TAG = '(?:automatically )?@generated\\b(?! (?:files|code|sources)\\b)';
const HOW = 'auto-?|automatically |machine-?';
const NEXT = '(?:by|from|with|using|via|on|at|code|file|automatically|[.,;:!()<–—-])(?:\\W|$)';
/** A sentence that says of its file that it is generated; not one about other files. What it begins with tells whether that suffices. */
const SAYS_SO = new RegExp(`^(?:${SUBJECT} |this is (?:an? )?)?(?:(${TAG})|(${HOW})?generated\\b(?=\\s*(?:${NEXT}|$)))`, 'i');
const HANDS_OFF = /do(?: not|n['’]t) (?:edit|modify|change|touch)|overwritten|(?:changes|edits|modifications)\b.{0,60}\blost/i;
const CSHARP = /<auto-?generated\b/i;
/** How bundlers begin what they write. */
const BUNDLE = /webpackBootstrap|^var __(?:create|defProp|getOwnPropNames|commonJS) = |^\(function\(\)\{function r\(e,n,t\)\{|^parcelRequire/m;

/** Whether a text says of itself, at its top, that a program has written it. */
export function isMarked(lines: readonly string[]): boolean {
  if (BUNDLE.test(lines.slice(0, 10).join('\n'))) return true;
  const head = headOf(lines);
  if (CSHARP.test(head)) return true;
  // A line that goes on in the middle of a sentence begins none.
  const sentences = head.split(/(?<=[.!:;])\s+|\n(?=\s*(?:[A-Z@<]|\n|$))|\s[-–—*]+\s/);
  return sentences.some((sentence) => {
    const found = SAYS_SO.exec(sentence.trim());
    return found !== null && ((found[1] ?? found[2]) !== undefined || HANDS_OFF.test(head));
  });
}

/** A list of the places from which a minified text came. */
export function isSourceMap(text: string): boolean {
  return /^\s*\{/.test(text) && /"version"\s*:\s*3\b/.test(text) && text.includes('"mappings"') && text.includes('"sources"');
}

/** Whether a line is longer and denser than people write them: minified code or data, never prose. */
export function isMinified(line: string): boolean {
  if (line.length <= LONG_LINE) return false;
  const dense = count(line, SYMBOLS) > line.length * MAX_SYMBOLS;
  return dense || (line.length / line.split(/\s+/).length > MAX_WORD && count(line, FOREIGN) < line.length * MAX_FOREIGN);
}

/** Whether anything but comments stands on lines that a person may have written. */
export function hasWritten(lines: readonly string[]): boolean {
  let end: string | null = null;
  for (const line of lines) {
    if (end !== null) {
      if (line.includes(end)) end = null;
    } else if (COMMENT.test(line)) end = openBlock(line);
    else if (line.length <= LONG_LINE && WRITTEN.test(line) && !DIRECTIVE.test(line)) return true;
  }
  return false;
}

/** The comments that stand before all else, without what marks them as such. */
function headOf(lines: readonly string[]): string {
  const head: string[] = [];
  let end: string | null = null;
  for (const line of lines.slice(0, MAX_HEAD)) {
    if (end === null && !COMMENT.test(line) && !PREAMBLE.test(line) && !DIRECTIVE.test(line)) break;
    if (end === null) end = openBlock(line);
    else if (line.includes(end)) end = null;
    head.push(withoutEnd(line.replace(COMMENT, '')));
  }
  return head.join('\n');
}

/** Without what ends a comment. By hand: an expression would take hours for a line of white space. */
function withoutEnd(line: string): string {
  const text = line.trimEnd();
  const end = BLOCKS.map(([, each]) => each).find((each) => text.endsWith(each));
  if (end === undefined) return line;
  let length = text.length - end.length;
  while (text[length - 1] === '*') length--;
  return text.slice(0, length).trimEnd();
}

/** What ends the comment that is still open at the end of this line. */
function openBlock(line: string): string | null {
  const [begin, end] = BLOCKS.find(([begin]) => line.trimStart().startsWith(begin)) ?? [];
  return begin && end && !line.slice(line.indexOf(begin) + begin.length).includes(end) ? end : null;
}
