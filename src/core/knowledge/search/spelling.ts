import type { DatabaseSync } from 'node:sqlite';
import { quoted } from '../index/words.ts';
import { termCounts } from './termCounts.ts';

/** So many times as well the store must know the other spelling. */
const FAR_BETTER = 10;

/** What British and American English write in two ways, between what comes before and after it. */
const SPELLINGS: readonly (readonly [pattern: RegExp, british: string, american: string])[] = [
  [/^(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rum|sav|tum|vap|vig)(ou?r)(.*)$/, 'our', 'or'],
  [/^(.{3,})(is|iz)(e[drs]?|ers|ing|able|ations?)$/, 'is', 'iz'],
  [/^(.{3,})(ys|yz)(e[drs]?|ers|ing)$/, 'ys', 'yz'],
  [/^(cent|fib|lit|met|theat|calib)(re|er)(s?)$/, 're', 'er'],
  [/^(anal|catal|dial|monol|prol)(ogue|og)(s?)$/, 'ogue', 'og'],
  [/^(licen|defen|offen|preten)(c|s)(e[ds]?|ing)$/, 'c', 's'],
  [/^(gr)(e|a)(y\w*)$/, 'e', 'a'],
];

/**
 * A question's terms as the store spells them: whoever asks for a *colour* need not know that *color* stands everywhere. What a file is called is
 * looked for as well, as it was written. To be called within a snapshot.
 */
export function asSpelled(db: DatabaseSync, terms: readonly string[]): readonly string[] {
  const { having } = termCounts(db);
  const inPaths = (term: string) => having(term) > 0 && db.prepare('SELECT 1 FROM words WHERE words MATCH ? LIMIT 1').get(`path : ${quoted(term)}`) !== undefined;
  const spelled = terms.flatMap((term) => {
    const other = otherSpelling(term);
    if (other === null || having(other) <= FAR_BETTER * having(term)) return [term];
    return inPaths(term) ? [term, other] : [other];
  });
  return [...new Set(spelled)];
}

function otherSpelling(term: string): string | null {
  for (const [pattern, british, american] of SPELLINGS) {
    const [, before, part, after] = pattern.exec(term) ?? [];
    if (part !== undefined) return `${before}${part === british ? american : british}${after}`;
  }
  return null;
}
