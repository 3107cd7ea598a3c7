import type { MessagePort, Worker } from 'node:worker_threads';
import { connect, type Contract, type Handlers, type Peer, type Port } from '../../rpc.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';

/** A worker thread that is started when first asked for something, and again after it has died. */
export interface Thread<C extends Contract> {
  /** As {@link Peer.request}. @throws DocentError `index_interrupted` if the thread ends before it has answered */
  readonly request: Peer<C>['request'];
  /** Ends the thread, with what it was asked and will be asked. */
  close(): Promise<void>;
}

interface Running<C extends Contract> {
  readonly worker: Worker;
  readonly peer: Peer<C>;
  /** Requests that are not answered yet. */
  pending: number;
}

export function createThread<Owner extends Contract, C extends Contract>(
  start: () => Worker,
  handlers: Handlers<Owner>,
  log: Log,
): Thread<C> {
  let running: Running<C> | null = null;
  let closed = false;

  function run(): Running<C> {
    const worker = start();
    const peer = connect<Owner, C>(threadPort(worker), handlers);
    const started = { worker, peer, pending: 0 };
    worker.on('error', (error) => log.error(`A thread of the index failed: ${error instanceof Error ? error.stack : String(error)}`));
    worker.once('exit', () => {
      if (running === started) running = null;
      peer.dispose();
    });
    return started;
  }

  return {
    async request(name, params, signal) {
      if (closed) throw interrupted();
      const thread = (running ??= run());
      // Only a thread that owes an answer keeps the process alive.
      if (thread.pending++ === 0) thread.worker.ref();
      try {
        return await thread.peer.request(name, params, signal);
      } catch (error) {
        throw error instanceof DocentError && error.code === 'connection_closed' ? interrupted(error) : error;
      } finally {
        if (--thread.pending === 0) thread.worker.unref();
      }
    },
    async close() {
      closed = true;
      await running?.worker.terminate();
    },
  };
}

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
  return new DocentError('index_interrupted', 'The index’s work was interrupted; what was done is kept. Try again to go on.', 'retry', cause);
}
