import { countOf } from './countOf.ts';

/** The beginning of a file that is text, as a model is told of it. */
export interface FileHead {
  /** Encoding, and for tables what stands between cells: `UTF-8, cells separated by “;”`. */
  readonly form: string;
  /** Its first lines, long ones cut. */
  readonly lines: readonly string[];
}

/** A header and two rows tell what a table holds; all else is computed. */
const LINES = 3;
/** Of each line: some ten columns. In small windows all of it has to be some 50 tokens. */
const LINE_CHARS = 100;
const SEPARATORS = [',', ';', '\t', '|'] as const;
const NAMES = { ',': '“,”', ';': '“;”', '\t': 'tabs', '|': '“|”' } as const;

/**
 * What the first bytes of a file tell; null where they are no text.
 * @param isWhole whether these bytes are all
 */
export function fileHead(bytes: Uint8Array, isWhole: boolean): FileHead | null {
  const decoded = decode(bytes, isWhole);
  if (!decoded) return null;
  const all = decoded.text.split(/\r\n|\n|\r/);
  // The last one may be cut.
  const lines = (isWhole || all.length === 1 ? all : all.slice(0, -1)).filter((line) => line.trim() !== '').slice(0, LINES);
  if (lines.length === 0) return null;
  const separator = separatorOf(lines);
  const cells = separator === null ? '' : `, cells separated by ${NAMES[separator]}`;
  return { form: decoded.encoding + cells, lines: lines.map((line) => (line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line)) };
}

/** What stands between cells, if the lines have the same number of it; of several the most frequent. */
function separatorOf(lines: readonly string[]): (typeof SEPARATORS)[number] | null {
  const [first = ''] = lines;
  if (/^\s*[[{]/.test(first)) return null;
  const bare = lines.map((line) => line.replace(/"[^"]*"/g, ''));
  const fits = SEPARATORS.map((separator) => ({ separator, counts: bare.map((line) => countOf(line, separator)) }))
    .filter(({ counts: [count = 0, ...others] }) => count > 0 && others.every((other) => other === count))
    .toSorted((a, b) => (b.counts[0] ?? 0) - (a.counts[0] ?? 0));
  return fits[0]?.separator ?? null;
}

function decode(bytes: Uint8Array, isWhole: boolean): { readonly text: string; readonly encoding: string } | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  if (bytes.includes(0)) return null;
  try {
    // Cut in the middle of a character it is still UTF-8.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole }), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'not UTF-8, perhaps Windows-1252' };
  }
}
