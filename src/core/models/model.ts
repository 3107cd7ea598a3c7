import type { Item } from '../types/item.ts';
import type { Usage } from '../types/run.ts';
import type { ToolDefinition } from '../types/tool.ts';

/** Where a model's requests go. */
export type Destination = { readonly kind: 'local' } | { readonly kind: 'remote'; readonly host: string };

/** One turn's question: the whole thread so far and what may be called. */
export interface ModelRequest {
  readonly instructions: string;
  /** In order; the last is the newest. */
  readonly items: readonly Item[];
  readonly tools: readonly ToolDefinition[];
  /** Null: the server's default. */
  readonly temperature: number | null;
}

/** What a model answers with, piece by piece. A turn ends with exactly one `end`; a stream without it is a failure. */
export type ModelEvent =
  | { readonly type: 'text'; readonly delta: string }
  | { readonly type: 'reasoning'; readonly delta: string }
  /** A call of a tool begins; its arguments follow as `arguments` with the same `callId`. */
  | { readonly type: 'call'; readonly callId: string; readonly name: string }
  | { readonly type: 'arguments'; readonly callId: string; readonly delta: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  /** `stop`: answered or calls tools; `length`: cut at the token limit; `filter`: withheld by the provider. */
  | { readonly type: 'end'; readonly reason: 'stop' | 'length' | 'filter' };

/** Who answers: a language model, or the fixed policy of *search only*. */
export interface Model {
  readonly id: string;
  /** As shown to the user. */
  readonly label: string;
  /** False for *search only*, which never pretends to be one. */
  readonly isLanguageModel: boolean;
  readonly destination: Destination;
  /**
   * One turn. Aborting `signal` closes the connection at once and ends the iteration with an `AbortError`.
   * @throws DocentError with the one sentence for what went wrong and the way out.
   */
  respond(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
