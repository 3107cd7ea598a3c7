import type { Action } from '../core/types/errors.ts';

/** What the button for each way out says. */
export const ACTION_LABELS: Readonly<Record<Action, string>> = {
  retry: 'Try Again',
  indexWorkspace: 'Index Workspace',
  openFolder: 'Open Folder',
  pickAssistant: 'Choose Assistant',
  configureModel: 'Set Up a Model',
  setApiKey: 'Set API Key',
  setBudget: 'Change Budget',
  configurePython: 'Choose Python',
  trustWorkspace: 'Manage Workspace Trust',
  showLog: 'Show Log',
  openData: 'Try Again',
  restoreData: 'Restore the Newest Copy',
  setDataAside: 'Set Aside and Start Anew',
  showData: 'Show Folder',
  reloadWindow: 'Reload Window',
  searchIndex: 'Search the Index',
  indexHosted: 'Index at OpenAI',
  cleanUpHosted: 'Clean Up at OpenAI',
};

/** A link in an answer that asks for a way out: `docent:configureModel`. */
export function linkedAction(href: string): Action | null {
  const name = href.startsWith('docent:') ? href.slice('docent:'.length) : '';
  return Object.hasOwn(ACTION_LABELS, name) ? (name as Action) : null;
}
