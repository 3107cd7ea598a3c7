import type { Docent } from '../../core/docent.ts';
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
  const [{ importDump }, { counted }] = await Promise.all([import('../../api/transfer/import.ts'), import('../../api/transfer/report.ts')]);
  const { added, same, refused, notes } = await importDump(docent, path, { origin: 'chat', workspace: await docent.workspace.id() });
  const some = new Map([...added].filter(([, count]) => count > 0));
  if (some.size === 0 && same === 0) {
    throw new DocentError('nothing_imported', `Nothing was imported: ${refused[0] ?? 'the file has no thread; it has to be an export of threads as JSON lines.'}`);
  }
  const what = some.size > 0 ? `Imported ${counted(some)}.` : 'All of it was there already.';
  const left = refused.length > 0 ? [`${refused.length} left out. ${refused[0]}`] : [];
  return [what, ...left, ...notes].join(' ');
}
