import { createHmac } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { blank, secretsIn } from '../../text/secrets/secrets.ts';
import type { Section } from '../read/kind.ts';
import type { FoundSecret } from '../vectorStore.ts';

/** What is known of secrets when a file is read. */
export interface Secrets {
  /** Makes digests of this store unlike those of any other: a list of the digests of common passwords opens none of them. */
  readonly salt: string;
  /** The digests of those that stay; some may be of a store that was here before, and so of its salt. */
  readonly allowed: ReadonlySet<string>;
}

/**
 * A document without its secrets; its lines keep their numbers.
 * @param path of its file: some rules are for files of one kind
 */
export function apart(sections: readonly Section[], path: string, { salt, allowed }: Secrets): { readonly sections: readonly Section[]; readonly secrets: readonly FoundSecret[] } {
  const salts = new Set([...allowed].map(saltOf));
  const stays = (secret: string) => [...salts].some((each) => allowed.has(digestOf(secret, each)));
  const secrets: FoundSecret[] = [];
  let line = 1;
  const cleaned = sections.map((section) => {
    const text = section.lines.join('\n');
    const findings = secretsIn(text, path).filter(({ start, end }) => !stays(text.slice(start, end)));
    let seen = 0;
    let at = line;
    for (const { rule, start, end } of findings) {
      at += text.slice(seen, start).split('\n').length - 1;
      seen = start;
      secrets.push({ rule, line: at, digest: digestOf(text.slice(start, end), salt) });
    }
    line += section.lines.length;
    return findings.length === 0 ? section : { ...section, lines: blank(text, findings).split('\n') };
  });
  return { sections: cleaned, secrets };
}

/** The salt, and the secret's HMAC with it. */
function digestOf(secret: string, salt: string): string {
  return `${salt}:${createHmac('sha256', salt).update(secret).digest('hex')}`;
}

function saltOf(digest: string): string {
  return digest.slice(0, digest.indexOf(':'));
}

/** The salt of a store; made once, and gone with what is in it. */
export function saltOfStore(db: DatabaseSync): string {
  db.exec("INSERT OR IGNORE INTO meta (key, value) VALUES ('salt', lower(hex(randomblob(16))))");
  return String(db.prepare("SELECT value FROM meta WHERE key = 'salt'").get()?.value);
}
