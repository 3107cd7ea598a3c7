/** A conversation is a thread under another name: what follows the prefix is the same. */
const CONVERSATION = 'conv_';
const THREAD = 'thread_';

export function conversationId(threadId: string): string {
  return CONVERSATION + threadId.replace(THREAD, '');
}

/** The thread that a conversation is; null where the id is none of a conversation's. */
export function threadIdOf(conversation: string): string | null {
  return conversation.startsWith(CONVERSATION) ? THREAD + conversation.slice(CONVERSATION.length) : null;
}

/** The container of a thread's own session, in name: it is no place that a client could use. */
export function ownContainerId(threadId: string): string {
  return `cntr_${threadId.replace(THREAD, '')}`;
}
