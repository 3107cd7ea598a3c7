/** Code as safe HTML, and what its end is in the midst of: a comment, a string in a template; '' for nothing. */
export interface Coloured {
  readonly html: string;
  readonly within: string;
}
