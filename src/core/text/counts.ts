import { t } from '@vscode/l10n';
import { figure } from './figure.ts';

/** A number of rows as it is said: `1 row`, `1,234 rows`. */
export function rowCount(rows: number): string {
  return rows === 1 ? t('1 row') : t('{0} rows', figure(rows));
}

export function threadCount(threads: number): string {
  return threads === 1 ? t('1 thread') : t('{0} threads', figure(threads));
}

export function assistantCount(assistants: number): string {
  return assistants === 1 ? t('1 assistant') : t('{0} assistants', figure(assistants));
}

export function vectorStoreCount(stores: number): string {
  return stores === 1 ? t('1 vector store') : t('{0} vector stores', figure(stores));
}
