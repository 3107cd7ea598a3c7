import type { Docent } from '../../core/docent.ts';
import type { KeptFile } from '../../core/data/files.ts';
import { attachments } from '../../core/runs/history.ts';
import type { Item } from '../../core/types/item.ts';
import type { Thread } from '../../core/types/thread.ts';
import { wireMessages } from '../threads/messages.ts';
import { titleOf } from '../threads/routes.ts';
import { toThread } from '../wire/assistant.ts';
import { messageOf, threadOf } from './fromWire.ts';
import { isNew } from './isNew.ts';
import type { Dump, Entry } from './read.ts';
import type { Tally } from './report.ts';

/** Whose threads are that are taken over. */
export type ThreadPlace = Pick<Thread, 'origin' | 'workspace'>;

export const OF_SCRIPTS: ThreadPlace = { origin: 'api', workspace: '' };

/** Takes over threads, each with its messages at once: a thread without the half of them would be another one. */
export async function importThreads(docent: Docent, { thread: threads, 'thread.message': messages }: Dump, place: ThreadPlace, tally: Tally): Promise<void> {
  const byThread = Map.groupBy(messages, ({ value }) => value.thread_id);
  const given = new Map(threads.map((entry) => [entry.value.id, entry]));
  for (const id of new Set([...given.keys(), ...byThread.keys()])) {
    const entry = given.get(id);
    const before = await docent.threads.get(id);
    const own = byThread.get(id) ?? [];
    if (!entry && !before) {
      for (const { line } of own) tally.refuse(line, `the thread “${id}” is neither here nor in the file that is imported.`);
      continue;
    }
    const after = entry && { ...threadOf(entry.value), ...place };
    const isAdded = entry && after && isNew('thread', entry, before && toThread(before), toThread(after), tally);
    const thread = before ?? after;
    if (!thread) continue;
    const added = await newItems(docent, id, own, tally);
    if (!isAdded && added.length === 0) continue;
    await docent.threads.restore(isAdded ? begun(thread, added) : thread, added);
    if (isAdded) tally.added('thread');
    for (const _ of added) tally.added('thread.message');
  }
}

/** A thread as its messages make it: when something was last said, and what about. */
function begun(thread: Thread, items: readonly Item[]): Thread {
  const said = items.filter((item) => item.type === 'message');
  return { ...thread, title: titleOf(said), updatedAt: said.at(-1)?.createdAt ?? thread.createdAt };
}

async function newItems(docent: Docent, threadId: string, entries: readonly Entry<'thread.message'>[], tally: Tally): Promise<readonly Item[]> {
  const there = await docent.items.list(threadId);
  const known = new Map(there.map((item) => [item.id, item]));
  const names = new Set(attachments(there).map(({ name }) => name));
  const added: Item[] = [];
  for (const entry of entries) {
    const { value, given } = entry;
    const item = messageOf(value, given, { files: await filesOf(docent, value), path: docent.files.path }, names);
    const before = known.get(value.id);
    const [wire] = before ? await wireMessages(docent, threadId, [before]) : [];
    const elsewhere = before ? null : await docent.items.threadOf(value.id);
    if (elsewhere !== null) tally.refuse(entry.line, `thread.message “${value.id}” is there in another thread; it stays as it is.`);
    else if (isNew('thread.message', entry, before ? (wire ?? {}) : null, { ...given, metadata: value.metadata }, tally)) {
      added.push(item);
      known.set(item.id, item);
    }
  }
  return added;
}

async function filesOf({ files }: Docent, { content, attachments }: Entry<'thread.message'>['value']): Promise<ReadonlyMap<string, KeptFile>> {
  const shown = content.flatMap((part) => (part.type === 'image_file' ? [part.image_file.file_id] : []));
  const ids = [...shown, ...(attachments ?? []).flatMap(({ file_id }) => file_id ?? [])];
  const found = await Promise.all(ids.map((id) => files.get(id)));
  return new Map(found.flatMap((file) => (file ? [[file.id, file]] : [])));
}
