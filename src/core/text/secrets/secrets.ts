import { assignmentsIn } from './assignments.ts';
import type { Finding } from './finding.ts';
import { privateKeysIn } from './privateKeys.ts';
import { tokensIn } from './rules.ts';

/** What stands where a secret was. */
export const LEFT_OUT = '[secret left out]';

/** What in a text looks like a secret, in the order of the text and apart from each other. */
export function secretsIn(text: string, path: string | null = null): readonly Finding[] {
  const found = [...privateKeysIn(text), ...tokensIn(text, path), ...assignmentsIn(text)].sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Finding[] = [];
  for (const finding of found) {
    const last = apart.at(-1);
    if (!last || finding.start >= last.end) apart.push(finding);
    else if (finding.end > last.end) apart[apart.length - 1] = { rule: last.rule, start: last.start, end: finding.end };
  }
  return apart;
}

/** The text with {@link LEFT_OUT} in the place of each secret; its lines keep their numbers. */
export function withoutSecrets(text: string): string {
  return blank(text, secretsIn(text));
}

/** The text with {@link LEFT_OUT} in the place of each of these. @param findings in the order of the text, apart from each other */
export function blank(text: string, findings: readonly Finding[]): string {
  let said = '';
  let from = 0;
  for (const { start, end } of findings) {
    said += text.slice(from, start) + LEFT_OUT + text.slice(start, end).replace(/[^\n]/g, '');
    from = end;
  }
  return from === 0 ? text : said + text.slice(from);
}
