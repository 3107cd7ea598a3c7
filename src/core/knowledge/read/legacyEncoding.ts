import { analyse } from 'chardet';
import { encodingNamed } from './encodingName.ts';

/** Words with what is no ASCII in them: by these alone is it told, for the English around them says nothing. */
const TELLING = /[^\0- !-/:-@]*[\x80-\xff][^\0- !-/:-@]*/g;
/** The detector counts; a short text is shown to it often enough to be counted, a long one in part. In bytes. */
const [MIN_SAMPLE, MAX_SAMPLE] = [400, 20_000];
/** What it says of nonsense stays below, of a single word in its right encoding above. */
const MIN_CONFIDENCE = 30;
/** A few bytes of another encoding spoil their own characters alone. */
const MAX_BAD = 1 / 20;

/** Encodings that hold all that these do. */
const SUPERSETS: Readonly<Record<string, string>> = { 'iso-8859-1': 'windows-1252', 'iso-8859-9': 'windows-1254', 'iso-8859-8': 'windows-1255' };
/** Letters of Icelandic, in whose place Turkish has its own. */
const ICELANDIC = /[ÐÝÞðýþ]/;

/** How files say what they are written in; others, such as sources that open a file, only name an encoding. */
const DECLARATIONS = [
  /^\s*<\?xml\s[^<>]*?\bencoding\s*=\s*["']([\w.:-]+)/i,
  /<meta\s[^<>]*?\bcharset\s*=\s*["']?([\w.:-]+)/i,
  // Catalogues of messages, pages that a server makes.
  /\btext\/[\w.+-]+\s*;\s*charset\s*=\s*["'\\]*([\w.:-]+)/i,
  /^@charset\s+["']([\w.:-]+)/i,
  // Python, Ruby, Emacs and Vim: a comment on the first line or the second.
  /^(?:[^\n]*\n)?[^\w\n][^\n]*?coding[:=][ \t]*([\w.:-]+)/i,
];
/** Within so much of the beginning. In bytes. */
const DECLARED_WITHIN = 4096;

/** What languages write beside a to z. The bytes of one are letters in the encodings of others, but hardly ever those of one language. */
const WESTERN = ['àâæçèéêëîïôœùûüÿ', 'áéíñóúü', 'àáâãçéêíóôõú', 'äöüß', 'åäöæøé', 'àèéìíòóùú', 'àçèéíïòóúü', 'áðéíóúýþæö', 'áéëïóöü', 'äöõüšž'];
const CENTRAL = ['áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'ąćęłńóśźż', 'áéíóöőúüű', 'ăâîşţ', 'ćčđšž'];
const BALTIC = ['ąčęėįšųūž', 'āčēģīķļņšūž'];
const ALPHABETS: readonly (readonly [name: string, alphabets: readonly string[]])[] = [['windows-1250', CENTRAL], ['iso-8859-2', CENTRAL], ['windows-1257', BALTIC]];
/** The others are of names. */
const MIN_OF_ALPHABET = 0.95;
/** Fewer may be of any. In letters. */
const MIN_ACCENTED = 3;

/** Encodings of Cyrillic, of which at most one makes words: they share bytes for letters, but not for vowels and capitals. */
const CYRILLIC = ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866'];
const CYRILLIC_WORD = /^(?=\p{Script=Cyrillic}+$)(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u;
const MIN_GOOD = 0.85;
const VOWEL = /[аеёиоуыэюяіїєўѓ]/i;
/** A word or two may be anything. In letters. */
const MIN_CYRILLIC = 12;
/** Letters that KOI8-U has and KOI8-R has not. */
const UKRAINIAN = /[ґєії]/i;

/** In words of no language: controls, and signs or quotation marks with letters on both sides. */
const ODD = /[\x7f-\x9f]|(?<=\p{L})[^\p{L}\p{M}\p{Nd}\s!-/:-@[-`{-~’–—·…«»、。，：；！？・「」『』（）《》]+(?=\p{L})/u;
/** Written in no Chinese word, but got from the bytes of other languages: signs of mathematics, and the letters of phonetic Chinese. */
const NOT_CHINESE = /[\u2200-\u22ff\u2500-\u259f\u3105-\u312f]/;
const LETTER = /\p{L}/u;
/** Western words have one or two letters with accents side by side. */
const FOREIGN = /[^\0-\x7f]{3,}/g;
/** A word that begins small and goes on large: letters of another encoding. */
const UPSIDE_DOWN = /\p{Ll}\p{Lu}\p{Lu}/u;

/** A single pair may be anything. In bytes above ASCII. */
const MIN_PAIRS = 5;
/** The characters that people write most, and punctuation, in encodings of two bytes a character. */
const COMMON = [
  { name: 'gb18030', pair: '[\\xa1-\\xa3\\xb0-\\xd7][\\xa1-\\xfe]' },
  { name: 'big5', pair: '[\\xa1-\\xc6][\\x40-\\x7e\\xa1-\\xfe]' },
  { name: 'euc-jp', pair: '[\\xa1-\\xa5\\xb0-\\xcf][\\xa1-\\xfe]' },
  { name: 'euc-kr', pair: '[\\xa1-\\xa3\\xb0-\\xc8][\\xa1-\\xfe]' },
  { name: 'shift_jis', pair: '[\\x81-\\x83\\x88-\\x97][\\x40-\\x7e\\x80-\\xfc]' },
].map(({ name, pair }) => ({ name, text: new RegExp(`^(?:[\\0-\\x7f]|${pair})+$`) }));

/** The encoding of a text that is no Unicode; null where it can't be told for sure. @param raw a character for each byte */
export function encodingOf(raw: string): string | null {
  const words = raw.slice(0, MAX_SAMPLE * 10).match(TELLING) ?? [];
  const once = words.join(' ').slice(0, MAX_SAMPLE);
  const sample = Buffer.from(`${once} `.repeat(Math.ceil(MIN_SAMPLE / (once.length + 1))), 'latin1');
  const found = analyse(sample).map(({ name, confidence }) => ({ name: nameOf(name), confidence }));
  const bytes = Buffer.from(once, 'latin1');
  const declared = declaredIn(raw.slice(0, DECLARED_WITHIN)).find((name) => (name === 'windows-1252' ? isWestern(words) : isSane(bytes, name)));
  if (declared !== undefined) return declared;
  const ofOneLanguage = ALPHABETS.find(([name, alphabets]) => isOf(bytes, name, alphabets) && isSane(bytes, name))?.[0];
  if (isWestern(words)) {
    if (ofOneLanguage !== undefined && !isOf(bytes, 'windows-1252', WESTERN, 0)) return ofOneLanguage;
    if (!(found[0]?.name === 'windows-1254' && words.some((word) => ICELANDIC.test(word)))) return 'windows-1252';
  }
  const sure = found.filter(({ name, confidence }) => confidence >= MIN_CONFIDENCE && name !== 'windows-1252' && isSane(bytes, name));
  const [best, next] = sure;
  if (best && best.confidence > (next?.confidence ?? 0)) return best.name === 'koi8-r' && isCyrillic(bytes, 'koi8-u') ? 'koi8-u' : best.name;
  if (best) return null;
  if (ofOneLanguage !== undefined) return ofOneLanguage;
  const [cyrillic, ...alike] = CYRILLIC.filter((name) => isCyrillic(bytes, name));
  if (cyrillic !== undefined && alike.length === 0) return cyrillic;
  // Few characters of Chinese, Japanese or Korean: in one encoding they are common ones.
  const [only, ...others] = (once.match(/[\x80-\xff]/g)?.length ?? 0) < MIN_PAIRS ? [] : COMMON.filter(({ name, text }) => text.test(once) && isSane(bytes, name));
  return only && others.length === 0 ? only.name : null;
}

/** What the text says of itself. */
function declaredIn(head: string): readonly string[] {
  return DECLARATIONS.flatMap((declaration) => {
    const label = declaration.exec(head)?.[1];
    const name = label === undefined ? null : encodingNamed(label);
    return name === null || name.startsWith('utf-') ? [] : [name];
  });
}

/** Whether the letters, so many at least, are those of one language. */
function isOf(bytes: Buffer, name: string, alphabets: readonly string[], min = MIN_ACCENTED): boolean {
  const letters = (decoded(bytes, name) ?? '').toLowerCase().match(/(?=[^\0-\x7f])\p{L}/gu) ?? [];
  const counts = alphabets.map((alphabet) => letters.filter((letter) => alphabet.includes(letter)).length);
  return letters.length >= min && Math.max(...counts) >= letters.length * MIN_OF_ALPHABET;
}

function isCyrillic(bytes: Buffer, name: string): boolean {
  const text = decoded(bytes, name) ?? '';
  const words = text.split(/[\0-@[-`{-~«»“”„—–…№]+/).filter((word) => /[^\0-\x7f]/.test(word));
  const count = (some: readonly string[]) => some.join('').length;
  const good = words.filter((word) => CYRILLIC_WORD.test(word) && (word.length < 3 || VOWEL.test(word)));
  if (count(words) < MIN_CYRILLIC || count(good) < count(words) * MIN_GOOD || (text.match(/\p{Lu}/gu)?.length ?? 0) > count(words) / 2) return false;
  // KOI8-U has all that KOI8-R has.
  return name === 'koi8-u' ? UKRAINIAN.test(text) : name !== 'koi8-r' || !UKRAINIAN.test(decoded(bytes, 'koi8-u') ?? '');
}

function nameOf(name: string): string {
  const lower = name.toLowerCase();
  return SUPERSETS[lower] ?? lower;
}

/** Whether the words are of a language that Windows-1252 is made for: with accents here and there. */
function isWestern(words: readonly string[]): boolean {
  const read = words.map((word) => new TextDecoder('windows-1252').decode(Buffer.from(word, 'latin1')));
  const all = read.join('').match(/[^\0-\x7f]/g)?.length ?? 0;
  const foreign = read.join(' ').match(FOREIGN)?.join('').length ?? 0;
  return foreign <= all / 4 && read.filter((word) => ODD.test(word)).length <= words.length / 10;
}

/** Whether the bytes make words in this encoding. */
function isSane(bytes: Buffer, encoding: string): boolean {
  const text = decoded(bytes, encoding);
  if (text === null) return false;
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  const words = text.split(/\s+/).filter((word) => LETTER.test(word));
  const odd = words.filter((word) => ODD.test(word.replaceAll('\ufffd', '')) || NOT_CHINESE.test(word) || UPSIDE_DOWN.test(word)).length;
  return bad <= Math.max(text.length * MAX_BAD, 1) && words.length > 0 && odd <= words.length / 10;
}

/** Null for what the detector knows and the decoder does not. */
function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return null;
  }
}
