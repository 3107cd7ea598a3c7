/** How it stands with a file in a store; `leftOut`: all or some of its text is not in it. */
export type ListedState = 'ready' | 'reading' | 'leftOut' | 'failed' | 'cancelled';

/** A folder among the files of a store. */
export interface ListedFolder {
  readonly name: string;
  /** As shown, from the top of the store. */
  readonly path: string;
  /** All that is below it. */
  readonly files: number;
  /** Those of them that failed, or of which something was left out. */
  readonly troubled: number;
}

export interface ListedFile {
  /** As in {@link FileRef.id}. */
  readonly id: string;
  readonly name: string;
  /** As shown, from the top of the store. */
  readonly path: string;
  readonly state: ListedState;
  /** Why it failed or was left out, in a few words. */
  readonly reason: string | null;
}

/** What lies directly in a folder of a store: all folders, and the first files, each by their names. */
export interface Listing {
  readonly folders: readonly ListedFolder[];
  readonly files: readonly ListedFile[];
  /** So many files come after these. */
  readonly more: number;
}

/** What is asked of a file alone, when somebody looks at it. */
export interface ListedDetails {
  /** Null where that is not known here. */
  readonly chunks: number | null;
  /** Of the file itself, in bytes; null where it was not looked at. */
  readonly bytes: number | null;
  /** When it was changed or put in, in milliseconds since 1970; null where that is not known. */
  readonly at: number | null;
  /** So many secrets were taken out of its text. */
  readonly secrets: number;
}

export const NOTHING_LISTED: Listing = { folders: [], files: [], more: 0 };
