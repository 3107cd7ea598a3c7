import type { Refused } from '../openai/refusals.ts';
import { CHAT_IDS, newProfile, NINE_IDS, RESPONSES_IDS, type Profile } from './profile/profile.ts';
import type { Server } from './servers.ts';

/** One of OpenAI's two APIs. */
export type OpenAIApi = 'responses' | 'chatCompletions';
/** By which API a model is asked. */
export type AskedBy = OpenAIApi | 'ollama';

/** Where what was learned is kept over restarts. */
export interface Memory {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** What a model’s server has shown of itself when it was asked. */
export interface Lesson {
  /** When the newest of it was learned, in milliseconds since 1970. */
  readonly at: number;
  /** The API that answers; null where nobody knows. */
  readonly api: AskedBy | null;
  /** Whether it takes no tools, so that it is told of them in words. */
  readonly inWords: boolean;
  /** The largest window that the memory of its machine holds, in tokens; left out: nothing was refused for want of it. */
  readonly largestWindow?: number | null;
  /** Options that it does not take, by API. */
  readonly refused: Readonly<Record<OpenAIApi, readonly string[]>>;
  /** What it takes of a thread, by API. */
  readonly takes: Readonly<Record<OpenAIApi, Taken>>;
}

type Taken = Pick<Profile, 'order'> & { readonly shortIds: boolean; readonly needs: readonly string[]; readonly refuses: readonly string[] };

/** What is known of one model at one server; it grows as the model is used. */
export interface Lessons {
  readonly lesson: Lesson;
  learn(news: Partial<Pick<Lesson, 'api' | 'inWords' | 'largestWindow'>>): void;
  refused(api: OpenAIApi): Refused;
  profile(api: OpenAIApi, provider: string): Profile;
  keepProfile(api: OpenAIApi, profile: Profile): void;
}

/** Servers are updated: what is older than a week is found out anew. */
const LASTS_MS = 7 * 24 * 60 * 60_000;

const NOTHING: Taken = { shortIds: false, needs: [], refuses: [], order: 'free' };
const NO_LESSON: Lesson = {
  at: 0,
  api: null,
  inWords: false,
  refused: { responses: [], chatCompletions: [] },
  takes: { responses: NOTHING, chatCompletions: NOTHING },
};

/** Nothing is kept beyond the life of this process. */
export function shortMemory(): Memory {
  const kept = new Map<string, unknown>();
  return { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) };
}

/** @param now tells the time, in milliseconds since 1970 */
export function createLessons(memory: Memory = shortMemory(), key = '', now = Date.now): Lessons {
  // Read each time: another window may have learned something, and what is old is forgotten.
  const known = () => lessonIn(memory, key, now()) ?? NO_LESSON;
  const keep = (news: Partial<Lesson>) => memory.set(key, { ...known(), ...news, at: now() });

  return {
    get lesson() {
      return known();
    },
    learn(news) {
      const lesson = known();
      const isNew = (['api', 'inWords', 'largestWindow'] as const).some((name) => news[name] !== undefined && news[name] !== lesson[name]);
      if (isNew) keep(news);
    },
    refused: (api) => ({
      known: () => known().refused[api],
      add: (option) => keep({ refused: { ...known().refused, [api]: [...known().refused[api], option] } }),
    }),
    profile(api, provider) {
      const { shortIds, needs, refuses, order } = known().takes[api];
      const ids = shortIds ? NINE_IDS : api === 'responses' ? RESPONSES_IDS : CHAT_IDS;
      return { ...newProfile(provider, ids), needs: new Set(needs), refuses: new Set(refuses), order };
    },
    keepProfile(api, { ids, needs, refuses, order }) {
      keep({ takes: { ...known().takes, [api]: { shortIds: ids === NINE_IDS, needs: [...needs], refuses: [...refuses], order } } });
    },
  };
}

/** One model at one address, as it is set to be asked. */
export function lessonKey({ baseUrl, api }: Server, model: string): string {
  return `model ${api} ${baseUrl} ${model}`;
}

/** What is kept under a key; null where that is nothing, too old, or was written by another version. */
export function lessonIn(memory: Memory, key: string, now = Date.now()): Lesson | null {
  const kept = memory.get(key);
  return isLesson(kept) && now - kept.at < LASTS_MS ? kept : null;
}

function isLesson(kept: unknown): kept is Lesson {
  if (typeof kept !== 'object' || kept === null) return false;
  const { at, refused, takes } = kept as Partial<Lesson>;
  const isWhole = (value: unknown) => typeof value === 'object' && value !== null && 'responses' in value && 'chatCompletions' in value;
  return typeof at === 'number' && isWhole(refused) && isWhole(takes);
}
