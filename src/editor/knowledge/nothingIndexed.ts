import { t } from '@vscode/l10n';
import type { Advice } from '../../core/types/advice.ts';
import { EDITOR_ADVICE } from '../advice.ts';
import { workspace } from '../workspace.ts';

/** Why nothing is indexed here, with the way out that leads out: an index can't be made of every workspace. */
export function nothingIndexed(): ReturnType<Advice['nothingIndexed']> {
  switch (workspace().kind) {
    case 'noFolder':
      return { message: t('There is nothing to search: open a folder first.'), action: 'openFolder' };
    case 'untrusted':
      return { message: t('Docent indexes only workspaces you trust.'), action: 'trustWorkspace' };
    case 'open':
      return EDITOR_ADVICE.nothingIndexed();
  }
}
