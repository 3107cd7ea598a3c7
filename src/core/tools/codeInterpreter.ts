import type { Interpreter, Session } from '../interpreter/interpreter.ts';
import { DocentError, errorInfo } from '../types/errors.ts';
import type { DataFile } from '../types/item.ts';
import { profileCode } from '../types/shipped.ts';
import { textArgument, type Tool, type ToolContext } from './tool.ts';

/**
 * Runs Python in the thread's session: in the sandbox, or with the user's consent without one. It is one run's.
 */
export function createCodeInterpreter(interpreter: Interpreter, isTrusted: () => boolean): Tool {
  /** Taken by the first call, once for all of the run's: its variables stay until then. */
  let lease: Promise<void> | null = null;
  async function takeLease({ thread, signal, waitFor, atEnd }: ToolContext): Promise<void> {
    atEnd(await waitFor(interpreter.lease(thread.id, signal), 'Waiting for another thread’s Python to finish'));
  }
  return {
    definition: {
      name: 'code_interpreter',
      description:
        'Runs Python and returns what it prints, its last expression, tables and charts. Variables stay between calls. ' +
        'Attached files are in /mnt/data; files written there are given to the user. No network.',
      parameters: {
        type: 'object',
        properties: { code: { type: 'string', description: 'Python source' } },
        required: ['code'],
        additionalProperties: false,
      },
      strict: null,
    },
    itemType: 'code_interpreter_call',
    sideEffects: false,
    async run(args, context) {
      const code = textArgument(args, 'code');
      if (!code) throw new DocentError('bad_arguments', 'code_interpreter needs “code”.');
      if (!isTrusted()) throw new DocentError('untrusted', 'Docent runs code only in a workspace you trust.', 'trustWorkspace');
      const unsandboxed = await mayRunUnsandboxed(code, interpreter, context);
      await (lease ??= takeLease(context));
      const session = interpreter.session(context.thread.id);
      for (const file of context.files) await give(session, file, context.output);
      await session.run(code, { signal: context.signal, onOutput: context.output, unsandboxed });
      context.signal.throwIfAborted();
      return { type: 'outputs' };
    },
  };
}

/** A file that can't be given, e.g. because it was deleted, is told of: code that does not need it runs. */
async function give(session: Session, file: DataFile, output: ToolContext['output']): Promise<void> {
  try {
    await session.put(file);
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    output({ type: 'notice', notice: errorInfo(error) });
  }
}

/** True where there is no sandbox and the code is ours or the user said yes; false where the sandbox is what allows it. */
async function mayRunUnsandboxed(code: string, interpreter: Interpreter, context: ToolContext): Promise<boolean> {
  const state = await interpreter.probe();
  if (state.kind === 'unavailable') throw new DocentError(state.error.code, state.error.message, state.error.action);
  const isOurs = context.files.some((file) => profileCode(file.name) === code);
  if (state.kind === 'sandboxed') return isOurs;
  if (isOurs) return true;
  if (!(await context.consent({ kind: 'code', code, reason: state.reason }))) {
    throw new DocentError('declined', 'The code was not run: it was declined.');
  }
  return true;
}
