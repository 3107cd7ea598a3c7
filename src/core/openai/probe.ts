import { limitedText } from '../limits/limitedText.ts';
import { ANSWER } from '../limits/limits.ts';
import { parsedJson } from '../text/json.ts';
import { shownAddress } from './address.ts';

/** After so long nobody expects an answer any more. In milliseconds. */
const TIMEOUT_MS = 10_000;

/** Gets a path at the server’s root or below its base URL as JSON; null where the server has nothing there. */
export type Ask = (path: string, body?: unknown) => Promise<unknown>;

/** Asks a server about itself, beside the questions of the user. */
export function asker(baseUrl: URL, key: string | null): Ask {
  const base = shownAddress(baseUrl);
  const root = rootOf(base);
  return async (path, body) => {
    const response = await fetch(`${path === '/models' ? base : root}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual', // The key is this server’s alone.
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await limitedText(response, ANSWER.document);
    return response.ok ? (parsedJson(text) ?? null) : null;
  };
}

/** Where a server has what is not of OpenAI’s API. @param address its base URL, as shown */
export function rootOf(address: string): string {
  return address.replace(/\/v1$/, '');
}

/** Null where it does not come within so many milliseconds. @throws where `signal` aborts before */
export async function soon<T>(answer: Promise<T>, ms: number, signal: AbortSignal): Promise<T | null> {
  signal.throwIfAborted();
  const over = new AbortController();
  const late = new Promise<null>((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    const stop = () => reject(new DOMException('The answer was stopped.', 'AbortError'));
    signal.addEventListener('abort', stop, { once: true, signal: over.signal });
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    over.abort();
  }
}

/** Whether nobody was there at all, which says nothing of the server. */
export function isUnreachable(asked: PromiseSettledResult<unknown>): boolean {
  return asked.status === 'rejected' && asked.reason instanceof TypeError;
}

/** The value at a path of property names; undefined where something on the way is no object. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined), value);
}

/** The value where it is a list, else null. */
export function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** The value where it is a number above 0, else null. */
export function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
