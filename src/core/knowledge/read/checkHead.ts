import { t } from '@vscode/l10n';
import { Unfit, type DocumentKind } from './kind.ts';

/** What stands in the place of a file that Git LFS keeps elsewhere, whatever its kind. */
const POINTER = 'version https://git-lfs.github.com/spec/';

/** Looks at the first bytes of a file, before the rest is read. @throws Unfit */
export function checkHead(head: Buffer, kind: DocumentKind): void {
  if (head.toString('latin1', 0, POINTER.length) === POINTER) throw new Unfit(t('is kept by Git LFS and is not here: run “git lfs pull”'));
  try {
    kind.check(head);
  } catch (error) {
    // Of a text nothing else is expected.
    throw head.length === 0 ? new Unfit(t('is empty')) : error;
  }
}
