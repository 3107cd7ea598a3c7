import type { InterpreterState } from '../../core/interpreter/interpreter.ts';

/** How code runs here, in one line. */
export function interpreterLine(state: InterpreterState): string {
  switch (state.kind) {
    case 'sandboxed':
      return `Python ${state.python.version}, sandboxed`;
    case 'unsandboxed':
      return `Python ${state.python.version}, no sandbox: you are asked before code runs. ${state.reason}`;
    case 'unavailable':
      return state.error.message;
  }
}
