/** A bracket that may cite: its entries, as they are written, each with the numbers it names. */
export interface Marker {
  /** As it is written, brackets included. */
  readonly text: string;
  readonly entries: readonly { readonly text: string; readonly numbers: readonly number[] }[];
}

/** The brackets that models put the numbers of passages into, however they were told. */
const CLOSING = new Map([['【', '】'], ['［', '］'], ['[', ']']]);
/** What some put before a number. */
const WORDS = ['source', 'passage', 'result', 'reference', 'ref', 'citation', 'cite', 'document', 'doc'].flatMap((word) => [word, `${word}s`]);

const SPACE = '[ \\t\\u00a0\\u3000]{0,2}';
const WORD = `(?:(?:${WORDS.toSorted((a, b) => b.length - a.length).join('|')})[.:]?)?${SPACE}#?${SPACE}`;
const NUMBER = '[0-9０-９]{1,4}';
const DASH = '[-‑–—~〜～]';
const ENTRY = `${WORD}${NUMBER}(?:${SPACE}${DASH}${SPACE}#?${NUMBER})?`;
const SEPARATOR = `${SPACE}[,;，；、]${SPACE}`;

const NUMBERS = new RegExp(NUMBER, 'g');
const SEPARATORS = new RegExp(SEPARATOR);

/** Some name the source, too: `【1†guide.md】`. More than this is a text of its own. */
const LABEL_CHARS = 200;
/** No marker is longer: twenty entries and a label. */
export const MARKER_CHARS = 1_000;

const FORMS = new Map(
  [...CLOSING].map(([open, close]) => {
    const [begin, end] = [open, close].map((bracket) => `\\${bracket}`);
    const label = `(?:†[^${end}\\n]{0,${LABEL_CHARS}})?`;
    const tail = `${WORD}(?:${NUMBER}${SPACE}(?:${DASH}${SPACE}#?(?:${NUMBER}${SPACE})?)?${label})?`;
    return [
      open,
      {
        whole: new RegExp(`^${begin}${SPACE}(${ENTRY}(?:${SEPARATOR}${ENTRY}){0,20})${SPACE}${label}${end}`, 'i'),
        // What may become one: it ends within an entry, or within a word before its number.
        begun: new RegExp(`^${begin}${SPACE}(?:${ENTRY}${SEPARATOR}){0,20}(?:([a-z]+)|${tail})$`, 'i'),
      },
    ] as const;
  }),
);

/**
 * The marker at the beginning of a text; `begun` where more of the text decides whether there is one; null where there is none.
 * It says nothing of what stands around the marker.
 */
export function readMarker(text: string): Marker | 'begun' | null {
  const form = FORMS.get(text.charAt(0));
  if (!form) return null;
  const whole = form.whole.exec(text);
  if (whole) return { text: whole[0], entries: (whole[1] ?? '').split(SEPARATORS).map(toEntry) };
  const begun = form.begun.exec(text);
  const word = begun?.[1]?.toLowerCase();
  return begun && (word === undefined || WORDS.some((each) => each.startsWith(word))) ? 'begun' : null;
}

/** A number, or a range of them; one that goes down names none. */
function toEntry(text: string): Marker['entries'][number] {
  const [first = 0, last = first] = Array.from(text.matchAll(NUMBERS), ([digits]) => Number(digits.normalize('NFKC')));
  return { text, numbers: Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index) };
}

/** What makes `[1]` an index: `a[1]`, `f()[1]`, `a[0][1]`, `\[1]`. Letters without case don't: `方法[1]` cites. */
const INDEXED = /[\p{Ll}\p{Lu}\p{N}_$)\]\\]/u;

/** Where a marker stands. */
export interface Surroundings {
  /** The character before it; empty at the beginning. */
  readonly before: string;
  /** Whether the text before it is a citation. */
  readonly afterCitation: boolean;
  readonly atLineStart: boolean;
  /** What follows, as far as it is known. */
  readonly after: string;
}

/**
 * Whether a marker may cite where it stands. Square brackets have other meanings in Markdown and in code: `[1](url)`, `[1][ref]`,
 * `[1]: url`, `a[1]`.
 * @returns null where what follows is not known yet and decides
 */
export function mayCite(marker: Marker, { before, afterCitation, atLineStart, after }: Surroundings): boolean | null {
  if (!marker.text.startsWith('[')) return true;
  if (!afterCitation && INDEXED.test(before)) return false;
  const [next, second] = after;
  if (next === undefined) return null;
  if (next === '[') return second === undefined ? null : /[\d#]/.test(second);
  return !'(]}'.includes(next) && !(next === ':' && atLineStart);
}
