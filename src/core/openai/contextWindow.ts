import type { Price } from '../types/usage.ts';
import { listedPrice } from './listedPrice.ts';
import { seesImages } from './seesImages.ts';
import { listedEntries } from './modelNames.ts';
import { asker, at, isUnreachable, list, positive, soon, type Ask } from './probe.ts';

/** The question waits so long for it; what comes later is known to the next one. In milliseconds. */
const WAIT_MS = 1_000;
/** So long an answer holds, and that there is none: who loads a model with another window seldom does it while somebody asks. */
const FRESH_MS = 10 * 60_000;
/** So long a guess does: once the model is loaded, its server tells more. */
const GUESS_MS = 60_000;
/** What Ollama loads a model with where nobody says otherwise and memory is small. What is longer it cuts off without a word. */
const OLLAMA_DEFAULT = 4_096;

/** How many tokens a server’s model takes, and what it says besides. */
export interface ContextWindow {
  /** What its list of models says that it costs, as far as that has been read; null where it says nothing. */
  readonly price: Price | null;
  /** Asked once and remembered for a while, also where the server does not tell it (null) or not soon. */
  tokens(baseUrl: URL, key: string | null, signal: AbortSignal): Promise<number | null>;
  /** Whether the model sees images; asked with the same, and null where the server does not tell it, or not soon. */
  images(baseUrl: URL, key: string | null, signal: AbortSignal): Promise<boolean | null>;
  /** What the server said when it refused a request; null where it did not say it. */
  learn(tokens: number | null): void;
}

/** What a server tells. A guess is what it would do, were the model loaded. */
interface Told {
  readonly tokens: number;
  readonly isGuess: boolean;
}

/** One round of asking. */
interface Probe {
  readonly answer: Promise<Told | null>;
  /** When all has been told. */
  readonly whole: Promise<unknown>;
  /** Until when questions wait for it, in milliseconds since 1970. */
  readonly deadline: number;
  /** Until when it is good, in milliseconds since 1970. */
  until: number;
}

/** @param model the server’s name for it */
export function createContextWindow(model: string): ContextWindow {
  let probe: Probe | null = null;
  let learnt: number | null = null;
  let price: Price | null = null;
  let images: boolean | null = null;

  function heard(told: unknown): void {
    price = listedPrice(told) ?? price;
    images = seesImages(told) ?? images;
  }

  function begin(baseUrl: URL, key: string | null): Probe {
    const ask = asker(baseUrl, key);
    const asked = SOURCES.map((source) => source(model, ask, heard));
    const begun: Probe = { answer: firstOf(asked), whole: Promise.allSettled(asked), deadline: Date.now() + WAIT_MS, until: Date.now() + FRESH_MS };
    void Promise.allSettled([begun.answer, ...asked]).then(([answer, ...all]) => {
      if (answer.status === 'fulfilled' && answer.value) begun.until = Date.now() + (answer.value.isGuess ? GUESS_MS : FRESH_MS);
      // Nobody was there at all: that says nothing of the server, and costs nothing to ask again.
      else if (all.every(({ status }) => status === 'rejected') && all.every((each) => isUnreachable(each))) begun.until = 0;
    });
    return begun;
  }

  function current(baseUrl: URL, key: string | null): Probe {
    if (!probe || Date.now() > probe.until) probe = begin(baseUrl, key);
    return probe;
  }

  return {
    get price() {
      return price;
    },
    async tokens(baseUrl, key, signal) {
      if (learnt !== null) return learnt;
      const { answer, deadline } = current(baseUrl, key);
      const told = await soon(answer, Math.max(0, deadline - Date.now()), signal);
      return told?.tokens ?? null;
    },
    async images(baseUrl, key, signal) {
      const { whole, deadline } = current(baseUrl, key);
      await soon(whole, Math.max(0, deadline - Date.now()), signal);
      return images;
    },
    learn(tokens) {
      learnt = tokens ?? learnt;
    },
  };
}

/** The answer of the first source that tells; null once none does. */
async function firstOf(asked: readonly Promise<Told | null>[]): Promise<Told | null> {
  const told = asked.map(async (each) => (await each) ?? Promise.reject(new Error('It does not tell.')));
  return Promise.any(told).catch(() => null);
}

/** The window that a server names when it refuses a request as too long; null where it names none. */
export function windowIn(words: string): number | null {
  const match = /context[ _](?:length|size|window)\D{0,40}?(\d{3,8})|n_ctx\D{1,4}(\d{3,8})|tokens > (\d{3,8})/i.exec(words);
  return match && Number(match[1] ?? match[2] ?? match[3]);
}

/** The window in an entry of a server’s list of models: vLLM and gateways tell it, each under a name of its own. */
export function listedWindow(entry: unknown): number | null {
  const names = ['max_model_len', 'context_length', 'context_window', 'max_context_length'];
  return names.map((name) => positive(at(entry, name))).find((tokens) => tokens !== null) ?? null;
}

/** Where one kind of server tells it. */
type Source = (model: string, ask: Ask, onTold: (about: unknown) => void) => Promise<Told | null>;

const SOURCES: readonly Source[] = [ollama, llamaCpp, lmStudio, modelList];

function sure(tokens: number | null): Told | null {
  return tokens === null ? null : { tokens, isGuess: false };
}

/** A loaded model has a window; of another one it is told what it would be. */
async function ollama(model: string, ask: Ask, onTold: (about: unknown) => void): Promise<Told | null> {
  const running = list(at(await ask('/api/ps'), 'models'));
  if (!running) return null;
  const loaded = running.find((each) => [model, `${model}:latest`].includes(String(at(each, 'name'))));
  const window = positive(at(loaded, 'context_length'));
  if (window !== null) return sure(window);
  const about = await ask('/api/show', { model });
  onTold(about);
  const set = /^num_ctx\s+(\d+)/m.exec(String(at(about, 'parameters')));
  if (set) return { tokens: Number(set[1]), isGuess: true };
  return about === null ? null : { tokens: OLLAMA_DEFAULT, isGuess: true };
}

async function llamaCpp(_model: string, ask: Ask, onTold: (about: unknown) => void): Promise<Told | null> {
  const about = await ask('/props');
  onTold(about);
  return sure(positive(at(about, 'default_generation_settings', 'n_ctx')));
}

async function lmStudio(model: string, ask: Ask, onTold: (about: unknown) => void): Promise<Told | null> {
  const about = await ask(`/api/v0/models/${encodeURIComponent(model)}`);
  onTold(about);
  return sure(positive(at(about, 'loaded_context_length')));
}

async function modelList(model: string, ask: Ask, onTold: (about: unknown) => void): Promise<Told | null> {
  const entry = listedEntries(await ask('/models')).find(({ id }) => id === model);
  onTold(entry);
  return sure(listedWindow(entry));
}
