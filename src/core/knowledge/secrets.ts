import { extname } from 'node:path';

/** Names under which tools keep keys and passwords. */
const SECRET_NAME =
  /^(\.env([-._].*|rc)?|id_(rsa|dsa|ecdsa|ed25519)|\.npmrc|[._]netrc|\.pypirc|\.pgpass|\.htpasswd|\.git-credentials|\.dockercfg|\.s3cfg|\.boto)$|\.(env|pem|key|p12|pfx|jks|keystore|ppk|kdbx)$/i;
/** Names that speak of secrets: those of data files are believed; `secrets.ts` or `credentials-guide.md` only speak about them. */
const SPEAKING_NAME = /(^|[-_.])(credentials?|secrets?)([-_.]|$)/i;
const DATA = new Set(['', '.json', '.jsonc', '.yaml', '.yml', '.toml', '.ini', '.cfg', '.conf', '.properties', '.txt', '.csv', '.xml', '.plist', '.enc']);

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]|["'`+,])*(?:Proc-Type|Version|Comment|[A-Za-z0-9+/]{16})/;

/**
 * Tokens that their issuers made recognisable: AWS, GitHub, Stripe, npm, Hugging Face, SendGrid, OpenAI and its kin; then those
 * of OpenAI, GitLab, Google and Slack, whose random part may have hyphens as names have.
 */
const PLAIN_TOKEN = /\b(?:A[KS]IA|gh[pousr]_|github_pat_|[rs]k_live_|npm_|hf_|SG\.|sk-(?:[a-z0-9]+-){0,3})([A-Za-z0-9]{16,})/g;
const HYPHENATED_TOKEN = /\b(?:sk-|glpat-|AIza|xox[abprs]-)([\w-]{20,})/g;
/** Bits a character. Random letters and digits of these lengths have 3.5 and more, `XXXXXXXX` and `0123012301230123` at most 2. */
const MIN_ENTROPY = 3;

/** Whether a file of this name is left out unread. */
export function isSecretName(name: string): boolean {
  if (SECRET_NAME.test(name)) return true;
  return SPEAKING_NAME.test(name) && DATA.has(extname(name).toLowerCase());
}

/** What a text seems to give away, or null. */
export function secretIn(text: string): 'a private key' | 'an access token' | null {
  if (PRIVATE_KEY.test(text)) return 'a private key';
  const plain = Array.from(text.matchAll(PLAIN_TOKEN), ([, random = '']) => random);
  const hyphenated = Array.from(text.matchAll(HYPHENATED_TOKEN), ([, random = '']) => random);
  const candidates = [...plain, ...hyphenated.filter((random) => /[a-z]/.test(random) && /[A-Z]/.test(random))];
  return candidates.some((random) => /\d/.test(random) && entropy(random) >= MIN_ENTROPY) ? 'an access token' : null;
}

/** Shannon's entropy of the characters, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0);
}
