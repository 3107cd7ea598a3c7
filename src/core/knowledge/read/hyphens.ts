/** A word that was broken at the end of a line, and what of it stands on the next. */
const BEGINS = /(?<![\p{L}\p{M}\p{N}])([\p{L}\p{M}]+)[-\u00ad\u2010]$/u;
const GOES_ON = /^([\p{Ll}\p{Lo}\p{M}]+)(\S*)\s*/u;
/** Shorter ones are syllables as often as words. */
const MIN_WORD = 3;
const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;

/**
 * Pages whose words are whole where setting them in lines has broken them: the rest of a word goes up to its beginning. A hyphen that belongs to its
 * word stays; the document itself tells where it writes the word, or its parts, elsewhere.
 */
export function withWholeWords(pages: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const known = knownWords(pages);
  return pages.map((lines) => {
    const whole: string[] = [];
    let rest: string | null = null;
    lines.forEach((given, index) => {
      let line: string = rest ?? given;
      rest = null;
      const begins = BEGINS.exec(line)?.[1];
      const [found, second = '', mark = ''] = (begins && GOES_ON.exec(lines[index + 1] ?? '')) || [];
      if (begins && found !== undefined) {
        const isOne = isOneWord(begins.toLowerCase(), second.toLowerCase(), known);
        line = `${isOne ? line.slice(0, -1) : line}${second}${mark}`;
        rest = (lines[index + 1] ?? '').slice(found.length);
      }
      // Of a line that was the end of a word alone nothing is left.
      if (line !== '' || given === '') whole.push(line);
    });
    return whole;
  });
}

function isOneWord(first: string, second: string, known: ReadonlySet<string>): boolean {
  if (known.has(`${first}-${second}`)) return false;
  const areWords = [first, second].every((part) => part.length >= MIN_WORD && known.has(part));
  return known.has(first + second) || !areWords;
}

/** Those that stand within a line, in small letters. */
function knownWords(pages: readonly (readonly string[])[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const lines of pages) {
    let isBroken = false;
    for (const line of lines) {
      const words = line.match(WORD) ?? [];
      const ends = BEGINS.test(line);
      for (const word of words.slice(isBroken ? 1 : 0, ends ? -1 : words.length)) known.add(word.toLowerCase());
      isBroken = ends;
    }
  }
  return known;
}
