import type { SentRequest } from '../openai/watchedFetch.ts';
import { parsedJson } from '../text/json.ts';
import { LEFT_OUT, withoutSecrets } from '../text/secrets/secrets.ts';

/** Enough for some questions with many turns each; a request has the whole thread in it. */
const MAX_CHARS = 20_000_000;
/** Headers that hold a key. */
const SECRET = /^(authorization|api-key|x-api-key|cookie)$/i;

/** What was sent to models lately, kept in memory alone: it is all in the thread, too, but for how it was said. */
export interface SentRequests {
  add(threadId: string, request: SentRequest): void;
  /** What was sent for a thread between two moments, as one JSON text with its secrets masked; null where it is not known any more. */
  shown(threadId: string, from: number, to: number): string | null;
}

export function createSentRequests(): SentRequests {
  const kept: { readonly threadId: string; readonly request: SentRequest }[] = [];
  let chars = 0;
  return {
    add(threadId, request) {
      kept.push({ threadId, request });
      chars += request.body.length;
      while (chars > MAX_CHARS && kept.length > 1) chars -= kept.shift()?.request.body.length ?? 0;
    },
    shown(threadId, from, to) {
      const ofRun = kept.filter((each) => each.threadId === threadId && each.request.at >= from && each.request.at <= to);
      if (ofRun.length === 0) return null;
      return JSON.stringify(ofRun.map(({ request }) => toShown(request)), null, 2);
    },
  };
}

function toShown({ at, method, url, headers, body }: SentRequest) {
  return {
    sent: new Date(at).toISOString(),
    request: `${method} ${withoutSecrets(url)}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? LEFT_OUT : withoutSecrets(value)])),
    body: masked(parsedJson(body) ?? body),
  };
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}
