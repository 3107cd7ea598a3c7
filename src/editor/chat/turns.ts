import type { Docent } from '../../core/docent.ts';
import type { HostContract } from '../../protocol/view.ts';
import type { TurnRequests } from '../../protocol/turns.ts';
import type { Handlers } from '../../rpc.ts';
import type { Authors } from './authors.ts';
import { besideOf } from './beside.ts';
import type { Conversation } from './conversation.ts';
import { insertText } from './insertText.ts';
import type { ProposedChanges } from './proposedChanges.ts';

export interface TurnParts {
  readonly docent: Docent;
  readonly conversation: Conversation;
  readonly changes: ProposedChanges;
  /** Who answered in items that the view is about to get. */
  tellAuthors(authors: Authors): void;
}

/** How a view's requests for what one does with turns are answered. */
export function turnRequests({ docent, conversation, changes, tellAuthors }: TurnParts): Pick<Handlers<HostContract>['requests'], keyof TurnRequests> {
  const nothing = async (work: Promise<void>): Promise<null> => {
    await work;
    return null;
  };
  return {
    // Of a thread that is not shown any more nothing is told.
    async stretch({ threadId, from, to }) {
      const items = threadId === conversation.thread?.id ? await docent.items.stretch(threadId, from, to) : [];
      const { authors, usage } = await besideOf(docent, threadId, items, null);
      if (threadId === conversation.thread?.id) tellAuthors(authors);
      return { items, usage };
    },
    find: async ({ threadId, text }) => (threadId === conversation.thread?.id ? docent.items.find(threadId, text) : []),
    branch: ({ itemId, text }) => nothing(conversation.branch(itemId, text)),
    async showBranch({ threadId }) {
      const thread = await docent.threads.get(threadId);
      if (thread) conversation.show(thread);
      return null;
    },
    goOn: () => nothing(conversation.goOn()),
    insertText: ({ text }) => nothing(insertText(text)),
    applyCode: ({ code, language }) => nothing(changes.propose(code, language)),
  };
}
