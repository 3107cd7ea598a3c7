import { constants, inflateRawSync } from 'node:zlib';
import { t } from '@vscode/l10n';
import { hasCode } from '../../types/errors.ts';
import { MEGABYTE, Unfit } from './kind.ts';

/** How a ZIP archive is laid out: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** All that is read of one archive, far more than the text of a long book takes as XML: a small archive can be made to grow without end. */
const MAX_INFLATED = 64 * MEGABYTE;

/** Of XML that is not written in UTF-8. */
const MARKS = [[Buffer.from([0xff, 0xfe]), 'utf-16le'], [Buffer.from([0xfe, 0xff]), 'utf-16be']] as const;

/** Packed, it has some thousand rows of a sheet. In bytes. */
const FIRST_PIECE = 256 * 1024;

interface Entry {
  readonly method: number;
  readonly bytes: number;
  /** Once it is unpacked, as the archive says. */
  readonly inflated: number;
  /** Of its local header. */
  readonly offset: number;
}

/** The texts in a ZIP archive. */
export interface Zip {
  /** In the order of the archive. */
  readonly names: readonly string[];
  /** Null for a name that is not there. @throws Unfit */
  text(name: string): string | null;
  /** Its beginning, as far as `isEnough` wants it, or all of it. Null for a name that is not there. @throws Unfit */
  beginning(name: string, isEnough: (text: string) => boolean): string | null;
  /** How long a text is, as the archive says; 0 for a name that is not there. In bytes. */
  size(name: string): number;
}

/** @throws Unfit for what is no whole ZIP archive */
export function openZip(archive: Buffer): Zip {
  const entries = attempt(() => readEntries(archive));
  let left = MAX_INFLATED;
  /** How much of each was read; to read it again takes no more. */
  const taken = new Map<Entry, number>();
  const read = (entry: Entry, most: number) => {
    const before = taken.get(entry) ?? 0;
    const content = attempt(() => readEntry(archive, entry, most, left + before));
    const now = Math.max(before, content.length);
    left -= now - before;
    taken.set(entry, now);
    return new TextDecoder(MARKS.find(([mark]) => content.subarray(0, 2).equals(mark))?.[1]).decode(content);
  };
  return {
    names: [...entries.keys()],
    size: (name) => entries.get(name)?.inflated ?? 0,
    text(name) {
      const entry = entries.get(name);
      return entry ? read(entry, entry.bytes) : null;
    },
    beginning(name, isEnough) {
      const entry = entries.get(name);
      if (!entry) return null;
      for (let most = FIRST_PIECE; ; most *= 4) {
        const text = read(entry, Math.min(most, entry.bytes));
        if (most >= entry.bytes || isEnough(text)) return text;
      }
    },
  };
}

function readEntries(archive: Buffer): ReadonlyMap<string, Entry> {
  const end = findEnd(archive);
  const entries = new Map<string, Entry>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('no entry');
    const nameEnd = at + ENTRY_BYTES + archive.readUInt16LE(at + 28);
    // Some programs of Windows part folders as Windows does.
    const name = archive.toString('utf8', at + ENTRY_BYTES, nameEnd).replaceAll('\\', '/');
    entries.set(name, { method: archive.readUInt16LE(at + 10), bytes: archive.readUInt32LE(at + 20), inflated: archive.readUInt32LE(at + 24), offset: archive.readUInt32LE(at + 42) });
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** The archive's last record has a comment of any length behind it. */
function findEnd(archive: Buffer): number {
  for (let at = archive.length - END_BYTES; at >= 0; at--) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  throw new Error('no end');
}

/** @param most of its bytes, as they are packed, that are read */
function readEntry(archive: Buffer, { method, bytes, offset }: Entry, most: number, max: number): Buffer {
  const start = offset + LOCAL_BYTES + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const content = archive.subarray(start, start + Math.min(bytes, most));
  if (content.length > max) throw tooMuch();
  if (method === STORED) return content;
  // What is cut is given as far as it goes.
  const options = most < bytes ? { finishFlush: constants.Z_SYNC_FLUSH } : {};
  if (method !== DEFLATED) throw new Error('another method');
  try {
    return inflateRawSync(content, { ...options, maxOutputLength: Math.max(max, 1) });
  } catch (error) {
    throw hasCode(error, 'ERR_BUFFER_TOO_LARGE') ? tooMuch() : error;
  }
}

function tooMuch(): Unfit {
  return new Unfit(t('holds more than {0} MB once it is unpacked', MAX_INFLATED / MEGABYTE));
}

/** Whatever is wrong inside an archive shows as numbers that point outside of it, or as data that can't be inflated. */
function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof Unfit ? cause : new Unfit(t('is a damaged document'), { cause });
  }
}
