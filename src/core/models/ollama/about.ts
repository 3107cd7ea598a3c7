import { asker, at, isUnreachable, list, positive, soon } from '../../openai/probe.ts';

/** The question waits so long for it; what comes later is known to the next one. In milliseconds. */
const WAIT_MS = 1_000;
/** So long it holds what a server said of a model, and that it is no such server: users pull another version of a model. */
const FRESH_MS = 10 * 60_000;
/** So long what is loaded is taken to be so: other programs load models, too. */
const LOADED_MS = 60_000;

/** What Ollama knows of a model. */
export interface About {
  /** For how many tokens it was made; null where that is not told. */
  readonly trained: number | null;
  /** The window that its makers or the user have set for it; null where none is. */
  readonly set: number | null;
  /** What it can (`tools`, `thinking`, `vision`); null where that is not told. */
  readonly capabilities: readonly string[] | null;
  /** Whether it runs on Ollama’s servers, where windows are theirs to choose. */
  readonly isElsewhere: boolean;
}

/** A model in memory. */
export interface Loaded {
  /** Null where that is not told. */
  readonly window: number | null;
  /** When it is given up if nobody asks, in milliseconds since 1970; null where that is not told. */
  readonly until: number | null;
}

/** Where a model is, and as whom one asks. */
export interface Place {
  readonly baseUrl: URL;
  readonly key: string | null;
}

/** What is known of one model at a server that may be Ollama. */
export interface Facts {
  /** Null where that server is none, or does not say so soon. Asked once and remembered for a while. */
  about(place: Place, signal: AbortSignal): Promise<About | null>;
  /** Whether it has said so. */
  readonly isOllama: boolean;
  /** Null where it is not in memory, as far as was seen lately. */
  loaded(place: Place, signal: AbortSignal): Promise<Loaded | null>;
  /** The same, asked now. */
  look(place: Place): Promise<Loaded | null>;
  /** It has answered with this window. */
  used(window: number | null): void;
}

/** @param model the server’s name for it */
export function createFacts(model: string): Facts {
  let asked: { readonly answer: Promise<About | null>; readonly deadline: number; until: number } | null = null;
  let seen: { readonly loaded: Loaded | null; readonly at: number } | null = null;
  let isOllama = false;

  function begin({ baseUrl, key }: Place) {
    const answer = asker(baseUrl, key)('/api/show', { model }).then(aboutIn);
    const begun = { answer: answer.catch(() => null), deadline: Date.now() + WAIT_MS, until: Date.now() + FRESH_MS };
    void Promise.allSettled([answer]).then(([told]) => {
      isOllama ||= told.status === 'fulfilled' && told.value !== null;
      if (isUnreachable(told)) begun.until = 0;
    });
    return begun;
  }

  async function look({ baseUrl, key }: Place): Promise<Loaded | null> {
    const running = list(at(await asker(baseUrl, key)('/api/ps').catch(() => null), 'models')) ?? [];
    const entry = running.find((each) => [model, `${model}:latest`].includes(String(at(each, 'name'))));
    const loaded = entry === undefined ? null : { window: positive(at(entry, 'context_length')), until: Date.parse(String(at(entry, 'expires_at'))) || null };
    seen = { loaded, at: Date.now() };
    return loaded;
  }

  return {
    get isOllama() {
      return isOllama;
    },
    async about(place, signal) {
      if (!asked || Date.now() > asked.until) asked = begin(place);
      const { answer, deadline } = asked;
      return soon(answer, Math.max(0, deadline - Date.now()), signal);
    },
    async loaded(place, signal) {
      if (seen && Date.now() < seen.at + LOADED_MS) return seen.loaded;
      return soon(look(place), WAIT_MS, signal);
    },
    look,
    used(window) {
      seen = { loaded: { window, until: seen?.loaded?.until ?? null }, at: Date.now() };
    },
  };
}

/** Null where it is no answer of Ollama’s. */
function aboutIn(answer: unknown): About | null {
  const info = at(answer, 'model_info');
  const capabilities = list(at(answer, 'capabilities'));
  if (typeof info !== 'object' && capabilities === null && at(answer, 'details') === undefined) return null;
  const trained = Object.entries(info ?? {}).find(([name]) => name.endsWith('.context_length'))?.[1] as unknown;
  const set = /^num_ctx\s+(\d+)/m.exec(String(at(answer, 'parameters')));
  return {
    trained: positive(trained),
    set: set && Number(set[1]),
    capabilities: capabilities && capabilities.map(String),
    isElsewhere: Boolean(at(answer, 'remote_host') ?? at(answer, 'remote_model')),
  };
}
