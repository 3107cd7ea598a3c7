import type { Model, ModelEvent, ModelRequest } from '../../src/core/models/model.ts';

/** One turn of a {@link scriptedModel}: what it says; a function is awaited where it stands, and may throw. */
export type Script = readonly (ModelEvent | ((signal: AbortSignal) => Promise<void> | void))[];

/** A model that plays one script a turn, and keeps what it was asked. */
export function scriptedModel(...turns: readonly Script[]): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    id: 'scripted',
    label: 'Scripted',
    isLanguageModel: true,
    destination: { kind: 'local' },
    requests,
    price: null,
    contextTokens: async () => null,
    async *respond(request, signal) {
      const script = turns[requests.length];
      requests.push(request);
      if (!script) throw new Error('The script has no more turns');
      for (const step of script) {
        if (typeof step === 'function') await step(signal);
        else yield step;
      }
    },
  };
}

export const says = (text: string): Script => [{ type: 'text', delta: text }, { type: 'end', reason: 'stop' }];

export const calls = (...all: readonly { callId: string; name: string; args: unknown }[]): Script => [
  ...all.flatMap(({ callId, name, args }): Script => [
    { type: 'call', callId, name },
    { type: 'arguments', callId, delta: typeof args === 'string' ? args : JSON.stringify(args) },
  ]),
  { type: 'end', reason: 'stop' },
];

/** A step that lasts until the run is stopped, as a connection does that is cut by its abort. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
