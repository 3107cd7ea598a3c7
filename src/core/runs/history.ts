import type { NumberedPassage } from '../types/citation.ts';
import { isCall, type Attachment, type CallBody, type Item } from '../types/item.ts';
import { parsedJson } from '../text/json.ts';
import { toolName } from '../models/transcript.ts';

/**
 * What a model is given of a thread; of its messages only the newest, where `lastMessages` says so. After the newest question, what a
 * failed or stopped try left half done is left out: the new try does it again. But a call that has perhaps changed something is never
 * done again unseen: the model is told that it was stopped.
 * @param hasSideEffects whether a tool changes something outside, by its name
 */
export function history(
  items: readonly Item[],
  lastMessages: number | null,
  hasSideEffects: (tool: string) => boolean,
): readonly Item[] {
  const question = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  const messages = items.flatMap((item, index) => (item.type === 'message' && index <= question ? [index] : []));
  const first = lastMessages === null ? 0 : (messages.at(-lastMessages) ?? 0);
  // A call whose arguments never came whole was never run.
  const wasRun = (call: CallBody) => parsedJson(call.arguments) !== undefined;
  const stays = (item: Item) => item.status === 'completed' || (isCall(item) && hasSideEffects(toolName(item)) && wasRun(item));
  return items.filter((item, index) => index >= first && (index <= question || stays(item)));
}

/** The files that were given along with messages, in their order; one that was given twice is there twice. */
export function attachments(items: readonly Item[]): readonly Attachment[] {
  return items.flatMap((item) =>
    item.type === 'message' ? item.content.flatMap((part) => (part.type === 'file' ? [part.file] : [])) : [],
  );
}

/** Where the files and images lie that the user gave along. Uploaded files are their owner's, who may use them elsewhere; so are a script's images. */
export function givenPaths(items: readonly Item[], isScripts: boolean): readonly string[] {
  const files = attachments(items).flatMap(({ id, path }) => (id === null ? [path] : []));
  if (isScripts) return files;
  const parts = items.flatMap((item) => (item.type === 'message' ? item.content : []));
  return [...files, ...parts.flatMap((part) => (part.type === 'image' && part.source.kind === 'file' ? [part.source.path] : []))];
}

/** All passages that searches of the thread have returned, in order. */
export function passages(items: readonly Item[]): readonly NumberedPassage[] {
  return items.flatMap((item) => (item.type === 'file_search_call' ? (item.results ?? []) : []));
}
