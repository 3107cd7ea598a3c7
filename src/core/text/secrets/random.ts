/** Words of examples: what has one of them stands for a secret and is none. */
const PLACEHOLDER =
  /example|sample|dummy|placeholder|change[-_]?(?:me|it|this)|your[-_]|[-_]here|insert|replace|redacted|hidden[-_]|masked|fake[-_]|test[-_](?:pass|key|token|secret)|123456789|abcdefgh|(.)\1{5}|\*{3}|\.{3}|<|>|\{\{|\$\{/i;

/** Whether a value only shows where a secret goes. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** Shannon's entropy of the characters, in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0);
}

/** Changes between small letters, capitals, digits and the rest, a character: 0.6 in random letters and digits, at most 0.25 in names. */
export function restlessness(text: string): number {
  const kinds = [...text].map(kindOf);
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length / text.length;
}

function kindOf(char: string): 'small' | 'capital' | 'digit' | 'other' {
  if (char >= 'a' && char <= 'z') return 'small';
  if (char >= 'A' && char <= 'Z') return 'capital';
  return char >= '0' && char <= '9' ? 'digit' : 'other';
}
