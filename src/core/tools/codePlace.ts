import type { Interpreter, Session } from '../interpreter/interpreter.ts';
import { containerOf } from '../types/assistant.ts';
import type { MadeFile } from '../types/item.ts';
import type { Output } from '../types/output.ts';
import { threadsPlace, type PlaceOf } from './codeInterpreter.ts';

/** What a run needs of the containers. */
export interface Places {
  session(id: string): Promise<Session>;
  hold(id: string): () => void;
  made(id: string, threadId: string, outputs: readonly Output[], given: readonly string[]): Promise<readonly MadeFile[]>;
}

/** Where the code of a run runs: in the container that its assistant names, or in its thread's own session. */
export function codePlaces(interpreter: Pick<Interpreter, 'session'>, containers: Places): PlaceOf {
  const ofThread = threadsPlace(interpreter);
  return (context) => {
    const { thread, assistant, atEnd } = context;
    const id = containerOf(assistant);
    if (id === null) return ofThread(context);
    return {
      id,
      async session() {
        atEnd(containers.hold(id));
        return containers.session(id);
      },
      made: (outputs, given) => containers.made(id, thread.id, outputs, given),
    };
  };
}
