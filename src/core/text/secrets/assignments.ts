import { ASCII, asciiKinds } from '../asciiKinds.ts';
import type { Finding } from './finding.ts';
import { entropy, isPlaceholder, restlessness } from './random.ts';

/** A name whose values are secrets; its first group is the word that tells. */
const NAME =
  /(pass(?:word|wd|phrase)?|pwd|secret|token|key|credentials?|auth(?![_-]?(?:token|key|secret))|(?:_|^)pat)(?:[_-]?(?:key|base|token|secret|string|value))*\d?$/i;
/** The sign, and the value in its quotes, of which Python knows several kinds, or up to a space. Behind a comma it is in quotes. */
const VALUE = /(?:(?::=|=>|=|:|,)[ \t]{0,8}[bBrRuUfF@]{0,2}\\?(["'`])([^"'`\n\\]{8,400})\\?\1|(?::=|=>|=|:)[ \t]{0,8}([^\s"'`;,&<>(){}[\]=:][^\s"'`;,&<>(){}[\]]{7,400})([([.]?))/y;
/** In a file of settings a pair stands apart: `key="…" value="…"`. */
const PAIR = /\b(?:key|name)=["']([\w.:-]{3,60})["'][ \t]{1,3}value$/i;
/** What a character is to a name: what may stand between it and its sign, or a part of it. */
const [BETWEEN, OF_NAME] = [1, 2];
const IN_NAMES = asciiKinds(/[ \t"'`\]\\:]/, /[\w.-]/);
/** The codes of the signs. */
const [COMMA, COLON, EQUALS] = [44, 58, 61];
/** A longer name tells no more. */
const NAME_CHARS = 60;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What reads a value from elsewhere, or names a type or another thing of the code. */
const REFERENCE = /^[$%@&*!?]|\$\{|\{\{|^(?:process|os|env|config|settings|self|this|vault|secretKeyRef|arn|file|https?|ref|data|sha\d+|ssh-\w+)\b[.:[(/-]|[A-Za-z_]\w*\(|::|->/;
const WORDS = /^(?:true|false|null|none|undefined|string|password\d*|passwd|passw0rd|secret\d*|changeme|hunter2|letmein|admin\d*|root|qwerty\w*|test\w*|user\w*|postgres|mysql|default|required|optional)$/i;
/** Names of what is public or no secret. */
const HARMLESS_NAME = /public|primary|foreign|sort|partition|cache|index|tokeniz|author|keyboard|keyword|keycode|monkey|hotkey|passive|passage|bypass|compass|encompass|passing|passthrough|integrity|checksum|(?:^|[_-])id[_-]?key$/i;
/** A user and a password in an address. */
const ADDRESS = /:\/\/[^\s:/@"'`<>]{0,100}:([^\s/@"'`<>]{6,200})@([\w.-]+)/g;

/** Values given to names of secrets, and passwords in addresses. */
export function assignmentsIn(text: string): readonly Finding[] {
  return [...passwordsOfAddresses(text), ...values(text)];
}

function values(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (let at = 2; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A comma stands between the two in a call: `define('DB_PASSWORD', '…')`.
    if (code !== EQUALS && code !== COLON && !(code === COMMA && `"'`.includes(text[at - 1] ?? ''))) continue;
    const before = nameBefore(text, at);
    const name = before === 'value' ? (PAIR.exec(text.slice(Math.max(0, at - 80), at))?.[1] ?? before) : before;
    const telling = name === '' ? null : NAME.exec(name);
    if (!telling) continue;
    VALUE.lastIndex = at;
    const match = VALUE.exec(text);
    if (!match) continue;
    const [whole, quote, quoted, bare, call] = match;
    const value = (quoted ?? bare ?? '').replace(/^base64:/, '');
    if (call || !isSecretValue(name, (telling[1] ?? '').toLowerCase(), value, quote !== undefined)) continue;
    const start = at + whole.lastIndexOf(value);
    findings.push({ rule: 'assignment', start, end: start + value.length });
    at = start + value.length;
  }
  return findings;
}

/** The name that a sign follows, without its quotes and brackets; '' where there is none. */
function nameBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && at - end < 8 && kindOf(text.charCodeAt(end - 1)) === BETWEEN) end--;
  let start = end;
  while (start > 0 && end - start < NAME_CHARS && kindOf(text.charCodeAt(start - 1)) === OF_NAME) start--;
  return end - start < 3 ? '' : text.slice(start, end);
}

function kindOf(code: number): number {
  return code < ASCII ? (IN_NAMES[code] ?? 0) : 0;
}

function isSecretValue(name: string, stem: string, value: string, quoted: boolean): boolean {
  if (REFERENCE.test(value) || WORDS.test(value) || isPlaceholder(value)) return false;
  if (HARMLESS_NAME.test(name)) return false;
  const isPassword = stem.startsWith('pass') || stem === 'pwd';
  if (UUID.test(value)) return stem === 'token' || stem === 'secret' || isPassword || /api[_-]?key/i.test(name);
  if (/\s/.test(value)) return false;
  // A type, as in `secret: CryptoKey`.
  if (!quoted && /^[A-Za-z]{1,11}$/.test(value)) return false;
  if (isPassword || stem === 'secret' || stem === 'credential') {
    if (entropy(value) < 2.5) return false;
    const isOfBoth = /[a-z]/.test(value) && /[A-Z]/.test(value);
    const isMixed = isOfBoth && /[^\w]/.test(value) && !/[/\\.]/.test(value);
    return isMixed || restlessness(value) >= (isOfBoth && /\d/.test(value) ? 0.22 : 0.3) || isLongHex(value);
  }
  if (stem === 'auth') return isBasic(value);
  if (!/\d/.test(value)) return false;
  // Names with `key`, `token` and `auth` are common; only a long random value is one of theirs.
  if (stem === 'key' && !/(?:api|access|secret|private|encrypt\w*|account|signing|master|client|auth|service|license|app|shared|deploy|write|admin)[_.-]?key/i.test(name)) return false;
  if (!/^[\w+/=.~-]{20,}$/.test(value)) return false;
  return (entropy(value) >= 3.5 && restlessness(value) >= (value.length < 32 ? 0.3 : 0.15)) || (isLongHex(value) && (quoted || /[_-]/.test(name)));
}

function isLongHex(value: string): boolean {
  return /^[0-9a-f]{32,}$/i.test(value) && entropy(value) >= 3;
}

/** Whether it is a user and a password in base64, as HTTP has them. */
function isBasic(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{12,}={0,2}$/.test(value)) return false;
  try {
    return /^[\x21-\x7e]+:[\x21-\x7e]+$/.test(atob(value));
  } catch (error) {
    // No base64 after all.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

function* passwordsOfAddresses(text: string): Generator<Finding> {
  if (!text.includes('://')) return;
  for (const match of text.matchAll(ADDRESS)) {
    const [whole, password = '', host = ''] = match;
    if (REFERENCE.test(password) || WORDS.test(password) || isPlaceholder(password) || /^\{|^%|pass(?:word)?$/i.test(password)) continue;
    const local = /^(?:localhost|127\.|host$|hostname|example\.)/i.test(host);
    if (local ? restlessness(password) < 0.4 : !/\d|[A-Z].*[a-z]|[a-z].*[A-Z]/.test(password)) continue;
    const start = match.index + whole.lastIndexOf(`:${password}@`) + 1;
    yield { rule: 'password-in-address', start, end: start + password.length };
  }
}
