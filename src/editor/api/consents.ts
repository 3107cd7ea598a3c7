import * as vscode from 'vscode';
import type { Consent, ConsentAnswer, ConsentSubject } from '../../core/types/consent.ts';
import type { ThreadOrigin } from '../../core/types/thread.ts';
import type { EditorConsents } from '../consents.ts';

const ANSWERS: Readonly<Record<string, ConsentAnswer>> = { 'Allow Once': 'once', 'Allow Always': 'always', Deny: 'deny' };

/** Questions of runs that scripts began come as notifications, too: as a rule no view shows their threads. */
export function withNotifications(consents: EditorConsents, originOf: (threadId: string) => Promise<ThreadOrigin | null>): EditorConsents {
  return {
    ...consents,
    async ask(consent, signal) {
      const isOfScript = (await originOf(consent.threadId)) === 'api';
      const answer = consents.ask(consent, signal);
      if (isOfScript) void notify(consent, consents);
      return answer;
    },
  };
}

/** Whoever answers first counts; one that is dismissed is declined. */
export async function notify({ id, subject }: Consent, consents: EditorConsents): Promise<void> {
  const picked = await vscode.window.showWarningMessage(question(subject), ...Object.keys(ANSWERS));
  consents.answer(id, ANSWERS[picked ?? ''] ?? 'deny');
}

function question(subject: ConsentSubject): string {
  switch (subject.kind) {
    case 'code':
      return `A script has Docent run Python without a sandbox. ${subject.reason}`;
    case 'tool':
      return `A script has Docent use the tool ${subject.name}.`;
    case 'send':
      return `A script has Docent send to ${subject.host}: ${subject.what}`;
  }
}
