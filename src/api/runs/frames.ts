import type { OpenAI } from 'openai';
import { joined } from './joined.ts';
import type { Frame } from './lanes.ts';
import type { FrameForm } from '../outflow/outflow.ts';

/** How the events of a run are sent by the Assistants API. */
export const ASSISTANT_FRAMES: FrameForm<Frame> = {
  joined,
  written(frame) {
    const text = textOf(frame);
    return `event: ${frame.event}\ndata: ${text ? written(text) : JSON.stringify(frame.data)}\n\n`;
  },
  weight: (frame) => textOf(frame)?.value.length ?? JSON.stringify(frame.data).length,
  piece: (frame) => textOf(frame)?.value ?? null,
  isSame(one, other) {
    const [a, b] = [textOf(one), textOf(other)];
    return a !== null && b !== null && a.message === b.message && a.index === b.index;
  },
  whole(last, text) {
    const index = textOf(last)?.index ?? 0;
    if (last.event !== 'thread.message.delta') return last;
    return { event: last.event, data: { ...last.data, delta: { content: [{ index, type: 'text', text: { value: text, annotations: [] } }] } } };
  },
};

/** A piece of the text of a message. */
interface Piece {
  readonly message: string;
  readonly index: number;
  readonly value: string;
}

/** Nearly all events are of this one form: to write it thus takes a fifth of what it takes to find out how an object is to be written. */
function written({ message, index, value }: Piece): string {
  const part = `{"index":${index},"type":"text","text":{"value":${JSON.stringify(value)},"annotations":[]}}`;
  return `{"id":"${message}","object":"thread.message.delta","delta":{"content":[${part}]}}`;
}

/** What an event adds to the text of a message, where it does no more than that. */
function textOf(frame: Frame): Piece | null {
  if (frame.event !== 'thread.message.delta') return null;
  const content: readonly OpenAI.Beta.Threads.MessageContentDelta[] = frame.data.delta.content ?? [];
  const [part] = content;
  if (content.length !== 1 || part?.type !== 'text' || part.text?.value === undefined || part.text.annotations?.length) return null;
  return { message: frame.data.id, index: part.index, value: part.text.value };
}
