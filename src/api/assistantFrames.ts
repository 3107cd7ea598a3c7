import { joined } from './joined.ts';
import type { Frame } from './lanes.ts';
import type { FrameForm } from './outflow.ts';

const ENCODER = new TextEncoder();

/** How the events of a run are sent by the Assistants API. */
export const ASSISTANT_FRAMES: FrameForm<Frame> = {
  joined,
  encoded: ({ event, data }) => ENCODER.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
  /** Pieces of text weigh what they say, all else what is written of it. */
  weight(frame) {
    if (frame.event === 'thread.message.delta') {
      const [part] = frame.data.delta.content ?? [];
      if (part?.type === 'text' && !part.text?.annotations?.length) return part.text?.value?.length ?? 0;
    }
    return JSON.stringify(frame.data).length;
  },
};
