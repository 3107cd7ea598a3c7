/** C0 but line feed and tab, DEL, C1, and what turns or hides text: zero widths, marks of direction, embeddings, overrides, isolates. */
const HIDDEN = /(?![\n\t])[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * The text with control characters, and characters that turn or hide text, as `\x1b` or `\u202e`: whoever wrote it can't move a
 * terminal's cursor, nor make a name or code look like another. Lines stay lines.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, escaped);
}

/** The same on one line: `\x0a` and `\x09` stand for its breaks and tabs. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t\u2028\u2029]/g, escaped);
}

function escaped(char: string): string {
  const code = char.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
