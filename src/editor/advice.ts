import { t } from '@vscode/l10n';
import type { Advice } from '../core/types/advice.ts';

/** What the views say: a link to `docent:` is shown as a button, see protocol/actions.ts. */
export const EDITOR_ADVICE: Advice = {
  greeting: t('Hello! Ask about the files of this workspace and you get the passages that fit, or attach a table (CSV, TSV, JSON) to have it profiled.'),
  addFiles: t('[Index the workspace](docent:indexWorkspace)'),
  interrupted: t('The answer was interrupted: its window was closed or reloaded.'),
  reload: t('reload this window'),
  nothingIndexed: () => ({ message: t('No files are indexed yet: index the workspace first.'), action: 'indexWorkspace' }),
  notSearched: () => t('Nothing could be searched.'),
  codeRefused: t('Docent runs code only in a workspace you trust.'),
  timeLimit: t('The limit can be raised in Docent’s settings.'),
  setUpModel: (purpose) => (purpose === null ? t('[Set up a model](docent:configureModel)') : t('[Set up a model](docent:configureModel) to ask about it.')),
};
