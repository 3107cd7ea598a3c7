import { isUtf8 } from 'node:buffer';
import { Unsupported } from './kind.ts';

const UTF16 = [
  { bom: Buffer.from([0xff, 0xfe]), name: 'utf-16le' },
  { bom: Buffer.from([0xfe, 0xff]), name: 'utf-16be' },
] as const;

/** In text these control characters don't occur, in binary files they soon do. Tab, line ends, form feed and escape may. */
const CONTROL = new Set([...Array(32).keys()].filter((byte) => ![9, 10, 12, 13, 27].includes(byte)));
/** Windows-1252 leaves these five unassigned. */
const UNASSIGNED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Western text has about one accented letter in ten to twenty; a larger share means another encoding, read as nonsense. */
const MAX_ACCENTED = 0.3;

/** Looks at the beginning of what should be a text: a NUL means that it is none. @throws Unfit */
export function checkText(head: Buffer): void {
  if (head.includes(0) && !utf16(head)) throw new Unsupported('is binary');
}

/** The text in these bytes: UTF-8, UTF-16 with its mark, or what clearly is Windows-1252 (Latin-1). @throws Unfit */
export function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const wide = utf16(bytes);
  if (wide) return new TextDecoder(wide.name).decode(bytes);
  if (isWestern(bytes)) return new TextDecoder('windows-1252').decode(bytes);
  throw new Unsupported('is binary, or text in an encoding other than UTF-8, UTF-16 and Windows-1252');
}

function utf16(bytes: Buffer) {
  return UTF16.find(({ bom }) => bytes.subarray(0, 2).equals(bom));
}

function isWestern(bytes: Buffer): boolean {
  let accented = 0;
  for (const byte of bytes) {
    if (CONTROL.has(byte) || UNASSIGNED.has(byte)) return false;
    if (byte > 0x7f) accented++;
  }
  return accented < bytes.length * MAX_ACCENTED;
}
