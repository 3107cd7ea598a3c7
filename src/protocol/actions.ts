import { t } from '@vscode/l10n';
import type { Action } from '../core/types/errors.ts';

/** What the button for each way out says. */
export const ACTION_LABELS: Readonly<Record<Action, string>> = {
  retry: t('Try Again'),
  indexWorkspace: t('Index Workspace'),
  openFolder: t('Open Folder'),
  pickAssistant: t('Choose Assistant'),
  configureModel: t('Set Up a Model'),
  setApiKey: t('Set API Key'),
  setBudget: t('Change Budget'),
  configurePython: t('Choose Python'),
  trustWorkspace: t('Manage Workspace Trust'),
  showLog: t('Show Log'),
  openData: t('Try Again'),
  restoreData: t('Restore the Newest Copy'),
  setDataAside: t('Set Aside and Start Anew'),
  showData: t('Show Folder'),
  manageData: t('Manage Data'),
  reloadWindow: t('Reload Window'),
  searchIndex: t('Search the Index'),
  indexHosted: t('Index at OpenAI'),
  cleanUpHosted: t('Clean Up at OpenAI'),
};

/** A link in an answer that asks for a way out: `docent:configureModel`. */
export function linkedAction(href: string): Action | null {
  const name = href.startsWith('docent:') ? href.slice('docent:'.length) : '';
  return Object.hasOwn(ACTION_LABELS, name) ? (name as Action) : null;
}
