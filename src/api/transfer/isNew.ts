import { saysTheSame } from './lines.ts';
import type { Entry } from './read.ts';
import type { Kind, Tally } from './report.ts';

/** Whether there is none of its id; what is there with other content is named. */
export function isNew(kind: Kind, { line, value }: Entry<Kind>, before: object | null, after: object, tally: Tally): boolean {
  if (!before) return true;
  if (saysTheSame(before, after)) tally.same();
  else tally.refuse(line, `${kind} “${value.id}” is there with other content; it stays as it is.`);
  return false;
}
