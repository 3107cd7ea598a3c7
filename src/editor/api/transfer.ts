import { t } from '@vscode/l10n';
import type { Docent } from '../../core/docent.ts';
import { counted } from './counted.ts';
import { DocentError } from '../../core/types/errors.ts';

// Loaded when first needed: it checks all that the API knows.

/** Writes a thread as the API's export has it. @param path absolute; the bytes of files go beside it */
export async function exportJson(docent: Docent, threadId: string, path: string): Promise<void> {
  const { exportThread } = await import('../../api/transfer/export.ts');
  await exportThread(docent, threadId, path);
}

/**
 * Takes over the threads of such a file as chats of the open folders.
 * @returns what has come of it, as one sentence
 * @throws DocentError `nothing_imported`
 */
export async function importJson(docent: Docent, path: string): Promise<string> {
  const { importDump } = await import('../../api/transfer/import.ts');
  const { added, same, refused, notes } = await importDump(docent, path, { origin: 'chat', workspace: await docent.workspace.id() });
  const some = new Map([...added].filter(([, count]) => count > 0));
  if (some.size === 0 && same === 0) {
    throw new DocentError('nothing_imported', refused[0] === undefined ? t('Nothing was imported: the file has no thread; it has to be an export of threads as JSON lines.') : t('Nothing was imported: {0}', refused[0]));
  }
  const what = some.size > 0 ? t('Imported {0}.', counted(some)) : t('All of it was there already.');
  const left = refused.length > 0 ? [t('{0} left out. {1}', refused.length, refused[0] ?? '')] : [];
  return [what, ...left, ...notes].join(' ');
}
