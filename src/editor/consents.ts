import type * as vscode from 'vscode';
import type { ConsentBroker } from '../core/runs/consents.ts';
import type { Consent, ConsentAnswer } from '../core/types/consent.ts';
import { workspaceKey } from './workspace.ts';

/** Questions are answered in the view that shows the work. */
export interface EditorConsents extends ConsentBroker {
  /** The user's answer to an open question. */
  answer(id: string, answer: ConsentAnswer): void;
}

export function createConsents(memory: vscode.Memento): EditorConsents {
  const open = new Map<string, (answer: ConsentAnswer) => void>();
  /** «Always» for code and tools holds as long as the window; for sending it holds for the workspace. */
  const allowed = new Set<string>();

  function remembered(consent: Consent): boolean {
    const key = scope(consent);
    return allowed.has(key) || (consent.subject.kind === 'send' && memory.get<boolean>(key) === true);
  }

  return {
    known: (consent) => (remembered(consent) ? 'always' : null),
    async ask(consent, signal) {
      signal.throwIfAborted();
      try {
        const answer = await new Promise<ConsentAnswer>((resolve, reject) => {
          open.set(consent.id, resolve);
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
        if (answer === 'always') {
          allowed.add(scope(consent));
          if (consent.subject.kind === 'send') await memory.update(scope(consent), true);
        }
        return answer;
      } finally {
        open.delete(consent.id);
      }
    },
    answer: (id, answer) => open.get(id)?.(answer),
  };
}

/** What an «always» covers. */
function scope({ threadId, subject }: Consent): string {
  switch (subject.kind) {
    case 'code':
      return `code:${threadId}`;
    case 'tool':
      return `tool:${threadId}:${subject.name}`;
    case 'send':
      // When more is to be sent, it is asked anew.
      return `send:${subject.host}:${subject.extent}:${workspaceKey()}`;
  }
}
