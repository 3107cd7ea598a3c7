/**
 * How names are read by whoever has to find them again. On Unix a name is any bytes, and Node.js reads another one where they are no UTF-8: here
 * each byte is a character. On Windows names are text, and only text can be a long path.
 */
export const NAMES = process.platform === 'win32' ? 'utf8' : 'latin1';

/** A path in this form. */
export function toNames(path: string): string {
  return NAMES === 'utf8' ? path : Buffer.from(path).toString(NAMES);
}

/** A path of this form, as the system takes it. */
export function fromNames(path: string): string | Buffer {
  return NAMES === 'utf8' ? path : Buffer.from(path, NAMES);
}
