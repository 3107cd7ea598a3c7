import { scriptAdvice } from '../../api/advice.ts';

/** What scripts are told by the server in the editor. */
export const SCRIPT_ADVICE = scriptAdvice('choose a model in the editor that serves this API');
