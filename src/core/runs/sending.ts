import { t } from '@vscode/l10n';
import type { ConsentSubject } from '../types/consent.ts';
import type { Destination } from '../models/model.ts';

/** What is asked before anything goes to a machine elsewhere. */
export function sendingTo({ host, files }: Extract<Destination, { readonly kind: 'remote' }>): ConsentSubject {
  const what = files
    ? t('Your questions with what you select, the files you attach, whole and as they are, the names of the workspace’s folders, the passages of your files that are found for them, and what code and tools give back')
    : t('Your questions with what you select, the names and first lines of the files you attach, the names of the workspace’s folders, the passages of your files that are found for them, and what code and tools give back');
  return { kind: 'send', host, what, extent: files ? 'files' : 'questions' };
}
