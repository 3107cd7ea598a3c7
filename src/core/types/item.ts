import { t } from '@vscode/l10n';
import type { FileHead } from '../text/fileHead.ts';
import type { Citation, LineRange, NumberedPassage } from './citation.ts';
import type { ErrorInfo } from './errors.ts';
import type { Output, StoredFile } from './output.ts';

/** The state of one item; `incomplete` is what an abort, a limit or a failure left. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** What every item has around its body. */
export interface Envelope {
  readonly id: string;
  readonly threadId: string;
  /** Null for what the user or a script put into the thread. */
  readonly runId: string | null;
  /** Counts the model's turns of the run from 0; the run's steps are derived from it. */
  readonly turn: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it began the last time, where that was not the first: code that the user has run again. */
  readonly startedAt?: number;
  /** Null while it is in progress. */
  readonly endedAt: number | null;
  readonly status: ItemStatus;
  readonly metadata: Readonly<Record<string, string>>;
  /** What one provider alone understands (foreign ids, encrypted reasoning); replayed to that provider only. */
  readonly provider: Readonly<Record<string, unknown>> | null;
  /** Of a message that was made elsewhere: as the API gave it there, and gives it again. */
  readonly imported?: Readonly<Record<string, unknown>>;
}

/** A citation's place in a text: UTF-16 indices of its marker, end excluded. */
export interface Annotation {
  readonly start: number;
  readonly end: number;
  readonly citation: Citation;
}

/** The tools that may work on a file given along. */
export type AttachmentTool = 'code_interpreter' | 'file_search';

/** A file as code gets it. */
export interface DataFile {
  /** Unique in its thread; code finds the file at `/mnt/data/<name>`. */
  readonly name: string;
  /** Absolute path from which it is read. */
  readonly path: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** A file that the user gave along with a message. */
export interface Attachment extends DataFile {
  /** The id of an uploaded file; null for one of the user's own on disk. */
  readonly id: string | null;
  readonly tools: readonly AttachmentTool[];
  /** How the file began when it was given; left out where it is no text. */
  readonly head?: FileHead;
}

/** A file of the user's own, given along for code to work on. */
export function dataAttachment(file: DataFile): Attachment {
  return { ...file, id: null, tools: ['code_interpreter'] };
}

/** An image that the model is to see. */
export type ImageSource = { readonly kind: 'file'; readonly file: StoredFile; readonly path: string } | { readonly kind: 'url'; readonly url: string };

/** What an image is called; one that is a URL by itself has no name, and may have megabytes. */
export function imageName(source: ImageSource): string {
  if (source.kind === 'file') return source.file.name;
  return source.url.startsWith('data:') ? 'unnamed' : source.url;
}

/** How closely a model looks at an image. */
export type ImageDetail = 'auto' | 'low' | 'high';

export type ContentPart =
  | { readonly type: 'text'; readonly text: string; readonly annotations: readonly Annotation[] }
  | { readonly type: 'file'; readonly file: Attachment }
  /** Code that the user selected in an editor. `path` as in {@link FileRef.path}. */
  | { readonly type: 'selection'; readonly path: string; readonly language: string; readonly lines: LineRange; readonly text: string }
  /** Text that the user gave along to be read, under the name by which it was shown: a file, problems, changes, another thread. `fileId`: the kept file that says so. */
  | { readonly type: 'context'; readonly name: string; readonly language: string; readonly text: string; readonly fileId?: string }
  | { readonly type: 'image'; readonly source: ImageSource; readonly detail: ImageDetail }
  | { readonly type: 'refusal'; readonly text: string };

/** `developer`: what a program tells the model to keep to, from here on. */
export type Role = 'user' | 'assistant' | 'developer';

export interface Message {
  readonly type: 'message';
  readonly role: Role;
  readonly content: readonly ContentPart[];
}

export interface Reasoning {
  readonly type: 'reasoning';
  readonly text: string;
}

/** What all tool calls share: the model's id for the call and the arguments as it wrote them (JSON). */
interface Call {
  readonly callId: string;
  readonly arguments: string;
  /** Set where the call failed; the model is told this sentence. */
  readonly error: ErrorInfo | null;
}

export interface FileSearchCall extends Call {
  readonly type: 'file_search_call';
  /** The tool that it is a call of, where that is not `file_search` itself but one that reads on. */
  readonly tool?: string;
  readonly queries: readonly string[];
  /** Null until the search has ended. */
  readonly results: readonly NumberedPassage[] | null;
  /** What was not searched, as one sentence; left out where all was. */
  readonly note?: string;
  /** Passages that were found and that a request has no room for. */
  readonly leftOut?: number;
}

export interface CodeInterpreterCall extends Call {
  readonly type: 'code_interpreter_call';
  readonly code: string;
  readonly outputs: readonly Output[];
  /** The container in which it runs; left out: the thread's own place. */
  readonly container?: string;
  /** The files that it left in that container; left out: none. */
  readonly made?: readonly MadeFile[];
  /** Set where the user has added it; left out where a model or Docent's own policy made the call. */
  readonly author?: 'user';
}

/** A file of a container's that a call left there. */
export interface MadeFile {
  /** `cfile_…`. */
  readonly id: string;
  /** Its place below `/mnt/data`. */
  readonly name: string;
}

export interface FunctionCall extends Call {
  readonly type: 'function_call';
  readonly name: string;
}

export interface FunctionCallOutput {
  readonly type: 'function_call_output';
  readonly callId: string;
  readonly output: string;
}

export type CallBody = FileSearchCall | CodeInterpreterCall | FunctionCall;
export type ItemBody = Message | Reasoning | CallBody | FunctionCallOutput;
/** One entry of a thread, in the Responses API's vocabulary. */
export type Item<Body extends ItemBody = ItemBody> = Envelope & Body;

/** Whether an item is a call of a tool. */
export function isCall(item: Item): item is Item<CallBody> {
  return item.type === 'file_search_call' || item.type === 'code_interpreter_call' || item.type === 'function_call';
}

/** What stands in a piece of code that was not run because one before it had failed. */
export const NOT_RUN: ErrorInfo = { code: 'not_run', message: t('Not run, since the code before it failed.'), action: null };

/** The text of a message, its parts put together. */
export function messageText(message: Message): string {
  return message.content.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('');
}

/** A part of a message that is text without annotations. */
export function textPart(text: string): ContentPart {
  return { type: 'text', text, annotations: [] };
}

/** A message as it is put into a thread. */
export interface NewMessage {
  readonly role: Role;
  readonly content: readonly ContentPart[];
  readonly metadata: Envelope['metadata'];
  /** As in {@link GivenItem}; left out: 0. */
  readonly turn?: number;
  /** As in {@link Envelope}; left out: null. */
  readonly provider?: Envelope['provider'];
}

/** Something else that is put into a thread: what a model thought or called, and what came of it, as its caller kept it. */
export interface GivenItem {
  readonly body: Reasoning | CallBody | FunctionCallOutput;
  /** Tells apart what a model did at once and what it did one after the other. */
  readonly turn: number;
  readonly provider: Envelope['provider'];
}

export type NewEntry = NewMessage | GivenItem;

/** A message of the user's, to be put into a thread. */
export function userMessage(content: readonly ContentPart[]): NewMessage {
  return { role: 'user', content, metadata: {} };
}
