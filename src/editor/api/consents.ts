import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ConsentBroker } from '../../core/runs/consents.ts';
import type { Consent, ConsentAnswer, ConsentSubject } from '../../core/types/consent.ts';
import type { EditorConsents } from '../consents.ts';

const ANSWERS: Readonly<Record<string, ConsentAnswer>> = { [t('Allow Once')]: 'once', [t('Allow Always')]: 'always', [t('Deny')]: 'deny' };

/** Questions of runs that scripts began come as notifications, too: as a rule no view shows their threads. */
export function withNotifications(consents: EditorConsents): ConsentBroker {
  return {
    known: consents.known,
    ask(consent, signal) {
      const answer = consents.ask(consent, signal);
      void notify(consent, consents);
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
      return t('A script has Docent run Python without a sandbox. {0}', subject.reason);
    case 'tool':
      return t('A script has Docent use the tool {0}.', subject.name);
    case 'send':
      return t('A script has Docent send to {0}: {1}', subject.host, subject.what);
  }
}
