import type { MessagePort, Worker } from 'node:worker_threads';
import { t } from '@vscode/l10n';
import { connect, type Contract, type Handlers, type Peer, type Port } from '../../../../rpc.ts';
import { DocentError } from '../../../types/errors.ts';
import type { Log } from '../../../types/log.ts';

/** A thread that nobody asks for so long ends; starting one takes a tenth of a second, and there may be a hundred stores. In milliseconds. */
const IDLE_MS = 60_000;
/** New objects of one thread; with Node's own 48 three threads keep 70 MB more and are no faster. In MB. */
export const YOUNG_GENERATION = 16;

/** A worker thread that is started when first asked for something, and again after it has died or was long idle. */
export interface Thread<C extends Contract> {
  /** As {@link Peer.request}. @throws DocentError `index_interrupted` if the thread ends before it has answered */
  readonly request: Peer<C>['request'];
  /** Ends the thread, with what it was asked; the next request starts another one. What it had open is closed then. */
  release(): Promise<void>;
  /** Ends the thread, with what it was asked and will be asked. */
  close(): Promise<void>;
}

interface Running<C extends Contract> {
  readonly worker: Worker;
  readonly peer: Peer<C>;
  /** Requests that are not answered yet. */
  pending: number;
  /** Ends the thread when nothing has been asked meanwhile. */
  idle: NodeJS.Timeout | null;
}

/**
 * A thread that starts when it is first asked, and ends after `idleMs` without work; one that died is started again by the next request.
 * @param handlers what it may ask its owner
 */
export function createThread<Owner extends Contract, C extends Contract>(
  start: () => Worker,
  handlers: Handlers<Owner>,
  log: Log,
  idleMs = IDLE_MS,
): Thread<C> {
  let running: Running<C> | null = null;
  let closed = false;

  function run(): Running<C> {
    const worker = start();
    const peer = connect<Owner, C>(threadPort(worker), handlers);
    const started: Running<C> = { worker, peer, pending: 0, idle: null };
    worker.on('error', (error) => log.error(`A thread of the index failed: ${error instanceof Error ? error.stack : String(error)}`));
    worker.once('exit', () => {
      clearTimeout(started.idle ?? undefined);
      if (running === started) running = null;
      peer.dispose();
    });
    return started;
  }

  function endWhenIdle(thread: Running<C>): void {
    thread.idle = setTimeout(() => {
      // Whoever asks from now on gets a new one.
      if (running === thread) running = null;
      void thread.worker.terminate();
    }, idleMs).unref();
  }

  async function release(): Promise<void> {
    const thread = running;
    running = null;
    await thread?.worker.terminate();
  }

  return {
    async request(name, params, signal) {
      if (closed) throw interrupted();
      const thread = (running ??= run());
      clearTimeout(thread.idle ?? undefined);
      // Only a thread that owes an answer keeps the process alive.
      if (thread.pending++ === 0) thread.worker.ref();
      try {
        return await thread.peer.request(name, params, signal);
      } catch (error) {
        throw error instanceof DocentError && error.code === 'connection_closed' ? interrupted(error) : error;
      } finally {
        if (--thread.pending === 0) {
          thread.worker.unref();
          endWhenIdle(thread);
        }
      }
    },
    release,
    async close() {
      closed = true;
      await release();
    },
  };
}

/** Either end of a thread's messages, as a port for `connect()`. */
export function threadPort(thread: Worker | MessagePort): Port {
  return {
    post: (message) => thread.postMessage(message),
    listen(listener) {
      thread.on('message', listener);
      return () => thread.off('message', listener);
    },
  };
}

function interrupted(cause?: DocentError): DocentError {
  return new DocentError('index_interrupted', t('The index’s work was interrupted; what was done is kept. Try again to go on.'), 'retry', cause);
}
