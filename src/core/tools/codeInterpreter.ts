import { t } from '@vscode/l10n';
import type { Interpreter, InterpreterState, Session } from '../interpreter/interpreter.ts';
import { DocentError, errorInfo } from '../types/errors.ts';
import type { DataFile, MadeFile } from '../types/item.ts';
import type { Output } from '../types/output.ts';
import { readOperation, type ShippedOperation } from '../types/shipped.ts';
import { pythonText } from './pythonText.ts';
import { textArgument, type Tool, type ToolContext } from './tool.ts';

/** Where the code of a run runs. */
export interface CodePlace {
  /** Of the thread, or of the container. */
  readonly id: string;
  /** @throws DocentError where the container is gone */
  session(): Promise<Session>;
  /** What a piece of code has left in the container; nothing where it is none. @param given names of what the code was given */
  made(outputs: readonly Output[], given: readonly string[]): Promise<readonly MadeFile[]>;
}

export type PlaceOf = (context: Pick<ToolContext, 'thread' | 'assistant' | 'atEnd'>) => CodePlace;

/** The session of the thread. */
export function threadsPlace(interpreter: Pick<Interpreter, 'session'>): PlaceOf {
  return ({ thread: { id } }) => ({ id, session: async () => interpreter.session(id), made: async () => [] });
}

/**
 * Runs Python in the session of the thread or of a container: code in the sandbox, or with the user's consent without one; Docent's own operations, which
 * no model is told of, without asking. It is one run's.
 * @param state what the model is told of; null where nobody knows yet
 */
export function createCodeInterpreter(
  interpreter: Interpreter,
  isTrusted: () => boolean,
  state: InterpreterState | null = null,
  placeOf: PlaceOf = threadsPlace(interpreter),
): Tool {
  /** Taken by the first call, once for all of the run's: its variables stay until then. */
  let lease: Promise<void> | null = null;
  async function takeLease(id: string, { signal, waitFor, atEnd }: ToolContext): Promise<void> {
    atEnd(await waitFor(interpreter.lease(id, signal), t('Waiting for another thread’s Python to finish')));
  }
  return {
    definition: {
      name: 'code_interpreter',
      description: [
        'Runs Python; gives what it prints, its last expression, tables and charts. Variables stay between calls.',
        'Attached files are in /mnt/data; files written there go to the user. No network.',
        pythonText(state),
      ]
        .filter(Boolean)
        .join(' '),
      parameters: {
        type: 'object',
        properties: { code: { type: 'string' } },
        required: ['code'],
      },
      strict: null,
    },
    itemType: 'code_interpreter_call',
    sideEffects: false,
    async run(args, context) {
      const work = workOf(args, context);
      if (!isTrusted()) throw new DocentError('untrusted', context.advice.codeRefused, 'trustWorkspace');
      const state = await interpreter.probe();
      if (state.kind === 'unavailable') throw new DocentError(state.error.code, state.error.message, state.error.action);
      const { signal, advice } = context;
      const outputs: Output[] = [];
      const onOutput = (output: Output) => {
        outputs.push(output);
        context.output(output);
      };
      // These clients know bitmaps alone.
      const bitmaps = context.thread.origin === 'api' || context.thread.origin === 'mcp';
      const unsandboxed = state.kind === 'unsandboxed' && 'code' in work && (await allowed(work.code, state.reason, context));
      const place = placeOf(context);
      await (lease ??= takeLease(place.id, context));
      const session = await place.session();
      for (const file of context.files) await give(session, file, context.output);
      if ('code' in work) await session.run(work.code, { signal, onOutput, advice, bitmaps, unsandboxed });
      else await session.perform(work, { signal, onOutput, advice, bitmaps });
      context.signal.throwIfAborted();
      return { type: 'outputs', made: await place.made(outputs, context.files.map(({ name }) => name)) };
    },
  };
}

/** A file that can't be given, e.g. because it was deleted, is told of: code that does not need it runs. But none runs on what a file said before. */
async function give(session: Session, file: DataFile, output: ToolContext['output']): Promise<void> {
  try {
    await session.put(file);
  } catch (error) {
    if (!(error instanceof DocentError) || error.code === 'file_held') throw error;
    output({ type: 'notice', notice: errorInfo(error) });
  }
}

/** What a call asks for. An operation is Docent's own to ask for: what a model writes is code, whatever it looks like. */
function workOf(args: unknown, { caller, files }: ToolContext): { readonly code: string } | ShippedOperation {
  const operation = caller === 'model' ? null : readOperation(args);
  if (!operation) {
    const code = textArgument(args, 'code');
    // eslint-disable-next-line messages/told -- a model reads it
    if (!code) throw new DocentError('bad_arguments', 'code_interpreter needs “code”.');
    return { code };
  }
  if (!files.some(({ name }) => name === operation.file)) {
    throw new DocentError('bad_arguments', t('There is no file “{0}” in /mnt/data: attach it.', operation.file));
  }
  return operation;
}

/** True where the user lets the code run without a sandbox. */
async function allowed(code: string, reason: string, { consent }: ToolContext): Promise<true> {
  if (!(await consent({ kind: 'code', code, reason }))) throw new DocentError('declined', t('The code was not run: it was declined.'));
  return true;
}
