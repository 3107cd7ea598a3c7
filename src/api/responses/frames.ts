import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { FrameForm } from '../outflow/outflow.ts';

/** Pieces of a text that grows. */
type Delta = Extract<ResponseStreamEvent, { delta: string; output_index: number }>;

/** How the events of a response are sent. */
export const RESPONSE_FRAMES: FrameForm<ResponseStreamEvent> = {
  written: (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
  joined: () => null,
  weight: (event) => (isDelta(event) ? event.delta.length : JSON.stringify(event).length),
  piece: (event) => (isDelta(event) ? event.delta : null),
  isSame: (one, other) => isDelta(one) && isDelta(other) && one.type === other.type && one.output_index === other.output_index,
  /** It has the number of the last: a client that asks for what comes after it has all. */
  whole: (last, text) => ({ ...last, delta: text }) as ResponseStreamEvent,
};

function isDelta(event: ResponseStreamEvent): event is Delta {
  return event.type.endsWith('.delta') && 'delta' in event && typeof event.delta === 'string' && 'output_index' in event;
}
