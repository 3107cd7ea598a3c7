import type { Mark } from '../../../protocol/composer.ts';

/** An `@` or a `/` with what is typed after it. */
export interface Mention {
  readonly mark: Mark;
  /** Where the mark stands. */
  readonly start: number;
  /** Where what is typed after it ends. */
  readonly end: number;
  readonly text: string;
}

/** An address such as `me@example.com` is none. */
const AT = /(?:^|\s)@([^\s@]*)$/;
/** A command stands at the beginning; a path such as `/etc/hosts` is none. */
const SLASH = /^\s*\/([^\s/]*)$/;

/** The mention that the cursor is in, or null. */
export function mentionAt(text: string, cursor: number): Mention | null {
  const before = text.slice(0, cursor);
  for (const [mark, pattern] of [['@', AT], ['/', SLASH]] as const) {
    const [, typed] = pattern.exec(before) ?? [];
    if (typed !== undefined) return { mark, start: cursor - typed.length - 1, end: cursor, text: typed };
  }
  return null;
}

/** What is left of the text when what was mentioned is taken. */
export function withoutMention(text: string, { start, end }: Mention): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return before.endsWith(' ') && after.startsWith(' ') ? before + after.slice(1) : before + after;
}
