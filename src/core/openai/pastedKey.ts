/** What is copied along with a key: the name it has in a script, the header of a request, quotes. */
const AROUND: readonly RegExp[] = [
  /^export\s+/,
  /^[A-Z][A-Z0-9_]*(?:KEY|TOKEN)\s*=\s*/,
  /^authorization\s*:\s*/i,
  /^bearer\s+/i,
  /^["'`]/,
  /["'`;,]$/,
];

/** A key without what was copied along with it. */
export function pastedKey(text: string): string {
  const trimmed = text.trim();
  const bare = AROUND.reduce((key, around) => key.replace(around, ''), trimmed).trim();
  return bare === trimmed ? bare : pastedKey(bare);
}
