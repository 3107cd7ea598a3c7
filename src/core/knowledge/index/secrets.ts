import { hash } from 'node:crypto';
import { blank, secretsIn } from '../../text/secrets.ts';
import type { Section } from '../read/kind.ts';
import type { FoundSecret } from '../vectorStore.ts';

/**
 * A document without its secrets; its lines keep their numbers.
 * @param allowed the digests of those that stay
 */
export function apart(sections: readonly Section[], allowed: ReadonlySet<string>): { readonly sections: readonly Section[]; readonly secrets: readonly FoundSecret[] } {
  const secrets: FoundSecret[] = [];
  let line = 1;
  const cleaned = sections.map((section) => {
    const text = section.lines.join('\n');
    const findings = secretsIn(text)
      .map((finding) => ({ ...finding, digest: hash('sha256', text.slice(finding.start, finding.end)) }))
      .filter(({ digest }) => !allowed.has(digest));
    let seen = 0;
    let at = line;
    for (const { rule, digest, start } of findings) {
      at += text.slice(seen, start).split('\n').length - 1;
      seen = start;
      secrets.push({ rule, line: at, digest });
    }
    line += section.lines.length;
    return findings.length === 0 ? section : { ...section, lines: blank(text, findings).split('\n') };
  });
  return { sections: cleaned, secrets };
}
