import type { Piece } from './grow.ts';
import { coloured, type Coloured } from './highlight.ts';

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
/** Within something that began this far above, even by way of other things in it, colours begin anew. */
const MAX_BEGINNING = 8_000;

/** Code that must stand above a stretch for its colours, and what it is in the midst of at its end. */
interface Beginning {
  readonly code: string;
  readonly within: string;
}
const START: Beginning = { code: '', within: '' };

export function createColouring(language: string): Colouring {
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

  return {
    stretches(code) {
      if (!code.startsWith(known)) {
        [known, whole, beginning, from, tried] = ['', [], START, 0, 0];
      }
      known = code;
      for (;;) {
        const lineEnd = code.indexOf('\n', Math.max(tried, from + LENGTH));
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
