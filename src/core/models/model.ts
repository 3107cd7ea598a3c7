import type { ErrorInfo } from '../types/errors.ts';
import type { Waiting } from '../types/events.ts';
import type { DataFile, Item } from '../types/item.ts';
import type { ModelOptions } from '../types/options.ts';
import type { NewFile, Output } from '../types/output.ts';
import type { ToolDefinition } from '../types/tool.ts';
import type { Price, TokenCount } from '../types/usage.ts';

/** Where a model's requests go. */
export type Destination =
  | { readonly kind: 'local' }
  /** `files`: the thread's files go there, too, since code runs there. */
  | { readonly kind: 'remote'; readonly host: string; readonly files: boolean };

/** One turn's question: the whole thread so far and what may be called. */
export interface ModelRequest {
  readonly threadId: string;
  readonly assistantId: string;
  readonly instructions: string;
  /** In order; the last is the newest. */
  readonly items: readonly Item[];
  readonly tools: readonly ToolDefinition[];
  /** What code finds in `/mnt/data`, for a provider that runs it itself. */
  readonly files: readonly DataFile[];
  readonly options: ModelOptions;
}

/** What a model answers with, piece by piece. A turn ends with exactly one `end`; a stream without it is a failure. */
export type ModelEvent =
  | { readonly type: 'text'; readonly delta: string }
  | { readonly type: 'reasoning'; readonly delta: string }
  /** All text of this turn so far was thought aloud, as shows only now: it is reasoning. */
  | { readonly type: 'text.thought' }
  /** The reasoning so far is whole; `provider` is what its provider alone understands of it, kept to be sent back. */
  | { readonly type: 'reasoning.done'; readonly provider: Readonly<Record<string, unknown>> }
  /** The same of the text. */
  | { readonly type: 'text.done'; readonly provider: Readonly<Record<string, unknown>> }
  /** A call of a tool begins; its arguments follow as `arguments` with the same `callId`. */
  | { readonly type: 'call'; readonly callId: string; readonly name: string }
  | { readonly type: 'arguments'; readonly callId: string; readonly delta: string }
  /** The same of a call; also of one whose arguments are whole. */
  | { readonly type: 'call.done'; readonly callId: string; readonly provider: Readonly<Record<string, unknown>> }
  /** What a call that the provider runs itself gives back; such a call ends with `hosted.done`, others are run by the loop. */
  | { readonly type: 'hosted.output'; readonly callId: string; readonly output: Output }
  /** A file that such a call made; kept, and shown as an image where it is one. */
  | ({ readonly type: 'hosted.file'; readonly callId: string } & NewFile)
  | { readonly type: 'hosted.done'; readonly callId: string; readonly error: ErrorInfo | null }
  /** Nothing of the answer comes for a while. */
  | { readonly type: 'waiting'; readonly waiting: Waiting }
  /** The server has taken the request: from now on what it read is charged, whether something of an answer is seen or not. */
  | { readonly type: 'begun' }
  /** A place for code was made, which costs so many US dollars. */
  | { readonly type: 'container'; readonly cost: number }
  | { readonly type: 'usage'; readonly usage: TokenCount }
  /** `stop`: answered or calls tools; `length`: cut at the token limit; `filter`: withheld by the provider. */
  | { readonly type: 'end'; readonly reason: 'stop' | 'length' | 'filter' };

/** Who answers: a language model, or the fixed policy of *search only*. */
export interface Model {
  readonly id: string;
  /** As shown to the user. */
  readonly label: string;
  /** False for *search only*, which never pretends to be one. */
  readonly isLanguageModel: boolean;
  /** Where its requests go, as far as can be said without asking. */
  readonly destination: Destination;
  /** The same model with where they go in truth, which a server on this machine is asked for; left out where there is nothing to ask. */
  located?(signal: AbortSignal): Promise<Model>;
  /** Null where it is not known. */
  readonly price: Price | null;
  /** Tokens that a request and its answer may have together; null where nobody knows. */
  contextTokens(signal: AbortSignal): Promise<number | null>;
  /** Whether it sees images that go along; null where nobody knows. Left out: nobody can tell. */
  seesImages?(signal: AbortSignal): Promise<boolean | null>;
  /**
   * One turn. Aborting `signal` closes the connection at once and ends the iteration with an `AbortError`.
   * @throws DocentError with the one sentence for what went wrong and the way out.
   */
  respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
