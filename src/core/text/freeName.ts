import { foldedName, safeName } from './safeName.ts';

/** A name for a file that every system can have, and that none of `taken` is, whatever the case of its letters: `sales.csv`, then `sales-2.csv`, … */
export function freeName(name: string, taken: Iterable<string>): string {
  const others = new Set([...taken].map(foldedName));
  const safe = safeName(name);
  const [, stem = safe, extension = ''] = /^(.+?)(\.[^.]*)?$/s.exec(safe) ?? [];
  let free = safe;
  for (let n = 2; others.has(foldedName(free)); n++) free = `${stem}-${n}${extension}`;
  return free;
}
