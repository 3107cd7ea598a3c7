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

/** Of each kind of which there are more every day; the rest is to be seen, too. */
const FEW = 3;
/** What is at hand may be all open tabs. */
const BEFORE_OTHERS = 4;

/** What is offered before anything is typed. */
export interface AtFirst<T> {
  readonly atHand: readonly T[];
  /** The way to all that is not listed: it has to be in sight. */
  readonly others: T;
  readonly growing: readonly (readonly T[])[];
  readonly rest: readonly T[];
}

/** What is at hand, a way to what is not listed, a few of each kind that grows, then all the rest. */
export function atFirst<T>({ atHand, others, growing, rest }: AtFirst<T>, limit: number): readonly T[] {
  const listed = [...atHand.slice(0, BEFORE_OTHERS), others, ...atHand.slice(BEFORE_OTHERS), ...growing.flatMap((kind) => kind.slice(0, FEW)), ...rest];
  return listed.slice(0, limit);
}

/** The order of what is typed, among what fits equally: an analysis is called as its file is, and then the file is meant. */
export function typed<T>({ atHand, growing, rest }: Omit<AtFirst<T>, 'others'>): readonly T[] {
  return [...atHand, ...rest, ...growing.flat()];
}

/** The order of paths: hidden files and folders last, since one seldom means them. */
export function byNeed(a: string, b: string): number {
  const isHidden = (path: string) => /(^|\/)\./.test(path);
  return Number(isHidden(a)) - Number(isHidden(b)) || (a < b ? -1 : 1);
}
