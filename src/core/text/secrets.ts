/** What stands where a secret was. */
export const LEFT_OUT = '[secret left out]';

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]|["'`+,])*(?:Proc-Type|Version|Comment|[A-Za-z0-9+/]{16})/;
/** To the end of the text where the key's own end was cut off. */
const WHOLE_PRIVATE_KEY = new RegExp(`${PRIVATE_KEY.source}(?:[^]*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|[^]*)`, 'g');

/**
 * Tokens that their issuers made recognisable: AWS, GitHub, Stripe, npm, Hugging Face, SendGrid, OpenAI and its kin; then those
 * of OpenAI, GitLab, Google and Slack, whose random part may have hyphens as names have.
 */
const PLAIN_TOKEN = /\b(?:A[KS]IA|gh[pousr]_|github_pat_|[rs]k_live_|npm_|hf_|SG\.|sk-(?:[a-z0-9]+-){0,3})([A-Za-z0-9]{16,})(?:[._-]\w+)*/g;
const HYPHENATED_TOKEN = /\b(?:sk-|glpat-|AIza|xox[abprs]-)([\w-]{20,})/g;
/** Bits a character. Random letters and digits of these lengths have 3.5 and more, `XXXXXXXX` and `0123012301230123` at most 2. */
const MIN_ENTROPY = 3;

/** What a text seems to give away, or null. */
export function secretIn(text: string): 'a private key' | 'an access token' | null {
  if (PRIVATE_KEY.test(text)) return 'a private key';
  return withoutTokens(text) === text ? null : 'an access token';
}

/** The text with {@link LEFT_OUT} in the place of each secret; its lines keep their numbers. */
export function withoutSecrets(text: string): string {
  return withoutTokens(text.replace(WHOLE_PRIVATE_KEY, (key) => LEFT_OUT + key.replace(/[^\n]/g, '')));
}

function withoutTokens(text: string): string {
  return text
    .replace(HYPHENATED_TOKEN, (token, random: string) => (/[a-z]/.test(random) && /[A-Z]/.test(random) && isRandom(random) ? LEFT_OUT : token))
    .replace(PLAIN_TOKEN, (token, random: string) => (isRandom(random) ? LEFT_OUT : token));
}

function isRandom(text: string): boolean {
  return /\d/.test(text) && entropy(text) >= MIN_ENTROPY;
}

/** Shannon's entropy of the characters, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0);
}
