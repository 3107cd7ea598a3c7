import { mentionKey, MENTIONS_PER_REQUEST, type Mention } from '../../protocol/mentions.ts';

/** What answers name of the workspace, as far as the editor has been asked. */
export interface Mentions {
  isThere(mention: Mention): boolean;
  /**
   * Asks about what is not known yet; calls `found` when some of it is there.
   * @returns what ends that
   */
  ask(mentions: readonly Mention[], found: () => void): () => void;
}

/** In milliseconds: what an answer names within that time is asked about at once. */
const GATHER_MS = 60;
/** No answer makes the editor look for more than so many files and symbols. */
const MAX_ASKED = 2_000;
/** A path longer than that names no file. */
const MAX_LENGTH = 500;

/** @param find tells of each mention whether it is there */
export function createMentions(find: (mentions: readonly Mention[]) => Promise<readonly boolean[]>): Mentions {
  const known = new Map<string, boolean>();
  const asked = new Map<string, Mention>();
  const waiting = new Map<string, Set<() => void>>();
  let timer = 0;

  async function askNow(): Promise<void> {
    timer = 0;
    const batch = [...asked].slice(0, MENTIONS_PER_REQUEST);
    for (const [key] of batch) asked.delete(key);
    if (asked.size > 0) timer = window.setTimeout(askInBackground);
    const answers = await find(batch.map(([, mention]) => mention));
    const toTell = new Set<() => void>();
    batch.forEach(([key], index) => {
      known.set(key, answers[index] === true);
      if (answers[index]) waiting.get(key)?.forEach((listener) => toTell.add(listener));
      waiting.delete(key);
    });
    toTell.forEach((listener) => listener());
  }
  // What could not be asked about stays text; the next answer asks again.
  const askInBackground = () => void askNow().catch(() => {});

  return {
    isThere: (mention) => known.get(mentionKey(mention)) === true,
    ask(mentions, found) {
      const keys: string[] = [];
      for (const mention of mentions) {
        const key = mentionKey(mention);
        if (known.has(key) || key.length > MAX_LENGTH || known.size + asked.size > MAX_ASKED) continue;
        asked.set(key, mention);
        keys.push(key);
        const listeners = waiting.get(key) ?? new Set();
        waiting.set(key, listeners.add(found));
        timer ||= window.setTimeout(askInBackground, GATHER_MS);
      }
      return () => keys.forEach((key) => waiting.get(key)?.delete(found));
    },
  };
}
