import { t } from '@vscode/l10n';
import { choiceOf, chosenAssistant } from '../../core/assistants/choice.ts';
import type { Threads } from '../../core/data/threads.ts';
import type { Docent } from '../../core/docent.ts';
import { attachments } from '../../core/runs/history.ts';
import { freeName } from '../../core/text/freeName.ts';
import { DocentError } from '../../core/types/errors.ts';
import { textPart, userMessage, type ContentPart, type Item } from '../../core/types/item.ts';
import type { Thread } from '../../core/types/thread.ts';

/**
 * A question with what goes along. Files of different folders may share a name, but not their place in /mnt/data, where not every
 * name can be had either: `sales.csv`, `sales-2.csv`, …
 * @param items of the thread so far, whose files have their names already
 * @throws DocentError `empty_question`
 */
export function questionOf(text: string, more: readonly ContentPart[], items: readonly Item[]): readonly ContentPart[] {
  if (!text.trim() && more.length === 0) throw new DocentError('empty_question', t('Type a question first.'));
  const known = [...attachments(items)];
  const named = more.map((part): ContentPart => {
    if (part.type !== 'file') return part;
    const { file } = part;
    const name = known.find(({ path }) => path === file.path)?.name ?? freeName(file.name, known.map((other) => other.name));
    known.push({ ...file, name });
    return { type: 'file', file: { ...file, name } };
  });
  return [textPart(text), ...named];
}

/** The thread, which searches these vector stores from now on, with those that it searched before. */
export async function searching(threads: Threads, thread: Thread, stores: readonly string[]): Promise<Thread> {
  const { toolResources } = thread;
  const added = stores.filter((id) => !toolResources.vectorStores.includes(id));
  if (added.length === 0) return thread;
  const vectorStores = [...toolResources.vectorStores, ...added];
  return (await threads.update(thread.id, { toolResources: { ...toolResources, vectorStores } })) ?? thread;
}

/** Asks in a thread that is not shown. @throws ThreadBusy */
export async function askUnseen(docent: Docent, thread: Thread, text: string, more: readonly ContentPart[], stores: readonly string[]): Promise<void> {
  const items = await docent.items.withFiles(thread.id, null);
  const assistant = await chosenAssistant(docent.assistants, choiceOf(thread));
  const input = [userMessage(questionOf(text, more, items))];
  await docent.runs.start({ thread: await searching(docent.threads, thread, stores), assistant, input });
}
