import { parsedJson } from '../text/json.ts';
import { partialField } from '../text/partialJson.ts';

/**
 * A script that Docent ships, asked for by its name and arguments. It needs no consent: Docent's own policy alone can ask for it, and
 * all it can do is to read one file that the thread was given for code.
 */
export type ShippedOperation =
  /** `file` is a name in `/mnt/data`. */
  | { readonly operation: 'profile'; readonly file: string }
  /** Answers a question by the table in the file, as far as a table answers it without a language model. */
  | { readonly operation: 'ask'; readonly file: string; readonly question: string };

/** The operation that a call's arguments ask for, or null. More fields make it none: what is shown of a call is all that it does. */
export function readOperation(args: unknown): ShippedOperation | null {
  if (typeof args !== 'object' || args === null) return null;
  const { operation, file, question }: { readonly operation?: unknown; readonly file?: unknown; readonly question?: unknown } = args;
  if (typeof file !== 'string') return null;
  const fields = Object.keys(args).length;
  if (operation === 'profile' && fields === 2) return { operation, file };
  if (operation === 'ask' && typeof question === 'string' && fields === 3) return { operation, file, question };
  return null;
}

/** The code that a call's arguments (JSON, maybe in part) hold; of an operation, the Python with which anybody gets the same. */
export function shownCode(json: string): string {
  const operation = readOperation(parsedJson(json));
  return operation ? operationCode(operation) : partialField(json, 'code');
}

/** Shown and told, and never run by Docent itself. */
function operationCode(operation: ShippedOperation): string {
  const path = JSON.stringify(`/mnt/data/${operation.file}`);
  if (operation.operation === 'profile') return `from docent_profile import profile\n\nprofile(${path})`;
  return `from docent_profile import ask\n\nask(${path}, ${JSON.stringify(operation.question)})`;
}
