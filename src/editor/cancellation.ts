import * as vscode from 'vscode';

/** An abort signal as VS Code's calls take it. */
export interface Cancellation extends vscode.Disposable {
  readonly token: vscode.CancellationToken;
  /** Waits for `work`, but no longer than until the abort: what is behind VS Code's calls need not heed the token. */
  race<T>(work: PromiseLike<T>): Promise<T>;
}

/** Cancelled when `signal` aborts, and when it is disposed of. */
export function cancellation(signal: AbortSignal): Cancellation {
  const source = new vscode.CancellationTokenSource();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => undefined); // Nobody may be waiting.
  const abort = () => {
    source.cancel();
    reject(new DOMException('It was stopped.', 'AbortError'));
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return {
    token: source.token,
    race: (work) => Promise.race([work, aborted]),
    dispose() {
      signal.removeEventListener('abort', abort);
      source.cancel();
      source.dispose();
    },
  };
}

/** The same the other way round, for as long as `work` takes. */
export async function withSignal<T>(token: vscode.CancellationToken, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  if (token.isCancellationRequested) abort.abort();
  try {
    return await work(abort.signal);
  } finally {
    listening.dispose();
  }
}
