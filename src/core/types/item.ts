import type { Citation, LineRange, NumberedPassage } from './citation.ts';
import type { ErrorInfo } from './errors.ts';
import type { Output } from './output.ts';

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
  readonly status: ItemStatus;
  readonly metadata: Readonly<Record<string, string>>;
  /** What one provider alone understands (foreign ids, encrypted reasoning); replayed to that provider only. */
  readonly provider: Readonly<Record<string, unknown>> | null;
}

/** A citation's place in a text: UTF-16 indices of its marker, end excluded. */
export interface Annotation {
  readonly start: number;
  readonly end: number;
  readonly citation: Citation;
}

/** A file that the user gave along with a message. */
export interface Attachment {
  /** Unique in its thread; code finds the file at `/mnt/data/<name>`. */
  readonly name: string;
  /** Absolute path from which it is read. */
  readonly path: string;
  /** Size in bytes. */
  readonly bytes: number;
}

export type ContentPart =
  | { readonly type: 'text'; readonly text: string; readonly annotations: readonly Annotation[] }
  | { readonly type: 'file'; readonly file: Attachment }
  /** Code that the user selected in an editor. `path` as in {@link FileRef.path}. */
  | { readonly type: 'selection'; readonly path: string; readonly language: string; readonly lines: LineRange; readonly text: string }
  | { readonly type: 'refusal'; readonly text: string };

export interface Message {
  readonly type: 'message';
  readonly role: 'user' | 'assistant';
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
  readonly queries: readonly string[];
  /** Null until the search has ended. */
  readonly results: readonly NumberedPassage[] | null;
}

export interface CodeInterpreterCall extends Call {
  readonly type: 'code_interpreter_call';
  readonly code: string;
  readonly outputs: readonly Output[];
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

export function isCall(item: Item): item is Item<CallBody> {
  return item.type === 'file_search_call' || item.type === 'code_interpreter_call' || item.type === 'function_call';
}

/** The text of a message, its parts put together. */
export function messageText(message: Message): string {
  return message.content.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('');
}

export function textPart(text: string): ContentPart {
  return { type: 'text', text, annotations: [] };
}
