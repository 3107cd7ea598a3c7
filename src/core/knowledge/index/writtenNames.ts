/** Stems with their counts as a store keeps them: how many there are in all, then each; a search takes out of it what it asks for, and reads no more. */
export function writtenNames(counts: ReadonlyMap<string, number>): string {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return `${all} ${Array.from(counts, ([stem, count]) => `${stem}:${count} `).join('')}`;
}

/** How many names a file defines, each as often as it does; 0 where none are written. */
export function lengthOfNames(written: string): number {
  return Number.parseInt(written, 10) || 0;
}

/** How often a file defines a name with this stem. */
export function countOfName(written: string, stem: string): number {
  const at = written.indexOf(` ${stem}:`);
  return at < 0 ? 0 : Number.parseInt(written.slice(at + stem.length + 2, at + stem.length + 12), 10);
}
