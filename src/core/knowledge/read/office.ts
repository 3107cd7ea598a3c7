import { posix } from 'node:path';
import { t } from '@vscode/l10n';
import { MEGABYTE, Unfit, type DocumentKind, type Section } from './kind.ts';
import { openZip, type Zip } from './zip.ts';

/** Mostly pictures, above this; the text that is read has a limit of its own. */
const MAX_BYTES = 50 * MEGABYTE;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** How documents with a password begin, and those of before 2007. */
const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** What Office calls what it has encrypted. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** What a part of a document says, behind what it is; nothing where it says nothing. */
export type Part = readonly [what: string, lines: readonly string[]];

/** A kind of document that is a ZIP archive. @param newest how one saves it so that it can be read */
export function office(newest: string, sections: (zip: Zip) => Promise<readonly Section[]> | readonly Section[]): DocumentKind {
  return archive(newest, (bytes) => sections(openZip(bytes)));
}

/** The same for one that is read by a library. */
export function archive(newest: string, extract: (bytes: Buffer) => Promise<readonly Section[]> | readonly Section[]): DocumentKind {
  return {
    maxBytes: MAX_BYTES,
    readBytes: MAX_BYTES,
    check(head) {
      if (!isOld(head) && !isZip(head)) throw new Unfit(t('is not a document of this kind, whatever its name says'));
    },
    async extract(bytes) {
      if (isOld(bytes)) {
        throw new Unfit(bytes.includes(ENCRYPTED) ? t('is protected with a password: save it without one') : t('is in the format of before 2007: save it as {0}', newest));
      }
      const found = await whole(() => extract(bytes));
      if (!found.some(({ lines }) => lines.some((line) => line.trim()))) throw new Unfit(found.find(({ lost }) => lost !== undefined)?.lost ?? t('has no text'));
      return found;
    },
  };
}

/** What is nested or long beyond all measure ends the stack of what reads it. */
async function whole<T>(read: () => Promise<T> | T): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof RangeError ? new Unfit(t('is a damaged document'), { cause }) : cause;
  }
}

/** Whether a file is of the binary formats before 2007, by its first bytes. */
export function isOld(bytes: Buffer): boolean {
  return bytes.subarray(0, OLD.length).equals(OLD);
}

/** Whether it is an archive, as documents since 2007 are, by its first bytes. */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, ZIP.length).equals(ZIP);
}

/** @throws Unfit */
export function required(zip: Zip, name: string): string {
  const text = zip.text(name);
  if (text === null) throw new Unfit(t('is not a document of this kind, whatever its name says'));
  return text;
}

/** The value of a tag's attribute as it is written, with its entities; undefined where the tag has none. */
export function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single;
}

/** What a part of a document points to, by its relations: their types' last words and their places in the archive. */
export function relations(zip: Zip, part: string): readonly { readonly id: string | undefined; readonly type: string; readonly target: string }[] {
  const [folder, name] = [part.slice(0, part.lastIndexOf('/') + 1), part.slice(part.lastIndexOf('/') + 1)];
  const tags = (zip.text(`${folder}_rels/${name}.rels`) ?? '').matchAll(/<Relationship\b[^<>]*>/g);
  return Array.from(tags, ([tag]) => ({
    id: attribute(tag, 'Id'),
    type: attribute(tag, 'Type')?.replace(/^.*\//, '') ?? '',
    target: placeOf(folder, attribute(tag, 'Target') ?? ''),
  }));
}

function placeOf(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : posix.normalize(folder + target);
}

/** The parts one after the other, an empty line between them, each with what it is before its first line. */
export function joined(parts: readonly Part[]): readonly string[] {
  const said = parts.filter(([, lines]) => lines.length > 0);
  return said.flatMap(([what, [first = '', ...others]], index) => [...(index > 0 ? [''] : []), what ? `${what}: ${first}` : first, ...others]);
}

/** Each once: a chart and a diagram say the same again for those who draw them. */
export function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.filter(Boolean))];
}
