import type { Advice } from '../core/types/advice.ts';

/** What the views say: a link to `docent:` is shown as a button, see protocol/actions.ts. */
export const EDITOR_ADVICE: Advice = {
  searched: 'the files of this workspace',
  addFiles: '[Index the workspace](docent:indexWorkspace)',
  interrupted: 'The answer was interrupted: its window was closed or reloaded.',
  reload: 'reload this window',
  nothingIndexed: () => ({ message: 'No files are indexed yet: index the workspace first.', action: 'indexWorkspace' }),
  notSearched: () => 'Nothing could be searched.',
  codeRefused: 'Docent runs code only in a workspace you trust.',
  timeLimit: 'the limit can be raised in Docent’s settings',
  setUpModel: (purpose) => `[Set up a model](docent:configureModel)${purpose === null ? '' : ` to ${purpose}.`}`,
};
