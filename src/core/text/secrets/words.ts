/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A token's random part has so many characters or more. */
const MIN_WORD = 16;
/** So much of a word tells whether it looks random. */
const TELLING = 600;
/** By their codes: 1 for the characters of words. */
const IN_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Whether a character is a letter, a digit, `_` or `-`. */
export function isInWord(code: number): boolean {
  return code < 128 && IN_WORD[code] === 1;
}

/** The words of letters, digits, `_` and `-` that may be a token's random part. A loop: a pattern would try each word from each of its letters. */
export function randomWords(text: string): readonly Stretch[] {
  const words: Stretch[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && isInWord(text.charCodeAt(at))) continue;
    if (at - start >= MIN_WORD && mayBeRandom(text.slice(start, Math.min(at, start + TELLING)))) words.push({ start, end: at });
    start = at + 1;
  }
  return words;
}

function mayBeRandom(word: string): boolean {
  return /\d/.test(word) || (word.length >= 20 && /[A-Z]/.test(word) && (word.length >= 24 ? /[a-z]|-/.test(word) || !word.includes('_') : !/[_a-z]/.test(word)));
}
