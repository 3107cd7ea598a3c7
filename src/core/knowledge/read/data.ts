/** Longer than the longest paragraph that people write on one line; minified code has far longer ones. */
export const LONG_LINE = 2000;

/** What stands where data was. It has no word, so nobody finds it. */
const LEFT_OUT = '…';
/** Longer than any word, name or hash. */
const MIN_RUN = 200;
/** Base64 of both alphabets, with escaped line ends in it, and hexadecimal. */
const RUN = new RegExp(`[A-Za-z0-9+/_=\\\\%-]{${MIN_RUN},}`, 'g');
/** Words of a path, and escaped characters, are shorter between their separators than base64 is. */
const MIN_PIECE = 20;
/** Coordinates, paths of drawings, samples: looked for on long lines alone. */
const NUMBERS = /[\d\s.,;:'"+\-()[\]a-fA-FxhlmqstvzHLMQSTVZ]{300,}/g;
/** Of such a stretch at least so much is digits. */
const MIN_DIGITS = 0.3;

/** A line that is nothing but base64, as mail, certificates and YAML break it. */
const MIN_DATA = 56;
const BASE64_LINE = /^[\s"']*[A-Za-z0-9+/]{56,}={0,2}(?:\\n)?["',\s\\]*$/;
const LAST_BASE64_LINE = /^[\s"']*(?:[A-Za-z0-9+/]+={1,2}|[A-Za-z0-9+/]{20,})(?:\\n)?["',\s\\]*$/;
/** Fewer may be a list of hashes. */
const MIN_BLOCK = 4;
/** What follows is a secret's business, which must still be seen as one. */
const KEY_BEGINS = /PRIVATE KEY(?: BLOCK)?-----/;

/** The lines without the data in them: base64, data URIs, long rows of numbers. So many lines remain as there were, and the text beside the data. */
export function withoutData(lines: readonly string[]): readonly string[] {
  // Most files have no line that could be data.
  return lines.some(({ length }) => length >= MIN_DATA) ? withoutBlocks(lines.map(withoutRuns)) : lines;
}

function withoutRuns(line: string): string {
  if (line.length < MIN_RUN) return line;
  const cut = line.replace(RUN, (run, at: number) => ((isBase64(run) || line.slice(0, at).endsWith('base64,')) && !KEY_BEGINS.test(line.slice(Math.max(at - 60, 0), at + 60)) ? LEFT_OUT : run));
  return cut.length > LONG_LINE ? cut.replace(NUMBERS, (run) => (count(run, /\d/g) > run.length * MIN_DIGITS ? LEFT_OUT : run)) : cut;
}

function isBase64(run: string): boolean {
  return run.length / run.split(/[^A-Za-z0-9]+/).length > MIN_PIECE;
}

function withoutBlocks(lines: readonly string[]): readonly string[] {
  const kept = [...lines];
  for (let from = 0; from < lines.length; from++) {
    let to = from;
    while ((lines[to]?.length ?? 0) >= MIN_DATA && BASE64_LINE.test(lines[to] ?? '')) to++;
    if (to - from >= MIN_BLOCK && !KEY_BEGINS.test(lines[from - 1] ?? '')) {
      if (LAST_BASE64_LINE.test(lines[to] ?? '')) to++;
      kept.fill('', from, to).splice(from, 1, LEFT_OUT);
    }
    from = Math.max(from, to - 1);
  }
  return kept;
}

/** How often it stands in the text. @param pattern with the flag `g` */
export function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
