/** An `@` with what is typed after it. */
export interface Mention {
  /** Where the `@` stands. */
  readonly start: number;
  /** Where what is typed after it ends. */
  readonly end: number;
  readonly text: string;
}

/** The mention that the cursor is in, or null. An address such as `me@example.com` is none. */
export function mentionAt(text: string, cursor: number): Mention | null {
  const match = /(?:^|\s)@([^\s@]*)$/.exec(text.slice(0, cursor));
  if (!match) return null;
  const typed = match[1] ?? '';
  return { start: cursor - typed.length - 1, end: cursor, text: typed };
}

/** What is left of the text when what was mentioned stands above it. */
export function withoutMention(text: string, { start, end }: Mention): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return before.endsWith(' ') && after.startsWith(' ') ? before + after.slice(1) : before + after;
}
