import { hasCode } from '../../types/errors.ts';
import { Unfit } from './kind.ts';

/** Why a file is not in the store, in a few words that go on from its name. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unfit) return error.message;
  if (hasCode(error, 'ENOENT')) return 'disappeared while it was being read';
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return 'can’t be read: permission denied';
  return `can’t be read: ${error instanceof Error ? error.message : String(error)}`;
}
