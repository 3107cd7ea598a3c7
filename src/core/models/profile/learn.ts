import { isFromServer } from '../../openai/errors.ts';
import { faultOf } from '../../openai/fault.ts';
import { serverWords } from '../../openai/serverWords.ts';
import { isCall, type Item } from '../../types/item.ts';
import { ownFields } from './fields.ts';
import { NINE_IDS, type Profile } from './profile.ts';

/** Fields that providers want back with a turn that calls tools, as their refusals name them. */
const WANTED: readonly (readonly [RegExp, string])[] = [
  [/reasoning.?content/i, 'reasoning_content'],
  [/reasoning.?details/i, 'reasoning_details'],
  [/thought.?signature/i, 'thought_signature'],
  [/thinking.?block/i, 'thinking_blocks'],
];
const MISSING = /\b(missing|requires?|required|must|needs?|needed)\b/i;
const NOT_TAKEN = /(\bun|\bnot |n['’]t )(support|permit|allow|accept|expect|known|recogni)|\b(extra|additional|forbidden)\b/i;
const IDS = /\b(tool[ _]?call[ _]?id|call_id|tool_(calls|use)\S*\.id)\b/i;
const ORDER = /\broles?\b.*\b(after|before|follow|alternat|order)|\b(after|before|follow\w*) .*\broles?\b/i;

/**
 * What a refusal tells of its provider; null where that is nothing new, or would change nothing.
 * @param items the thread that was refused
 */
export function learned(profile: Profile, thrown: unknown, items: readonly Item[]): Profile | null {
  if (!isFromServer(thrown) || faultOf(thrown) !== 'refused') return null;
  const words = serverWords(thrown, null);
  if (NOT_TAKEN.test(words)) {
    const named = new Set(words.split(/\W+/));
    const sent = items.flatMap(({ provider }) => Object.keys(ownFields(provider, profile.provider)));
    const refused = sent.find((name) => named.has(name) && !profile.refuses.has(name));
    if (refused !== undefined) return { ...profile, refuses: new Set([...profile.refuses, refused]) };
  }
  // All else concerns calls.
  if (!items.some(isCall)) return null;
  const wanted = MISSING.test(words) ? WANTED.find(([pattern]) => pattern.test(words))?.[1] : undefined;
  if (wanted !== undefined && !profile.needs.has(wanted)) return { ...profile, needs: new Set([...profile.needs, wanted]) };
  if (IDS.test(words) && profile.ids !== NINE_IDS) return { ...profile, ids: NINE_IDS };
  if (ORDER.test(words) && profile.order === 'free') return { ...profile, order: 'answered' };
  return null;
}
