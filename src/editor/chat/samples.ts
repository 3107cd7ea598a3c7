import type { Indexing } from '../knowledge/indexing.ts';
import type { Conversation } from './conversation.ts';

/** A large workspace takes longer; then the answer is from what was read until then, and says so. In milliseconds. */
const INDEX_MS = 30_000;

/** Asks a question that works before anything is set up: where the workspace is not indexed yet, it is indexed first. */
export async function askSample(indexing: Indexing, conversation: Conversation, text: string): Promise<void> {
  const { kind } = indexing.state;
  if (kind === 'empty' || kind === 'partial') {
    const limit = Promise.withResolvers<void>();
    const timer = setTimeout(limit.resolve, INDEX_MS);
    // How it fails it says itself, and so does the answer.
    await Promise.race([indexing.index().catch(() => null), limit.promise]);
    clearTimeout(timer);
  }
  await conversation.ask(text);
}
