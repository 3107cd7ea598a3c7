import type { Finding } from './finding.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]|["'`+,])*(?:Proc-Type|Version|Comment|[A-Za-z0-9+/]{16})/;
/** To the end of the text where the key's own end was cut off. */
const WHOLE = new RegExp(`${BEGIN.source}(?:[^]*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|[^]*)`, 'g');
/** The private lines of PuTTY's keys. */
const PUTTY = /^Private-Lines: \d+\r?\n((?:[A-Za-z0-9+/=]+(?:\r?\n|$))+)/gm;

/** The private keys in a text, as offsets in UTF-16 units; one that does not end goes on to the end of the text. */
export function privateKeysIn(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  if (text.includes('PRIVATE KEY')) {
    for (const { 0: key, index } of text.matchAll(WHOLE)) findings.push({ rule: 'private-key', start: index, end: index + key.length });
  }
  if (text.includes('Private-Lines:')) {
    for (const match of text.matchAll(PUTTY)) {
      const end = match.index + match[0].trimEnd().length;
      findings.push({ rule: 'private-key', start: match.index + match[0].indexOf('\n') + 1, end });
    }
  }
  return findings;
}
