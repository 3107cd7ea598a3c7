import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import type { Conversation } from '../chat/conversation.ts';

/** Tells the palette on which shelf the thread stands that the chat shows: `plain` on none, null where none is shown. */
export async function tellShown(docent: Docent, { thread }: Pick<Conversation, 'thread'>): Promise<void> {
  const stored = thread && docent.data.state.kind === 'open' ? await docent.threads.get(thread.id) : null;
  await vscode.commands.executeCommand('setContext', 'docent.thread', stored && (stored.shelf ?? 'plain'));
}
