import type { Coloured } from './coloured.ts';
import type { Piece } from './grow.ts';
import { escapeHtml } from './escape.ts';
import { lazy } from '../shared/lazy.ts';

/** Colours code where its language is known. */
export type Colour = (code: string, language: string) => Coloured;

/** The languages are half of all that a view would load. */
export const colours = lazy<Colour>(async () => (await import('./highlight.ts')).coloured);

/** Until they are there. */
export const uncoloured: Colour = (code) => ({ html: escapeHtml(code), within: '' });

/** Lines that stand in an element of their own; each piece after the first begins with the line break. */
export type Stretch = readonly Piece[];

/** Colours code that grows: a stretch that is whole is coloured once. */
export interface Colouring {
  stretches(code: string): readonly Stretch[];
}

/**
 * A stretch ends as soon as it is this long (in characters) and its last line ends all that began in it, like a comment:
 * long enough to be read in one, short enough to be coloured again with every frame.
 */
const LENGTH = 1_000;
/** But at this length it ends in the midst of whatever it is; what comes next is coloured as the rest of that. */
const MAX_LENGTH = 2_000;
/**
 * Of a longer line only so much is coloured; the rest is plain text, to which more can be added. The browser lays out a line as
 * a whole, and each coloured piece in it takes its time. What comes below begins anew.
 */
const MAX_LINE = 2_000;
/** Colours begin anew within something, such as a long comment, that began so many characters above. */
const MAX_BEGINNING = 8_000;

/** Code that must stand above a stretch for its colours, and what it is in the midst of at its end. */
interface Beginning {
  readonly code: string;
  readonly within: string;
}
const START: Beginning = { code: '', within: '' };

export function createColouring(language: string, coloured: Colour): Colouring {
  let known = '';
  let whole: readonly Stretch[] = [];
  let beginning = START;
  /** Where the open stretch begins, and the line in it up to which no end was found. */
  let from = 0;
  let tried = 0;

  const colour = (code: string) => lines(coloured(beginning.code + code, language), beginning.code);

  function end(lineEnd: number, last: Coloured): void {
    const code = known.slice(from, lineEnd + 1);
    whole = [...whole, pieces(lines(last, beginning.code))];
    if (last.within === '') beginning = START;
    else if (last.within !== beginning.within) {
      const above = beginning.code + code;
      beginning = above.length > MAX_BEGINNING ? START : { code: above, within: last.within };
    }
    from = tried = lineEnd + 1;
  }

  /** What is open above a long line, and that line. */
  function withLong({ start, end }: Line): Stretch {
    const above = start > from ? pieces(colour(known.slice(from, start - 1))) : [];
    const [head = ''] = lines(coloured(known.slice(start, start + MAX_LINE), language), '');
    return [...above, { html: above.length > 0 ? `\n${head}` : head }, { text: known.slice(start + MAX_LINE, end) }];
  }

  return {
    stretches(code) {
      if (!code.startsWith(known)) {
        [known, whole, beginning, from, tried] = ['', [], START, 0, 0];
      }
      known = code;
      for (;;) {
        const lineEnd = code.indexOf('\n', Math.max(tried, from + LENGTH));
        const long = longLine(code, from, lineEnd < 0 ? code.length : lineEnd);
        if (long) {
          const stretch = withLong(long);
          if (!long.isWhole) return [...whole, stretch];
          whole = [...whole, stretch];
          [from, tried, beginning] = [long.end + 1, long.end + 1, START];
          continue;
        }
        if (lineEnd < 0) break;
        tried = lineEnd + 1;
        // An empty line at the end of an element would not be seen.
        if (code[lineEnd - 1] === '\n') continue;
        const last = coloured(beginning.code + code.slice(from, lineEnd), language);
        if (last.within === '' || lineEnd - from >= MAX_LENGTH) end(lineEnd, last);
      }
      return from < code.length || whole.length === 0 ? [...whole, pieces(colour(code.slice(from)))] : whole;
    },
  };
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Whether there is a line break behind it. */
  readonly isWhole: boolean;
}

/** The first long line that begins from `from` to `to`. */
function longLine(code: string, from: number, to: number): Line | null {
  for (let start = from; start <= to; ) {
    const lineBreak = code.indexOf('\n', start);
    const end = lineBreak < 0 ? code.length : lineBreak;
    if (end - start > MAX_LINE) return { start, end, isWhole: lineBreak >= 0 };
    start = end + 1;
  }
  return null;
}

/** The lines below the beginning, as HTML. */
function lines({ html }: Coloured, beginning: string): readonly string[] {
  const open: string[] = [];
  const all = html.split('\n').map((line) => {
    const before = open.join('');
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
      if (tag === '</span>') open.pop();
      else open.push(tag);
    }
    return before + line + '</span>'.repeat(open.length);
  });
  return beginning ? all.slice(beginning.split('\n').length - 1) : all;
}

const pieces = (lines: readonly string[]): Stretch => lines.map((line, index) => ({ html: index > 0 ? `\n${line}` : line }));
