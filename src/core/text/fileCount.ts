import { t } from '@vscode/l10n';

/** A number of files as it is said: `1 file`, `128 files`. */
export function fileCount(files: number): string {
  return files === 1 ? t('1 file') : t('{0} files', files);
}
