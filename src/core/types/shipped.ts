import { parsedJson } from '../text/json.ts';
import { partialField } from '../text/partialJson.ts';

/**
 * A script that Docent ships, asked for by its name and arguments. It needs no consent: Docent's own policy alone can ask for it, and
 * all it can do is to read one file that the thread was given for code.
 */
export interface ShippedOperation {
  readonly operation: 'profile';
  /** Name of a file in `/mnt/data`. */
  readonly file: string;
}

/** The operation that a call's arguments ask for, or null. More fields make it none: what is shown of a call is all that it does. */
export function readOperation(args: unknown): ShippedOperation | null {
  if (typeof args !== 'object' || args === null || Object.keys(args).length !== 2) return null;
  const { operation, file }: { readonly operation?: unknown; readonly file?: unknown } = args;
  return operation === 'profile' && typeof file === 'string' ? { operation, file } : null;
}

/** The code that a call's arguments (JSON, maybe in part) hold; of an operation, the Python with which anybody gets the same. */
export function shownCode(json: string): string {
  const operation = readOperation(parsedJson(json));
  return operation ? operationCode(operation) : partialField(json, 'code');
}

/** Shown and told, and never run by Docent itself. */
function operationCode({ file }: ShippedOperation): string {
  return `from docent_profile import profile\n\nprofile(${JSON.stringify(`/mnt/data/${file}`)})`;
}
