/** Something of the workspace that an answer names; whether it is there the editor knows. */
export type Mention =
  /** A path as it was written: from a folder of the workspace on, absolute, or the end of one. */
  | { readonly kind: 'file'; readonly path: string }
  /** `allocate`, or `Berths.allocate`. */
  | { readonly kind: 'symbol'; readonly name: string };

/** Where in a file; lines and columns are counted from 1. */
export interface MentionedPlace {
  readonly start: number;
  readonly end: number;
  readonly column: number | null;
}

/** What a link in an answer opens. */
export interface MentionLink {
  readonly mention: Mention;
  readonly place: MentionedPlace | null;
}

/** As many mentions go with one request. */
export const MENTIONS_PER_REQUEST = 100;

export const mentionKey = (mention: Mention): string => (mention.kind === 'file' ? `file ${mention.path}` : `symbol ${mention.name}`);
