import { t } from '@vscode/l10n';
import type { Kind } from '../../api/transfer/report.ts';
import { assistantCount, threadCount, vectorStoreCount } from '../../core/text/counts.ts';
import { fileCount } from '../../core/text/fileCount.ts';

const COUNTS: Readonly<Record<Kind, (count: number) => string>> = {
  file: fileCount,
  vector_store: vectorStoreCount,
  'vector_store.file': (count) => (count === 1 ? t('1 file in a vector store') : t('{0} files in vector stores', count)),
  assistant: assistantCount,
  thread: threadCount,
  'thread.message': (count) => (count === 1 ? t('1 message') : t('{0} messages', count)),
};

/** What was imported, in one line. */
export function counted(counts: ReadonlyMap<Kind, number>): string {
  return [...counts].map(([kind, count]) => COUNTS[kind](count)).join(', ');
}
