import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import type { Assistant } from '../types/assistant.ts';
import type { Thread } from '../types/thread.ts';
import type { Assistants } from './assistants.ts';
import { DEFAULT_ASSISTANT } from './default.ts';

/** Which assistant is to answer: its id; null: Docent's own. */
export type AssistantChoice = string | null;

/** Where a thread's metadata keep the choice, since it may change while the thread goes on. */
const KEY = 'assistant';

/** The assistant that was chosen for a thread; null where the default one answers. */
export function choiceOf({ metadata }: Thread): AssistantChoice {
  return metadata[KEY] ?? null;
}

/** A thread's metadata with this choice in place of the one before; null takes it out. */
export function withChoice({ [KEY]: _, ...metadata }: Thread['metadata'], choice: AssistantChoice): Thread['metadata'] {
  return choice === null ? metadata : { ...metadata, [KEY]: choice };
}

/**
 * The assistant as it is now.
 * @throws DocentError `assistant_gone`, `assistant_broken`
 */
export async function chosenAssistant(assistants: Assistants, choice: AssistantChoice): Promise<Assistant> {
  const assistant = choice === null ? DEFAULT_ASSISTANT : await assistants.get(choice);
  if (!assistant) throw new DocentError('assistant_gone', t('The chosen assistant is not there: it was deleted, or its workspace is not trusted.'), 'pickAssistant');
  return assistant;
}
