import { t } from '@vscode/l10n';
import type { InterpreterState } from '../../core/interpreter/interpreter.ts';

/** How code runs here, in one line. */
export function interpreterLine(state: InterpreterState): string {
  switch (state.kind) {
    case 'sandboxed':
      return t('Python {0}, sandboxed', state.python.version);
    case 'unsandboxed':
      return t('Python {0}, no sandbox: you are asked before code runs. {1}', state.python.version, state.reason);
    case 'unavailable':
      return state.error.message;
  }
}
