import { newId } from './id.ts';
import type { Envelope, Item, ItemBody, ItemStatus, NewEntry } from './item.ts';

const ID_PREFIXES: Readonly<Record<ItemBody['type'], string>> = {
  message: 'msg_',
  reasoning: 'rs_',
  file_search_call: 'fs_',
  code_interpreter_call: 'ci_',
  function_call: 'fc_',
  function_call_output: 'fco_',
};

/** A new item of a thread, made by a run's turn or, where `runId` is null, by the user or a script. */
export function newItem<Body extends ItemBody>(
  body: Body,
  place: Pick<Envelope, 'threadId' | 'runId' | 'turn'>,
  status: ItemStatus = 'in_progress',
): Item<Body> {
  const now = Date.now();
  const endedAt = status === 'in_progress' ? null : now;
  const envelope: Envelope = { id: newId(ID_PREFIXES[body.type]), ...place, createdAt: now, endedAt, status, metadata: {}, provider: null };
  return { ...envelope, ...body };
}

/** What the user or a script says is the thread's, not the run's that answers it. */
export function givenItem(entry: NewEntry, threadId: string): Item {
  const { turn = 0, provider = null } = entry;
  const place = { threadId, runId: null, turn };
  if ('body' in entry) return { ...newItem(entry.body, place, 'completed'), provider };
  const { role, content, metadata } = entry;
  return { ...newItem({ type: 'message', role, content }, place, 'completed'), metadata, provider };
}
