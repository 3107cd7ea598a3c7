/** Words of examples: what has one of them stands for a secret and is none. */
const PLACEHOLDER =
  /example|sample|dummy|placeholder|change[-_]?(?:me|it|this)|your[-_]|[-_]here|insert|replace|redacted|hidden[-_]|masked|fake[-_]|test[-_](?:pass|key|token|secret)|123456789|abcdefg|\*{3}|\.{3}|<[^>]*>|\{\{|\$\{/i;

/** One character so often in a row is no chance. */
const RUN = 6;

/** Whether a value only shows where a secret goes: by its words, or because much of it is one character in a row. Some tokens have a row of `A`s. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || inRuns(value) > value.length / 3;
}

function inRuns(text: string): number {
  let sum = 0;
  let start = 0;
  for (let at = 1; at <= text.length; at++) {
    if (text[at] === text[start]) continue;
    if (at - start >= RUN) sum += at - start;
    start = at;
  }
  return sum;
}

/** How often each character of a text is there; kept, since this is asked of very many short texts. All are 0 between them. */
const counts = new Uint32Array(256);

/** Shannon's entropy of the characters, in bits a character. Those beyond Latin count as one. */
export function entropy(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = Math.min(text.charCodeAt(at), 255);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const code = Math.min(text.charCodeAt(at), 255);
    const share = (counts[code] ?? 0) / text.length;
    if (share > 0) sum += share * Math.log2(share);
    counts[code] = 0;
  }
  return -sum;
}

/** Changes between small letters, capitals, digits and the rest, a character: 0.6 in random letters and digits, at most 0.25 in names. */
export function restlessness(text: string): number {
  let changes = 0;
  let before = kindOf(text.charCodeAt(0));
  for (let at = 1; at < text.length; at++) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind !== before) changes += 1;
    before = kind;
  }
  return changes / text.length;
}

function kindOf(code: number): 'small' | 'capital' | 'digit' | 'other' {
  if (code >= 97 && code <= 122) return 'small';
  if (code >= 65 && code <= 90) return 'capital';
  return code >= 48 && code <= 57 ? 'digit' : 'other';
}
