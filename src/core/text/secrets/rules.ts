import type { Finding } from './finding.ts';
import { entropy, isPlaceholder } from './random.ts';
import data from './rules.json' with { type: 'json' };

/** A kind of token, as its issuer makes it. */
export interface Rule {
  readonly id: string;
  /** A text without any of them has no such token. */
  readonly keywords: readonly string[];
  /** A regular expression; its first group, where it has one, is the secret, else all of it is. */
  readonly pattern: string;
  /** The least that a real one has, in bits a character; left out: {@link MIN_ENTROPY}. */
  readonly entropy?: number;
  /** False for a token that is known even where it is glued to a word. */
  readonly bounded?: boolean;
}

export const RULES: readonly Rule[] = data;

/** Random letters and digits of a token's length have 3.5 and more, `XXXXXXXX` and `0123012301230123` at most 2. */
const MIN_ENTROPY = 3;
/** A token's random part has so many characters or more. */
const MIN_WORD = 16;
/** By their codes: 1 for the characters of {@link wordsOf}. */
const IN_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));
/** How far a token may reach before and after such a word; a longer one is cut at the next. */
const BEFORE = 120;
const AFTER = 600;
/** A longer word is no token, but data. */
const MAX_WORD = 8_000;

/** The tokens in a text. Only what stands around words that look random is compared with the rules. */
export function tokensIn(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { start, end } of stretches(text)) {
    const stretch = text.slice(start, end);
    for (const rule of compiled()) {
      if (!rule.keywords.some((keyword) => stretch.includes(keyword))) continue;
      for (const match of stretch.matchAll(rule.pattern)) {
        // A point at its end is the sentence's.
        const secret = (match[1] ?? match[0]).replace(/\.+$/, '');
        if (entropy(secret) < rule.entropy || isPlaceholder(secret)) continue;
        const at = start + match.index + match[0].lastIndexOf(secret);
        findings.push({ rule: rule.id, start: at, end: at + secret.length });
      }
    }
  }
  return findings;
}

function* stretches(text: string): Generator<{ readonly start: number; readonly end: number }> {
  let open: { start: number; end: number } | null = null;
  for (const [from, to] of wordsOf(text)) {
    if (!mayBeRandom(text.slice(from, Math.min(to, from + AFTER)))) continue;
    const start = Math.max(0, from - BEFORE);
    const end = Math.min(text.length, (to - from > MAX_WORD ? from : to) + AFTER);
    if (open && start <= open.end && end - open.start < MAX_WORD) open.end = Math.max(open.end, end);
    else {
      if (open) yield open;
      open = { start, end };
    }
  }
  if (open) yield open;
}

/** Where words of letters, digits, `_` and `-` are that may be a token's random part. A loop: a pattern would try each word from each of its letters. */
function* wordsOf(text: string): Generator<readonly [number, number]> {
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code < 128 && IN_WORD[code] === 1) continue;
    if (at - start >= MIN_WORD) yield [start, at];
    start = at + 1;
  }
}

function mayBeRandom(word: string): boolean {
  return /\d/.test(word) || (word.length >= 20 && /[A-Z]/.test(word) && (word.length >= 24 ? /[a-z]|-/.test(word) || !word.includes('_') : !/[_a-z]/.test(word)));
}

interface Compiled {
  readonly id: string;
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  readonly entropy: number;
}

let kept: readonly Compiled[] | null = null;

/** Made once, when a text is first looked at: most windows start without. */
function compiled(): readonly Compiled[] {
  return (kept ??= RULES.map(({ id, keywords, pattern, entropy, bounded = true }) => ({
    id,
    keywords,
    pattern: new RegExp(bounded ? `(?<![A-Za-z0-9+/_-])(?:${pattern})` : pattern, 'g'),
    entropy: entropy ?? MIN_ENTROPY,
  })));
}
