import * as vscode from 'vscode';
import type { ConsentAnswer, ConsentSubject } from '../core/types/consent.ts';
import type { ThreadOrigin } from '../core/types/thread.ts';
import type { EditorConsents } from './consents.ts';

const ANSWERS: Readonly<Record<string, ConsentAnswer>> = { 'Allow Once': 'once', 'Allow Always': 'always', Deny: 'deny' };

/** Questions of runs that scripts began come as notifications, too: as a rule no view shows their threads. */
export function withNotifications(consents: EditorConsents, originOf: (threadId: string) => Promise<ThreadOrigin | null>): EditorConsents {
  return {
    ...consents,
    async ask(consent, signal) {
      const answer = consents.ask(consent, signal);
      // What is asked where nobody looks is still answered at last: when the run ends.
      void originOf(consent.threadId).then(async (origin) => {
        if (origin !== 'api') return;
        const picked = await vscode.window.showWarningMessage(question(consent.subject), options(consent.subject), ...Object.keys(ANSWERS));
        consents.answer(consent.id, ANSWERS[picked ?? 'Deny'] ?? 'deny');
      });
      return answer;
    },
  };
}

/** Nobody can answer for what they have not seen, and only a dialog has room for it. */
function options(subject: ConsentSubject): vscode.MessageOptions {
  switch (subject.kind) {
    case 'code':
      return { modal: true, detail: subject.code };
    case 'tool':
      return { modal: true, detail: subject.arguments };
    case 'send':
      return {};
  }
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
