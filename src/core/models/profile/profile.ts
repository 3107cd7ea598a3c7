import type { ServerModel } from '../../openai/exchange.ts';

/** What a provider takes of a thread, and wants back of it. What nobody knows beforehand is learned from its refusals. */
export interface Profile {
  /** Who is asked, by which API: what came from there goes back to nobody else. */
  readonly provider: string;
  /** The ids of calls that it takes as they are. */
  readonly ids: RegExp;
  /** Fields of its own without which it refuses a turn that calls tools. */
  readonly needs: ReadonlySet<string>;
  /** Fields of its own that it does not take back. */
  readonly refuses: ReadonlySet<string>;
  /** Whether a result and the next question may stand side by side, as they do where a run ended between them. */
  readonly order: 'free' | 'answered';
}

/** OpenAI's limits, which no other server goes below unless it says so. */
export const CHAT_IDS = /^[!-~]{1,40}$/;
export const RESPONSES_IDS = /^[!-~]{1,64}$/;
/** The strictest form that a server has: all others take it, too. */
export const NINE_IDS = /^[a-zA-Z0-9]{9}$/;

/** Nothing has been learned yet. */
export function newProfile(provider: string, ids: RegExp): Profile {
  return { provider, ids, needs: new Set(), refuses: new Set(), order: 'free' };
}

/** A model at the place where it is asked: the same name elsewhere, or by another API, is another provider. */
export function providerOf({ id }: Pick<ServerModel, 'id'>, address: string, api: 'chat/completions' | 'responses' | 'api/chat'): string {
  return `${id} at ${address}/${api}`;
}
