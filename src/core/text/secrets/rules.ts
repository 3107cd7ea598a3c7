import type { Finding } from './finding.ts';
import gitleaks from './gitleaks/rules.json' with { type: 'json' };
import { keywordSearch, type KeywordSearch } from './keywords.ts';
import { compileHarmless, isHarmless, type Compiled as CompiledHarmless } from './harmless.ts';
import { entropy, isPlaceholder } from './random.ts';
import type { Harmless, Rule } from './rule.ts';
import own from './rules.json' with { type: 'json' };
import { isInWord, randomWords, type Stretch } from './words.ts';

/** gitleaks' rules, and Docent's own for what these leave out. */
export const RULES: readonly Rule[] = [...(gitleaks.rules as readonly Rule[]), ...(own as readonly Rule[])];

/** How far a secret, and what tells that it is one, may reach before its keyword and after it. */
const BEFORE = 320;
const AFTER = 600;
/** A window grows no further by what comes after it: a pattern's time may grow by more than its length. */
const MAX_WINDOW = 8_000;
/** These are in most files of code. They count only where a word that looks random begins so near before or after them. */
const COMMON = new Set(['s.', 'b_', 'ey', 'sk', 'yc', 'api', 'cio', 'dp.', 'eaa', 'key', 'pat', 're_', 'sg.', 'auth', 'creds', 'figu', 'figo', 'token', 'access']);
const NEAR_BEFORE = 64;
const NEAR_AFTER = 300;

/**
 * The tokens in a text. It is read through once for words that look random, and once for all keywords; a rule's pattern sees only what stands
 * around its own keywords.
 * @param path of the file that it is of; null where it is of none
 */
export function tokensIn(text: string, path: string | null): readonly Finding[] {
  const { rules, search, rulesOf, common } = (kept ??= compiled());
  const random = randomWords(text);
  const windows = new Map<Compiled, Window[]>();
  let next = 0;
  search(text, (keyword, end) => {
    if (common[keyword]) {
      while (next < random.length && (random[next]?.end ?? 0) < end - NEAR_BEFORE) next++;
      if ((random[next]?.start ?? Infinity) > end + NEAR_AFTER) return;
    }
    for (const rule of rulesOf[keyword] ?? []) widen(windows, rule, end - BEFORE, end + AFTER);
  });
  const anywhere = rules.filter(({ keywords }) => keywords.length === 0);
  for (const { start, end } of anywhere.length > 0 ? random : []) {
    for (const rule of anywhere) widen(windows, rule, start - BEFORE, Math.min(end, start + MAX_WINDOW) + AFTER);
  }
  return [...windows].flatMap(([rule, stretches]) => {
    if (rule.path && !(path !== null && rule.path.test(path))) return [];
    return stretches.flatMap((stretch) => [...matches(rule, text, stretch)]);
  });
}

interface Window {
  readonly start: number;
  end: number;
}

/** Adds a stretch to what a rule has to see, in the order of the text. */
function widen(windows: Map<Compiled, Window[]>, rule: Compiled, start: number, end: number): void {
  const own = windows.get(rule);
  const last = own?.at(-1);
  if (last && end <= last.end) return;
  if (last && start <= last.end && end - last.start <= MAX_WINDOW) last.end = end;
  else if (own) own.push({ start: Math.max(0, start), end });
  else windows.set(rule, [{ start: Math.max(0, start), end }]);
}

function* matches(rule: Compiled, text: string, { start, end }: Stretch): Generator<Finding> {
  // A token that is cut in its middle would not be known.
  let whole = Math.min(end, text.length);
  while (whole < text.length && whole < end + MAX_WINDOW && isInWord(text.charCodeAt(whole))) whole++;
  const stretch = text.slice(start, whole);
  for (const match of stretch.matchAll(rule.pattern)) {
    // A point at its end is the sentence's.
    const secret = (match.slice(1).find((group) => group !== undefined && group !== '') ?? match[0]).replace(/\.+$/, '');
    if (entropy(secret) <= rule.entropy || isPlaceholder(secret)) continue;
    const from = start + match.index;
    if (isHarmless(rule.harmless, text, { start: from, end: from + match[0].length }, secret)) continue;
    const at = from + match[0].lastIndexOf(secret);
    yield { rule: rule.id, start: at, end: at + secret.length };
  }
}

interface Compiled {
  readonly id: string;
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  readonly entropy: number;
  readonly path: RegExp | null;
  readonly harmless: readonly CompiledHarmless[];
}

interface RuleSet {
  readonly rules: readonly Compiled[];
  readonly search: KeywordSearch;
  /** By the number of a keyword. */
  readonly rulesOf: readonly (readonly Compiled[])[];
  readonly common: readonly boolean[];
}

let kept: RuleSet | null = null;

/** Made once, when a text is first looked at: most windows start without. */
function compiled(): RuleSet {
  const always = compileHarmless(gitleaks.harmless as readonly Harmless[]);
  const rules = RULES.map(({ id, keywords, pattern, ignoreCase = false, bounded = false, entropy = 0, path, harmless = [] }) => ({
    id,
    keywords,
    pattern: new RegExp(bounded ? `(?<![A-Za-z0-9+/_-])(?:${pattern})` : pattern, ignoreCase ? 'gi' : 'g'),
    entropy,
    path: path === undefined ? null : new RegExp(path),
    harmless: [...always, ...compileHarmless(harmless)],
  }));
  const words = [...new Set(rules.flatMap(({ keywords }) => keywords))];
  return {
    rules,
    search: keywordSearch(words),
    rulesOf: words.map((word) => rules.filter(({ keywords }) => keywords.includes(word))),
    common: words.map((word) => COMMON.has(word)),
  };
}
