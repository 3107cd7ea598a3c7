import { isUtf8 } from 'node:buffer';
import { t } from '@vscode/l10n';
import { Unsupported } from './kind.ts';
import { utf16Of } from './utf16.ts';

/** In text these control characters don't occur, in binary files they soon do. Tab, line ends, form feed and escape may. */
const CONTROL = new Set([...Array(32).keys()].filter((byte) => ![9, 10, 12, 13, 27].includes(byte)));
/** Text of which more than this share of the bytes is in doubt has too little left to be found by. */
const MAX_DOUBTFUL = 0.3;
/** How Japanese mail and old sources change to two bytes a character, all of them ASCII. */
const ISO_2022_JP = ['\u001b$@', '\u001b$B'];
const ESCAPE = 0x1b;
const END_OF_TEXT = 0x1a;
/** So much of a file was looked at before it was read. In bytes. */
const HEAD_BYTES = 8192;

export interface Decoded {
  readonly text: string;
  /** As `TextDecoder` calls it; null where it could not be told: what is not ASCII is then a � each. */
  readonly encoding: string | null;
}

/** Looks at the beginning of what should be a text: a NUL means that it is none, but for UTF-16. @throws Unfit */
export function checkText(head: Buffer): void {
  if (head.includes(0) && !utf16Of(head)) throw new Unsupported(t('is binary'));
}

/** The text in these bytes. @throws Unfit */
export async function decode(bytes: Buffer): Promise<string> {
  return (await decodeAs(bytes)).text;
}

/**
 * The text in these bytes, and the encoding it is in. A byte that does not belong costs its own character alone; where the
 * encoding is in doubt, no letters are made up. @throws Unfit
 */
export async function decodeAs(bytes: Buffer): Promise<Decoded> {
  const isUnicode = isUtf8(bytes);
  if (isUnicode && !bytes.subarray(0, HEAD_BYTES).includes(0)) return inEncoding(bytes, isShifted(bytes) ? 'iso-2022-jp' : 'utf-8');
  const wide = utf16Of(bytes);
  if (wide) return inEncoding(bytes, wide);
  if (isUnicode || isMostlyUtf8(bytes)) return inEncoding(bytes, 'utf-8');
  if (withoutEnd(bytes).some((byte) => CONTROL.has(byte))) throw new Unsupported(t('is binary'));
  const raw = bytes.toString('latin1');
  // Loaded here because most text is UTF-8.
  const { encodingOf } = await import('./legacyEncoding.ts');
  const encoding = encodingOf(raw);
  if (encoding) return inEncoding(bytes, encoding);
  const doubtful = raw.match(/[\x80-\xff]/g)?.length ?? 0;
  if (doubtful > raw.length * MAX_DOUBTFUL) throw new Unsupported(t('is text in an encoding that can’t be told: save it as UTF-8'));
  return { text: raw.replace(/[\x80-\xff]/g, '\ufffd'), encoding: null };
}

/** DOS marked the end of a text by a control character. */
function withoutEnd(bytes: Buffer): Buffer {
  return bytes.at(-1) === END_OF_TEXT ? bytes.subarray(0, -1) : bytes;
}

function isShifted(bytes: Buffer): boolean {
  return bytes.includes(ESCAPE) && ISO_2022_JP.some((escape) => bytes.includes(escape));
}

function inEncoding(bytes: Buffer, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** Whether there are more characters that only UTF-8 writes so than bytes that it never writes: another encoding has the former seldom. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const text = new TextDecoder().decode(bytes);
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  const good = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return good > 0 && good >= bad;
}
