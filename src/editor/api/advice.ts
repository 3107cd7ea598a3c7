import { scriptAdvice } from '../../api/advice.ts';
import type { Advice } from '../../core/types/advice.ts';

/** What scripts are told by the server in the editor. */
export const SCRIPT_ADVICE = scriptAdvice('choose a model in the editor that serves this API');

/** What clients of the MCP server in the editor are told: they search the workspace. */
export const MCP_ADVICE: Advice = {
  ...SCRIPT_ADVICE,
  nothingIndexed: () => ({ message: 'The workspace is not indexed yet: run “Docent: Index Workspace” in the editor.', action: null }),
};
