import { newId } from '../types/id.ts';
import type { Consent, ConsentAnswer, ConsentSubject } from '../types/consent.ts';
import type { LiveRun } from './liveRun.ts';

/** Who answers questions: the user in the editor; nobody in a server, which refuses. */
export interface ConsentBroker {
  /** An answer that was given before and holds on; null where the question has to be asked. */
  known(consent: Consent): ConsentAnswer | null;
  /** Waits for the answer. Rejects with an `AbortError` when `signal` aborts. */
  ask(consent: Consent, signal: AbortSignal): Promise<ConsentAnswer>;
}

/** Asks a question and shows it, with its answer, as part of the run. */
export async function askConsent(live: LiveRun, broker: ConsentBroker, subject: ConsentSubject, signal: AbortSignal): Promise<boolean> {
  const { id: runId, threadId } = live.run;
  const consent: Consent = { id: newId('consent_'), threadId, runId, subject, answer: null };
  const known = broker.known(consent);
  if (known) return known !== 'deny';
  live.emit({ type: 'consent', consent });
  let answer: ConsentAnswer = 'deny';
  try {
    answer = await broker.ask(consent, signal);
  } finally {
    live.emit({ type: 'consent', consent: { ...consent, answer } });
  }
  return answer !== 'deny';
}
