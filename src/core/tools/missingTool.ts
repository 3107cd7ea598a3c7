import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import { functionName } from './functionName.ts';
import type { Tool } from './tool.ts';

/** Stands in for a tool of the editor's that is not there: the model knows, and so does the user once it calls. */
export function missingTool(name: string): Tool {
  const message = t('The editor has no tool “{0}” now; start or install what brings it, or take it out of the assistant.', name);
  return {
    definition: { name: functionName(name), description: `Not available. ${message}`, parameters: { type: 'object', properties: {} }, strict: null },
    itemType: 'function_call',
    sideEffects: false,
    async run() {
      throw new DocentError('editor_tool_missing', message);
    },
  };
}
