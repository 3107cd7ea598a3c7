import { t } from '@vscode/l10n';
import { hasCode } from '../../types/errors.ts';
import { Unfit } from './kind.ts';

/** Why a file is not in the store, in a few words that go on from its name. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unfit) return error.message;
  if (hasCode(error, 'ENOENT')) return t('disappeared while it was being read');
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return t('can’t be read: permission denied');
  return t('can’t be read: {0}', error instanceof Error ? error.message : String(error));
}
