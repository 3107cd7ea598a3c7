import type { Docent } from '../../core/docent.ts';
import type { Action } from '../../core/types/errors.ts';
import { lacksIndex } from '../../core/types/unsearched.ts';
import { act } from '../errors.ts';
import type { Indexing } from '../knowledge/indexing.ts';
import type { Conversation } from './conversation.ts';

interface Parts {
  readonly docent: Docent;
  readonly conversation: Conversation;
  readonly indexing: Indexing;
}

/** Does what a button of the conversation offers. A question that only lacked the index is then answered; a model may have answered it otherwise, and costs. */
export async function followWayOut(action: Action, { docent, conversation, indexing }: Parts): Promise<void> {
  if (action === 'retry') return conversation.retry();
  await act(action);
  if (action !== 'indexWorkspace' || indexing.state.kind !== 'ready') return;
  const isOpen = await conversation.read(({ items, run }) => run?.status === 'completed' && lacksIndex(items) && !docent.model(run.assistant, 'chat').isLanguageModel);
  if (isOpen) await conversation.retry();
}
