/** How long a silence may last, in milliseconds. */
export interface SilenceLimits {
  /** Until the first byte. */
  readonly first: number;
  /** Between two bytes. */
  readonly next: number;
  /** What one sets them by, as it is named to the user; left out: nobody can. */
  readonly setBy?: { readonly first: string; readonly next: string };
}

export const SILENCE_LIMITS: SilenceLimits = {
  // A local server may first load the model and read a long prompt; at 300 seconds Node's own fetch gives up.
  first: 290_000,
  // Even a slow machine writes a token in seconds, and gateways send comments while a model thinks.
  next: 120_000,
};

/** What the user has set, in seconds; what is no such number, or left out, is as usual. */
export interface Waiting {
  readonly first?: number | null;
  readonly next?: number | null;
}

/** A timer holds no more. In milliseconds: 24 days. */
export const LONGEST_MS = 2 ** 31 - 1;

/** How long a server may be silent, in milliseconds; Docent's own limits where none is set. @param first in seconds, as `next` is */
export function silenceLimits({ first, next }: Waiting, setBy: NonNullable<SilenceLimits['setBy']>): SilenceLimits {
  const ms = (seconds: number | null | undefined, usual: number) => (typeof seconds === 'number' && seconds > 0 ? Math.min(seconds * 1_000, LONGEST_MS) : usual);
  return { first: ms(first, SILENCE_LIMITS.first), next: ms(next, SILENCE_LIMITS.next), setBy };
}

/** Where Node keeps what its `fetch` sends by. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/**
 * What `fetch` has to send by where a silence may last longer than Node lets it: the same kind as it has by itself, which Node does
 * not export, without its limits. Undefined where that is not to be had; VS Code puts its own in place of it where there is a proxy.
 */
export function patientDispatcher({ first, next }: SilenceLimits): object | undefined {
  if (first <= SILENCE_LIMITS.first && next <= SILENCE_LIMITS.first) return undefined;
  // Loads what sets it.
  void globalThis.Request;
  const usual = (globalThis as Readonly<Record<symbol, unknown>>)[DISPATCHER];
  if (typeof usual !== 'object' || usual === null) return undefined;
  const Dispatcher = usual.constructor as new (limits: object) => object;
  return new Dispatcher({ headersTimeout: 0, bodyTimeout: 0 });
}
