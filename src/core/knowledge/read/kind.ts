import type { Part } from '../../types/citation.ts';

/** A stretch of a document's text: a page, or the whole of a document without pages. */
export interface Section {
  /** A page, a slide or a cell, counted from 1; null where the document has none of these. */
  readonly page: number | null;
  readonly lines: readonly string[];
  /** Where it stands, in a document whose parts have names; left out for all others. */
  readonly part?: Part;
  /** Whether its lines that begin with `#` are headings, by which a reader finds a place. */
  readonly headed?: boolean;
  /** Why some of the text that stands here could not be had, in words that go on from the file's name; left out where nothing is missing. */
  readonly lost?: string;
}

/** A kind of document: how its text is got. */
export interface DocumentKind {
  /** A larger file is left out. In bytes. */
  readonly maxBytes: number;
  /** At most so many bytes are read, from the beginning. */
  readonly readBytes: number;
  /** Looks at the first bytes, before the rest is read. @throws Unfit */
  check(head: Buffer): void;
  /** May give up early, with whatever, once `stopped` says so. @throws Unfit */
  extract(bytes: Buffer, stopped: () => boolean): Promise<readonly Section[]> | readonly Section[];
}

/** Thrown for a file that does not belong in a store; the message is the reason the user reads after the file's name. */
export class Unfit extends Error {}

/** An {@link Unfit} file of a kind from which no text is got, however whole it is. */
export class Unsupported extends Unfit {}

export const MEGABYTE = 1024 * 1024;
