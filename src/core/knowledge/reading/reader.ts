import { fork, type ChildProcess } from 'node:child_process';
import { t } from '@vscode/l10n';
import { MEGABYTE, named } from '../../limits/budget.ts';
import { DOCUMENT } from '../../limits/limits.ts';
import { Unfit, Unsupported, type Section } from '../read/kind.ts';
import type { DocumentToRead, ReaderMessage } from './messages.ts';
import type { Messages } from '../../text/language.ts';

/**
 * Gets a document's text, in a process that is ended where it takes too much of memory or time. Gives nothing once `stopped` says so.
 * @throws Unfit
 */
export type Extract = (document: DocumentToRead, stopped: () => boolean) => Promise<readonly Section[]>;

/** A process that nobody needs for so long ends; it starts in a tenth of a second. In milliseconds. */
const IDLE_MS = 5_000;
/** How often it is asked whether to stop, in milliseconds. */
const STOP_MS = 100;

/** @param script of the process, absolute: see `stores/local/worker.ts`; @param messages of the language it speaks */
export function createReader(script: string, messages: Messages = {}): Extract {
  let kept: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function start(): ChildProcess {
    const child = fork(script, {
      // In VS Code this program is Electron. Nothing else of our environment is a document's business.
      env: { ELECTRON_RUN_AS_NODE: '1', ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }) },
      execArgv: [`--max-old-space-size=${Math.round(DOCUMENT.memory.max / MEGABYTE)}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Where it can't be sent the process has failed, which is told by its end.
    child.send(messages, () => undefined);
    // It may end at any time; where nobody waits for it that is no failure of anybody's.
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (kept === child) kept = null;
    });
    return child;
  }

  async function read(document: DocumentToRead, stopped: () => boolean): Promise<readonly Section[]> {
    if (stopped()) return [];
    clearTimeout(idle);
    const isNew = kept === null;
    const child = (kept ??= start());
    setReferenced(child, true);
    try {
      return await answer(child, document, isNew, stopped);
    } catch (error) {
      // Those before it may have left little memory: a document is judged by what it takes alone.
      if (isNew || !hasEnded(child)) throw error;
    } finally {
      setReferenced(child, false);
      idle = setTimeout(() => {
        if (kept === child) kept = null;
        child.kill('SIGKILL');
      }, IDLE_MS).unref();
    }
    return read(document, stopped);
  }

  return (document, stopped) => {
    const result = turn.then(() => read(document, stopped));
    // Only the order matters here: whoever asked gets the error.
    turn = result.catch(() => undefined);
    return result;
  };
}

function answer(child: ChildProcess, document: DocumentToRead, isNew: boolean, stopped: () => boolean): Promise<readonly Section[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Section[]>();
  let late: Unfit | null = null;
  let isSent = false;
  let silence: NodeJS.Timeout | undefined;

  function endFor(reason: string): void {
    late = new Unfit(reason);
    child.kill('SIGKILL');
  }
  function wait(): void {
    clearTimeout(silence);
    silence = setTimeout(() => endFor(t('takes longer than {0} to be read', named(DOCUMENT.silence))), DOCUMENT.silence.max);
  }
  function send(): void {
    wait();
    isSent = true;
    child.send(document, (error) => error && reject(error));
  }
  function onMessage(message: ReaderMessage): void {
    if (message.type === 'ready') send();
    else if (message.type === 'goesOn') wait();
    else if (message.type === 'read') resolve(message.sections);
    else if (message.type === 'failed') reject(new Error(message.reason));
    else reject(new (message.isUnsupported ? Unsupported : Unfit)(message.reason));
  }
  function onExit(code: number | null, signal: NodeJS.Signals | null): void {
    reject(late ?? (stopped() ? new Unfit(t('was not read')) : whyEnded(code, signal, isSent)));
  }

  const overall = setTimeout(() => endFor(t('takes longer than {0} to be read', named(DOCUMENT.time))), DOCUMENT.time.max);
  const stop = setInterval(() => {
    if (!stopped()) return;
    child.kill('SIGKILL');
    resolve([]);
  }, STOP_MS);
  child.on('message', onMessage).once('exit', onExit).once('error', reject);
  if (isNew) wait();
  else send();
  return promise.finally(() => {
    clearTimeout(silence);
    clearTimeout(overall);
    clearInterval(stop);
    child.off('message', onMessage).off('exit', onExit).off('error', reject);
  });
}

/** Its watch ends it with SIGTERM, V8 with SIGABRT; Windows has no signals. Before it was sent a document, nothing took memory. */
function whyEnded(code: number | null, signal: NodeJS.Signals | null, isSent: boolean): Error {
  const isEnded = signal === 'SIGTERM' || signal === 'SIGABRT' || code === 134 || (process.platform === 'win32' && code !== 0);
  return isSent && isEnded ? new Unfit(t('takes more than {0} of memory to be read', named(DOCUMENT.memory))) : new Error(`its reader ended (${signal ?? `exit code ${code}`})`);
}

/** By itself: we end it by SIGKILL alone. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || (signalCode !== null && signalCode !== 'SIGKILL');
}

/** Only a process that owes an answer keeps ours alive. */
function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  if (isReferenced) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
