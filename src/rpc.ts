import { DocentError, errorInfo } from './core/types/errors.ts';

/** One request of a contract: what is sent and what comes back. */
export interface Call<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

/**
 * What one side answers (`requests`) and what it may be told without an answer (`events`).
 * Everything in it must survive structured clone.
 */
export interface Contract {
  readonly requests: { readonly [name: string]: Call<unknown, unknown> };
  readonly events: { readonly [name: string]: unknown };
}

type Requests<C extends Contract> = C['requests'];
type Params<C extends Contract, Name extends keyof Requests<C>> = Requests<C>[Name]['params'];
type Result<C extends Contract, Name extends keyof Requests<C>> = Requests<C>[Name]['result'];

/** Any two-way channel: a webview, a worker thread, a test's pair of ports. */
export interface Port {
  post(message: unknown): void;
  /** Calls `listener` for each message from now on; returns what ends that. */
  listen(listener: (message: unknown) => void): () => void;
}

/** How this side answers the requests and events of its own contract. */
export interface Handlers<C extends Contract> {
  readonly requests: {
    readonly [Name in keyof Requests<C>]: (params: Params<C, Name>, signal: AbortSignal) => Promise<Result<C, Name>> | Result<C, Name>;
  };
  readonly events: { readonly [Name in keyof C['events']]: (payload: C['events'][Name]) => void };
}

/** The other side. */
export interface Peer<C extends Contract> {
  /**
   * Sends a request. Rejects with what the handler threw (as a {@link DocentError}), with an `AbortError` when `signal`
   * aborts, and with `connection_closed` when the connection ends first: a request never hangs.
   */
  request<Name extends keyof Requests<C> & string>(name: Name, params: Params<C, Name>, signal?: AbortSignal): Promise<Result<C, Name>>;
  notify<Name extends keyof C['events'] & string>(name: Name, payload: C['events'][Name]): void;
  /** Rejects what is pending, aborts what is being answered, and stops listening. */
  dispose(): void;
}

type Wire =
  | { rpc: 'request'; id: number; name: string; params: unknown }
  | { rpc: 'cancel'; id: number }
  | { rpc: 'reply'; id: number; result: unknown }
  | { rpc: 'failure'; id: number; error: { code: string; message: string; action: DocentError['action']; aborted: boolean } }
  | { rpc: 'event'; name: string; payload: unknown };

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Connects this side (contract `Own`) with the other (contract `Other`) over a port. */
export function connect<Own extends Contract, Other extends Contract>(port: Port, handlers: Handlers<Own>): Peer<Other> {
  const pending = new Map<number, Pending>();
  const answering = new Map<number, AbortController>();
  let nextId = 1;
  let open = true;

  const send = (message: Wire) => port.post(message);

  async function answer(id: number, name: string, params: unknown): Promise<void> {
    const abort = new AbortController();
    answering.set(id, abort);
    try {
      const handler = handlers.requests[name];
      if (!handler) throw new DocentError('unknown_request', `Nothing answers the request “${name}”.`);
      const result = await handler(params, abort.signal);
      if (open) send({ rpc: 'reply', id, result });
    } catch (thrown) {
      const { code, message, action } = errorInfo(thrown);
      if (open) send({ rpc: 'failure', id, error: { code, message, action, aborted: abort.signal.aborted } });
    } finally {
      answering.delete(id);
    }
  }

  const unlisten = port.listen((raw) => {
    const message = raw as Wire;
    switch (message?.rpc) {
      case 'request':
        void answer(message.id, message.name, message.params);
        break;
      case 'cancel':
        answering.get(message.id)?.abort();
        break;
      case 'reply':
        pending.get(message.id)?.resolve(message.result);
        break;
      case 'failure': {
        const { code, message: text, action, aborted } = message.error;
        pending.get(message.id)?.reject(aborted ? abortError() : new DocentError(code, text, action));
        break;
      }
      case 'event':
        handlers.events[message.name]?.(message.payload as Own['events'][string]);
        break;
    }
  });

  return {
    request(name, params, signal) {
      if (!open) return Promise.reject(closed());
      if (signal?.aborted) return Promise.reject(abortError());
      const id = nextId++;
      const onAbort = () => {
        send({ rpc: 'cancel', id });
        pending.get(id)?.reject(abortError());
      };
      return new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        signal?.addEventListener('abort', onAbort, { once: true });
        send({ rpc: 'request', id, name, params });
      }).finally(() => {
        pending.delete(id);
        signal?.removeEventListener('abort', onAbort);
      });
    },
    notify(name, payload) {
      if (open) send({ rpc: 'event', name, payload });
    },
    dispose() {
      if (!open) return;
      open = false;
      unlisten();
      for (const abort of answering.values()) abort.abort();
      for (const { reject } of [...pending.values()]) reject(closed());
    },
  };
}

function abortError(): Error {
  return new DOMException('The request was cancelled.', 'AbortError');
}

function closed(): DocentError {
  return new DocentError('connection_closed', 'The connection to Docent’s other half has ended; reopen the view to go on.');
}
