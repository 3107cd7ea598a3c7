import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { config } from '@vscode/l10n';
import type { Messages } from '../text/language.ts';

/** By which a thread finds what it was handed. */
const KEY = 'docent.messages';

/** Has this thread, and each that it starts from now on, say what it says in the language of these messages. */
export function speak(messages: Messages): void {
  config({ contents: messages });
  setEnvironmentData(KEY, messages);
}

/** What this thread was handed by the one that started it; without a message where English is spoken. */
export function handedDown(): Messages {
  return (getEnvironmentData(KEY) as Messages | undefined) ?? {};
}
