import { errorInfo, type ErrorInfo } from '../types/errors.ts';
import type { NewFile, Output } from '../types/output.ts';
import { toOutputs, type Keep } from './outputs.ts';
import type { CellEvent } from './pythonProcess.ts';

export interface OutputQueue {
  add(event: CellEvent): void;
  notice(notice: ErrorInfo): void;
  /** Keeps what `read` gives; its failure is a notice. */
  file(read: () => Promise<NewFile>): void;
  /** Resolves when all that was added has been given out. */
  settled(): Promise<void>;
}

/** Characters that one piece of code may print; more is a loop that went wrong, and nobody reads it. */
const MAX_TEXT = 1_000_000;
/** Values that one piece of code may show, for the same reason. */
const MAX_SHOWN = 200;
/** Prints are gathered for this long: the eye sees no difference, and each output costs an event in the store and the view. */
const GATHER_MS = 50;

/** Turns what a piece of code gives back into outputs, in the order in which it came, also where saving a file takes its time. */
export function createOutputQueue(onOutput: (output: Output) => void, keep: Keep): OutputQueue {
  let tail = Promise.resolve();
  let logs: Extract<Output, { type: 'logs' }> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let textLeft = MAX_TEXT;
  let shownLeft = MAX_SHOWN;

  function append(make: () => Promise<readonly Output[]> | readonly Output[]): void {
    flush();
    tail = tail.then(make).catch(failure).then((outputs) => outputs.forEach(onOutput));
    tail.catch(() => undefined); // Whoever waits for `settled` learns it.
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const gathered = logs;
    logs = null;
    if (gathered) append(() => [gathered]);
  }

  function print(stream: 'stdout' | 'stderr', text: string): void {
    if (textLeft <= 0) return;
    const kept = text.slice(0, textLeft);
    textLeft -= text.length;
    if (logs?.stream !== stream) flush();
    logs = { type: 'logs', stream, text: (logs?.text ?? '') + kept };
    timer ??= setTimeout(flush, GATHER_MS);
    if (textLeft <= 0) notice(cut(`The code printed more than ${MAX_TEXT / 1e6} million characters; the rest is left out.`));
  }

  function notice(info: ErrorInfo): void {
    append(() => [{ type: 'notice', notice: info }]);
  }

  return {
    add(event) {
      switch (event.event) {
        case 'text':
          return print(event.stream, event.text);
        case 'display':
          if (shownLeft-- > 0) return append(() => toOutputs(event.data, keep));
          if (shownLeft === -1) notice(cut(`The code showed more than ${MAX_SHOWN} values; the rest is left out.`));
          return;
        case 'exception': {
          const { name, message, traceback } = event;
          return append(() => [{ type: 'exception', name, message, traceback }]);
        }
      }
    },
    notice,
    file: (read) => append(async () => [{ type: 'file', file: await keep.save(await read()) }]),
    async settled() {
      flush();
      await tail;
    },
  };
}

function cut(message: string): ErrorInfo {
  return { code: 'output_cut', message, action: null };
}

function failure(thrown: unknown): readonly Output[] {
  return [{ type: 'notice', notice: errorInfo(thrown) }];
}
