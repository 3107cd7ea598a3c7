import type { Section } from '../read/kind.ts';

/** A document as it is read: what its name says of its kind, and its bytes. */
export interface DocumentToRead {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it was put in by itself, which a folder's files were not. */
  readonly isUploaded: boolean;
}

/** What the process tells. */
export type ReaderMessage =
  | { readonly type: 'ready' }
  /** A page, or another part, is done. */
  | { readonly type: 'goesOn' }
  | { readonly type: 'read'; readonly sections: readonly Section[] }
  /** The document does not belong into a store, for this reason. */
  | { readonly type: 'unfit'; readonly reason: string; readonly isUnsupported: boolean }
  | { readonly type: 'failed'; readonly reason: string };
