import { parsedJson } from '../text/json.ts';
import { shownAddress } from './address.ts';

/** The question waits for it, so a server that does not say it soon has not said it. */
const TIMEOUT_MS = 1_000;
/** What Ollama loads a model with where nobody says otherwise and memory is small. What is longer it cuts off without a word. */
const OLLAMA_DEFAULT = 4_096;

/** How many tokens a server’s model takes. */
export interface ContextWindow {
  /** Asked anew each time, since a server may load the model with another window; null where it does not tell. */
  tokens(baseUrl: URL, key: string | null, signal: AbortSignal): Promise<number | null>;
  /** What the server said when it refused a request; null where it did not say it. */
  learn(tokens: number | null): void;
}

/** @param model the server’s name for it */
export function createContextWindow(model: string): ContextWindow {
  /** All, until one is known to tell, or none. */
  let sources: readonly Source[] = [ollama, llamaCpp, lmStudio, modelList];
  let learnt: number | null = null;
  return {
    async tokens(baseUrl, key, signal) {
      if (learnt !== null) return learnt;
      const ask = asker(baseUrl, key, signal);
      const told = await Promise.allSettled(sources.map((source) => source(model, ask)));
      signal.throwIfAborted();
      const teller = told.findIndex((answer) => answer.status === 'fulfilled' && answer.value !== null);
      // A server that could not be reached may tell it later.
      if (told.every(({ status }) => status === 'fulfilled')) sources = sources.slice(teller, teller + 1);
      const answer = told[teller];
      return answer?.status === 'fulfilled' ? answer.value : null;
    },
    learn(tokens) {
      learnt = tokens ?? learnt;
    },
  };
}

/** The window in what a server says when it refuses a request as too long; null where it does not say it. */
export function windowIn(words: string): number | null {
  const match = /context[ _](?:length|size|window)\D{0,40}?(\d{3,8})|n_ctx\D{1,4}(\d{3,8})|tokens > (\d{3,8})/i.exec(words);
  return match && Number(match[1] ?? match[2] ?? match[3]);
}

/** The window in an entry of a server’s list of models: vLLM and gateways tell it, each under a name of its own. */
export function listedWindow(entry: unknown): number | null {
  const names = ['max_model_len', 'context_length', 'context_window', 'max_context_length'];
  return names.map((name) => positive(at(entry, name))).find((tokens) => tokens !== null) ?? null;
}

/** Gets a path at the server’s root or below its base URL as JSON; null where the server has nothing there. */
type Ask = (path: string, body?: unknown) => Promise<unknown>;
/** Where one kind of server tells it. */
type Source = (model: string, ask: Ask) => Promise<number | null>;

function asker(baseUrl: URL, key: string | null, signal: AbortSignal): Ask {
  const base = shownAddress(baseUrl);
  const root = base.replace(/\/v1$/, '');
  return async (path, body) => {
    const response = await fetch(`${path === '/models' ? base : root}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual', // The key is this server’s alone.
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await response.text();
    return response.ok ? (parsedJson(text) ?? null) : null;
  };
}

/** A loaded model has a window; of another one it is told what it would be. */
async function ollama(model: string, ask: Ask): Promise<number | null> {
  const running = list(at(await ask('/api/ps'), 'models'));
  if (!running) return null;
  const loaded = running.find((each) => [model, `${model}:latest`].includes(String(at(each, 'name'))));
  const window = positive(at(loaded, 'context_length'));
  if (window !== null) return window;
  const about = await ask('/api/show', { model });
  const set = /^num_ctx\s+(\d+)/m.exec(String(at(about, 'parameters')));
  if (set) return Number(set[1]);
  return about === null ? null : OLLAMA_DEFAULT;
}

async function llamaCpp(_model: string, ask: Ask): Promise<number | null> {
  return positive(at(await ask('/props'), 'default_generation_settings', 'n_ctx'));
}

async function lmStudio(model: string, ask: Ask): Promise<number | null> {
  return positive(at(await ask(`/api/v0/models/${encodeURIComponent(model)}`), 'loaded_context_length'));
}

async function modelList(model: string, ask: Ask): Promise<number | null> {
  return listedWindow(list(at(await ask('/models'), 'data'))?.find((each) => at(each, 'id') === model));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined), value);
}

function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
