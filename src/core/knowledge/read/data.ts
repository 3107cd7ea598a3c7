import { ASCII, asciiKinds } from '../../text/asciiKinds.ts';

/** Longer than the longest paragraph that people write on one line; minified code has far longer ones. */
export const LONG_LINE = 2000;

/** What stands where data was. It has no word, so nobody finds it. */
const LEFT_OUT = '…';
/** Longer than any word, name or hash. */
const MIN_RUN = 200;
/** Base64 of both alphabets, with escaped line ends in it, and hexadecimal. */
const OF_RUN = asciiKinds(/[A-Za-z0-9+/_=\\%-]/);
/** Words of a path, and escaped characters, are shorter between their separators than base64 is. */
const MIN_PIECE = 20;
/** Coordinates, paths of drawings, samples: looked for on long lines alone. */
const OF_NUMBERS = asciiKinds(/[\d\s.,;:'"+\-()[\]a-fA-FxhlmqstvzHLMQSTVZ]/);
const MIN_NUMBERS = 300;
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
  const cut = withoutStretches(line, OF_RUN, MIN_RUN, (run, at) => (isBase64(run) || line.endsWith('base64,', at)) && !KEY_BEGINS.test(line.slice(Math.max(at - 60, 0), at + 60)));
  return cut.length > LONG_LINE ? withoutStretches(cut, OF_NUMBERS, MIN_NUMBERS, (run) => count(run, /\d/g) > run.length * MIN_DIGITS) : cut;
}

/** The line without the stretches of these characters that are so long and pass. A loop: a pattern would try each stretch from each of its characters. */
function withoutStretches(line: string, characters: Uint8Array, least: number, passes: (run: string, at: number) => boolean): string {
  let said = '';
  let kept = 0;
  let start = 0;
  for (let at = 0; at <= line.length; at++) {
    const code = at < line.length ? line.charCodeAt(at) : ASCII;
    if (code < ASCII && characters[code] === 1) continue;
    if (at - start >= least && passes(line.slice(start, at), start)) {
      said += line.slice(kept, start) + LEFT_OUT;
      kept = at;
    }
    start = at + 1;
  }
  return kept === 0 ? line : said + line.slice(kept);
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
