/**
 * Tokens for one UTF-16 code unit, by the kind of character. Set against OpenAI's vocabulary `cl100k_base`, which cuts other scripts
 * than Latin as finely as local models do: prose, code, JSON, CSV and ten languages come out at 0.8 to 1.3 of its count. The newer
 * `o200k_base` cuts those scripts coarser, so for it they are overestimated; only what has no words (Base64) is underestimated.
 */
const WEIGHTS = {
  /** A word of five letters is one token, a long one two. */
  small: 0.23,
  /** Begins a word within an identifier; in a row they make no words. */
  capital: 0.45,
  /** A space goes into the token of the word after it, an indentation into one of its own. */
  space: 0.16,
  /** Figures are cut after at most three digits, in some vocabularies after each. */
  digit: 0.75,
  punctuation: 0.5,
  cyrillic: 0.5,
  /** Chinese, Japanese and Korean: about a token for each character, at least. */
  eastAsian: 1,
  /** Letters with accents, which cut a word in two, Greek, Arabic, Indic scripts, Thai, symbols, each half of an emoji. */
  other: 1,
} as const;

/** Weights of the ASCII characters by code, since most texts are made of them. */
const ASCII = Float64Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/.test(char)) return WEIGHTS.small;
  if (/[A-Z]/.test(char)) return WEIGHTS.capital;
  if (/\d/.test(char)) return WEIGHTS.digit;
  return /\s/.test(char) ? WEIGHTS.space : WEIGHTS.punctuation;
});

/** About how many tokens a text is, from its characters alone: no vocabulary is loaded, and local models have each their own. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let index = 0; index < text.length; index++) tokens += weightOf(text.charCodeAt(index));
  return Math.ceil(tokens);
}

function weightOf(code: number): number {
  const ascii = ASCII[code];
  if (ascii !== undefined) return ascii;
  if (code >= 0x400 && code < 0x530) return WEIGHTS.cyrillic;
  return isEastAsian(code) ? WEIGHTS.eastAsian : WEIGHTS.other;
}

/** Hangul's letters, everything from the CJK radicals to the syllables of Hangul, and the full-width forms. */
function isEastAsian(code: number): boolean {
  return (code >= 0x1100 && code < 0x1200) || (code >= 0x2e80 && code < 0xd7b0) || (code >= 0xf900 && code < 0xfb00) || (code >= 0xff00 && code < 0xfff0);
}
