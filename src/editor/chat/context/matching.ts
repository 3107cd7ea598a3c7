/** Something with a name, and where it is. */
interface Named {
  readonly label: string;
  readonly detail: string;
}

/**
 * Those of a list that fit what is typed, the best first: names that begin so, then names that hold it, then those whose path holds
 * all of its words; among equals the order stays.
 */
export function matching<T extends Named>(text: string, list: readonly T[], limit: number): readonly T[] {
  const typed = text.toLowerCase();
  if (typed === '') return list.slice(0, limit);
  const words = typed.split(/[\s/]+/).filter(Boolean);
  const ranked: T[][] = [[], [], []];
  for (const entry of list) {
    const label = entry.label.toLowerCase();
    const whole = `${entry.detail}/${entry.label}`.toLowerCase();
    if (label.startsWith(typed)) ranked[0]?.push(entry);
    else if (label.includes(typed)) ranked[1]?.push(entry);
    else if (words.every((word) => whole.includes(word))) ranked[2]?.push(entry);
  }
  return ranked.flat().slice(0, limit);
}
