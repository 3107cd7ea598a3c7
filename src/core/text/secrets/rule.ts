/** A kind of secret, as its issuer makes it. */
export interface Rule {
  readonly id: string;
  /** In small letters; a text without any of them has no such secret. With none, each word that looks random is looked at. */
  readonly keywords: readonly string[];
  /** A regular expression; its first group that holds something is the secret, else all of it is. */
  readonly pattern: string;
  readonly ignoreCase?: boolean;
  /** Whether it is none where it stands at the end of a word. */
  readonly bounded?: boolean;
  /** What a real one has more than, in bits a character. */
  readonly entropy?: number;
  /** A regular expression: in files of such a path alone. */
  readonly path?: string;
  /** What looks like one and is none. */
  readonly harmless?: readonly Harmless[];
}

/** By any of the expressions, which ignore case where they say so by a leading `(?i)`, or any of the words, in small letters. */
export interface Harmless {
  /** What is compared: the secret, all of the match, or the lines it is in. */
  readonly of: 'secret' | 'match' | 'line';
  readonly patterns: readonly Expression[];
  readonly words: readonly string[];
}

export interface Expression {
  readonly pattern: string;
  readonly ignoreCase?: boolean;
}
