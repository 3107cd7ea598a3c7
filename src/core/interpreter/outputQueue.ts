import { t } from '@vscode/l10n';
import { budgetOf, large, named } from '../limits/budget.ts';
import { WORKER } from '../limits/limits.ts';
import { errorInfo, type ErrorInfo } from '../types/errors.ts';
import type { NewFile, Output } from '../types/output.ts';
import { endedWith, wroteToChannel } from './notices.ts';
import { sizeOf, toOutputs, type Keep } from './outputs.ts';
import type { CellEvent } from './pythonProcess.ts';
import type { Forms } from './workerEvent.ts';

export interface OutputQueue {
  add(event: CellEvent): void;
  notice(notice: ErrorInfo): void;
  /** Keeps what `read` gives; its failure is a notice. */
  file(read: () => Promise<NewFile>): void;
  /** Resolves when all that was added has been given out. */
  settled(): Promise<void>;
}

/** Prints are gathered for this long: the eye sees no difference, and each output costs an event in the store and the view. */
const GATHER_MS = 50;

/** Turns what a piece of code gives back into outputs, in the order in which it came, also where saving a file takes its time. */
export function createOutputQueue(onOutput: (output: Output) => void, keep: Keep): OutputQueue {
  let tail = Promise.resolve();
  let logs: Extract<Output, { type: 'logs' }> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let textLeft = WORKER.printed.max;
  const [shown, results] = [budgetOf(WORKER.shown), budgetOf(WORKER.results)];
  let isCut = false;

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
    if (textLeft <= 0) notice(cut(t('The code printed more than {0}; the rest is left out.', named(WORKER.printed))));
  }

  function show(forms: Forms): void {
    if (isCut) return;
    const passed = !shown.take(1) ? WORKER.shown : !results.take(sizeOf(forms)) ? WORKER.results : null;
    if (passed === null) return append(() => toOutputs(forms, keep));
    isCut = true;
    notice(cut(passed === WORKER.shown ? t('The code showed more than {0} values; the rest is left out.', large(passed.max)) : t('The code showed more than {0}; the rest is left out.', named(passed))));
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
          return show(event.data);
        case 'answer':
          return; // Code that writes one itself was asked nothing.
        case 'stray':
          return notice(wroteToChannel());
        case 'left':
          return notice(endedWith(event.processes));
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
