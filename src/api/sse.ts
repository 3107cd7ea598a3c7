import type { Context } from 'hono';
import type { OpenAI } from 'openai';
import type { Docent } from '../core/docent.ts';
import type { RunEvent } from '../core/types/events.ts';
import type { Item } from '../core/types/item.ts';
import type { Run } from '../core/types/run.ts';
import { translator, type Frame, type Translator } from './stream.ts';
import { toRun } from './wire/run.ts';

const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } as const;
const ENCODER = new TextEncoder();
const DONE = ENCODER.encode('event: done\ndata: [DONE]\n\n');

/** What a stream begins with. */
export interface StreamStart {
  /** A thread that was made for the run, which is told first. */
  readonly thread: OpenAI.Beta.Thread | null;
  /** What stands in the thread before the run begins or goes on. */
  readonly items: readonly Item[];
  readonly withPassages: boolean;
}

/**
 * Starts a run, or goes on with it, and answers with its events until it ends or waits for its caller. A client that goes away
 * does not end the run.
 */
export async function streamRun(c: Context, { runs }: Docent, start: StreamStart, threadId: string, begin: () => Promise<Run>): Promise<Response> {
  // Some of the run's events come before `begin` returns.
  const early: RunEvent[] = [];
  let listener = (event: RunEvent) => void early.push(event);
  const unsubscribe = runs.subscribe((id, event) => {
    if (id === threadId) listener(event);
  });
  const run = await begin().catch((error: unknown) => {
    unsubscribe();
    throw error;
  });
  const translate = translator(run, start.items, start.withPassages);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (frame: Frame) => controller.enqueue(encoded(frame));
      const isNew = run.startedAt === null;
      if (start.thread) send({ event: 'thread.created', data: start.thread });
      if (isNew) send({ event: 'thread.run.created', data: toRun(run, []) });
      listener = (event) => {
        translate.push(event).forEach(send);
        if (!translate.ended) return;
        unsubscribe();
        controller.enqueue(DONE);
        controller.close();
      };
      replay(early, translate, (event) => listener(event));
    },
    cancel: unsubscribe,
  });
  return c.body(body, 200, HEADERS);
}

/** The early events, up to the last that matters. */
function replay(early: readonly RunEvent[], translate: Translator, listener: (event: RunEvent) => void): void {
  for (const event of early) if (!translate.ended) listener(event);
}

/** In one piece: some clients take what arrives at once for one event. */
function encoded({ event, data }: Frame): Uint8Array {
  return ENCODER.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
