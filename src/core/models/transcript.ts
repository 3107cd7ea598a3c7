import { outputForModel } from './callOutput.ts';
import { clip } from '../text/clip.ts';
import { fileSize } from '../text/fileSize.ts';
import { imageName, isCall, messageText, type Attachment, type CallBody, type ContentPart, type Item, type Message } from '../types/item.ts';
import { fenced } from '../text/fence.ts';
import { parsedJson } from '../text/json.ts';
import { readOperation } from '../types/shipped.ts';

/** A selection is a function or a file; more of it would push the thread out of a small model's window. */
const SELECTION_CHARS = 24_000;

export type ImagePart = Extract<ContentPart, { type: 'image' }>;

/** A call as a model is reminded of it, with what came of it. */
export interface TranscriptCall {
  readonly callId: string;
  readonly name: string;
  /** A JSON object, always. */
  readonly arguments: string;
  /** Never empty. */
  readonly output: string;
}

/** What was said at a stretch: by the user, or by the model in one turn, with what it called then. */
export interface TranscriptEntry {
  readonly role: 'user' | 'assistant';
  /** May be empty where there are calls. */
  readonly text: string;
  /** What the user shows; the text names them. */
  readonly images: readonly ImagePart[];
  readonly calls: readonly TranscriptCall[];
}

/** A call with the item that it is. */
export interface SpokenCall extends TranscriptCall {
  readonly item: Item<CallBody>;
}

/** An entry with where it comes from, for those who look that up. */
export interface SpokenEntry extends TranscriptEntry {
  /** `user`, or the turn in which the model said it. */
  readonly speaker: string;
  readonly calls: readonly SpokenCall[];
}

/**
 * A thread for adapters that send messages. Each call has its result, so that no server meets an orphan; nobody speaks twice in
 * a row, which some models' templates refuse; reasoning is left out, and so is what holds nothing but blanks.
 */
export function transcript(items: readonly Item[]): readonly TranscriptEntry[] {
  return spoken(items).map(({ role, text, images, calls }) => ({ role, text, images, calls: calls.map(({ item: _, ...call }) => call) }));
}

/** The same, with where it comes from. */
export function spoken(items: readonly Item[]): readonly SpokenEntry[] {
  const entries: SpokenEntry[] = [];
  items.forEach((item, index) => {
    const text = item.type !== 'message' ? '' : item.role === 'user' ? inputForModel(item) : messageText(item);
    const images = item.type === 'message' && item.role === 'user' ? item.content.filter((part) => part.type === 'image') : [];
    const calls = isCall(item) ? [{ ...transcriptCall(item, items.slice(index + 1)), item }] : [];
    if (isBlank(text) && images.length === 0 && calls.length === 0) return;
    const role = item.type === 'message' && item.role !== 'assistant' ? 'user' : 'assistant';
    const speaker = role === 'user' ? role : speakerOf(item);
    const last = entries.at(-1);
    if (last?.speaker === speaker) {
      entries[entries.length - 1] = {
        role,
        speaker,
        text: joined(last.text, text),
        images: [...last.images, ...images],
        calls: [...last.calls, ...calls],
      };
    } else {
      entries.push({ role, speaker, text: isBlank(text) ? '' : text, images, calls });
    }
  });
  return entries;
}

/** The turn of a model that an item belongs to. */
export function speakerOf({ runId, turn }: Item): string {
  return `${runId}/${turn}`;
}

/** Providers refuse a text without a letter. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** A user's message as text, with the files and selections that came along. */
export function inputForModel(message: Message): string {
  return joined(...message.content.map(partText));
}

/** The name under which a model called a tool. */
export function toolName(call: CallBody): string {
  if (call.type === 'function_call') return call.name;
  return (call.type === 'file_search_call' && call.tool) || call.type.replace(/_call$/, '');
}

/** @param later the items after the call, among which a function’s output is found */
export function transcriptCall(call: Item<CallBody>, later: readonly Item[]): TranscriptCall {
  return { callId: call.callId, name: toolName(call), arguments: argumentsForModel(call), output: outputForModel(call, later) };
}

/** A model is told of an operation as code that does the same: code is what it may write. */
function argumentsForModel(call: CallBody): string {
  if (call.type === 'code_interpreter_call' && readOperation(parsedJson(call.arguments))) return JSON.stringify({ code: call.code });
  return objectJson(call.arguments);
}

/** Some servers parse the arguments of old calls and refuse a thread for ever that has broken ones, as a stop leaves them. */
function objectJson(json: string): string {
  const value = parsedJson(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? json : '{}';
}

/** Texts with an empty line between them; blank ones are left out. */
export function joined(...texts: readonly string[]): string {
  return texts.filter((text) => !isBlank(text)).join('\n\n');
}

function partText(part: ContentPart): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text;
    case 'file':
      return attachmentText(part.file);
    case 'image':
      // Adapters whose models see send the image itself along.
      return `[image: ${imageName(part.source)}]`;
    case 'context':
      return `${part.name}\n${fenced(part.text, part.language)}`;
    case 'selection':
      return `Selected in ${part.path}:${part.lines.start}-${part.lines.end}\n${fenced(clip(part.text, SELECTION_CHARS), part.language)}`;
  }
}

function attachmentText({ name, bytes, tools, head }: Attachment): string {
  const place = tools.includes('code_interpreter') ? `at /mnt/data/${name}` : 'found by file_search';
  const file = `Attached file: ${name}, ${place}, ${fileSize(bytes)}`;
  return head ? `${file}, ${head.form}. It begins:\n${fenced(head.lines.join('\n'), '')}` : file;
}
