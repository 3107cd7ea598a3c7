/** A secret in a text. */
export interface Finding {
  /** What it was known by, as the user reads it. */
  readonly rule: string;
  /** In UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}
