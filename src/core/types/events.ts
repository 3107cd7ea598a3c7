import type { Consent } from './consent.ts';
import type { Annotation, Item } from './item.ts';
import type { Output } from './output.ts';
import type { Run } from './run.ts';

/** What a run waits for, as one sentence without its end: “OpenAI is busy; trying again”. */
export interface Waiting {
  readonly message: string;
  /** Milliseconds since 1970; null where nobody knows. */
  readonly until: number | null;
}

/**
 * What happens in a run, in the order in which it happens. The store, the views and the HTTP API all learn it from here;
 * there is no second way.
 */
export type RunEvent =
  /** The run began, went on to another status or ended. */
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'item.added'; readonly item: Item }
  /** Text of the open assistant message. */
  | { readonly type: 'text.delta'; readonly itemId: string; readonly delta: string }
  | { readonly type: 'reasoning.delta'; readonly itemId: string; readonly delta: string }
  /** Arguments of the open tool call, as JSON text. */
  | { readonly type: 'arguments.delta'; readonly itemId: string; readonly delta: string }
  | { readonly type: 'annotation'; readonly itemId: string; readonly annotation: Annotation }
  /** Something that running code gave back. */
  | { readonly type: 'output'; readonly itemId: string; readonly output: Output }
  /** What a provider alone understands of an item, be it open or not. */
  | { readonly type: 'sealed'; readonly itemId: string; readonly provider: NonNullable<Item['provider']> }
  /** Nothing comes for a while, and why; whatever happens next ends it. Null: it goes on. */
  | { readonly type: 'waiting'; readonly waiting: Waiting | null }
  /** A question was asked, or answered. */
  | { readonly type: 'consent'; readonly consent: Consent }
  /** The item is whole, or as whole as it will get. */
  | { readonly type: 'item.done'; readonly item: Item };
