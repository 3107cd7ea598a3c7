import type { LineRange } from './citation.ts';

/** What has become of cited lines. Unsure is never told as sure. */
export type Found =
  /** They stand where they stood. */
  | { readonly kind: 'same'; readonly lines: LineRange }
  /** They say the same, elsewhere or broken otherwise. */
  | { readonly kind: 'moved'; readonly lines: LineRange }
  /** They were edited; most of what they said stands here. */
  | { readonly kind: 'changed'; readonly lines: LineRange }
  /** Nothing says what they said. `nearest` is where one may look. */
  | { readonly kind: 'gone'; readonly nearest: LineRange };
