import { t } from '@vscode/l10n';
import { figure } from './figure.ts';

/** A number of files as it is said: `1 file`, `1,280 files`. */
export function fileCount(files: number): string {
  return files === 1 ? t('1 file') : t('{0} files', figure(files));
}
