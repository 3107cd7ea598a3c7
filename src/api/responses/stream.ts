import type { Context } from 'hono';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { ApiParts } from '../parts.ts';
import { createOutflow, type Outflow } from '../outflow/outflow.ts';
import { HEADERS, KEEP_ALIVE, KEEP_ALIVE_MS } from '../runs/sse.ts';
import type { EventLog, LogReader } from './eventLog.ts';
import { RESPONSE_FRAMES } from './frames.ts';
import type { ItemView } from './items.ts';
import { responseTranslator } from './translator.ts';
import type { Underway } from './underway.ts';

/** Tells a response as it comes, to its end. A failure here is the telling's, never the run's. */
export function tell({ log }: ApiParts, underway: Underway, view: ItemView, reader: LogReader): () => void {
  const { kept, run, before, follow } = underway;
  const translate = responseTranslator(kept, run, before, view);
  let isOver = false;
  let number = 0;
  const say = (events: readonly ResponseStreamEvent[]) => {
    for (const event of events) {
      number = event.sequence_number;
      reader.event(event);
    }
  };
  // Images are read before they are told; what comes next waits for that.
  let work: Promise<void> = Promise.resolve();
  function end(): void {
    isOver = true;
    reader.end();
  }
  say(translate.begin());
  const unfollow = follow((event) => {
    work = work.then(async () => {
      if (isOver) return;
      try {
        say(await translate.push(event));
        if (translate.ended) end();
      } catch (error) {
        log.error(`The events of ${kept.id} could not be sent: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        reader.event({ type: 'error', code: 'server_error', message: 'The server had an error while it sent this stream; the run itself goes on.', param: null, sequence_number: number + 1 });
        end();
      }
    });
  });
  return () => {
    isOver = true;
    unfollow();
  };
}

/** What is told to whoever has begun a stream. */
export interface StreamEnd {
  /** The client goes away before the end. */
  left(): void;
  /** Nothing more is read of what the response has made. */
  over(): void;
}

/** Sends a response that was just begun. */
export function streamResponse(c: Context, parts: ApiParts, underway: Underway, view: ItemView, { left, over }: StreamEnd): Response {
  let stop = () => {};
  const sending = openStream((how) => {
    stop();
    if (how === 'stalled') parts.log.warn(`The client that asked for the events of ${underway.kept.id} took none for a minute and was left.`);
    left();
    over();
  });
  const end = () => {
    sending.reader.end();
    over();
  };
  stop = tell(parts, underway, view, { event: sending.reader.event, end });
  return c.body(sending.stream, 200, HEADERS);
}

/** Sends what was told of a response, and what is told of it from now on. */
export function streamLog(c: Context, log: EventLog, after: number): Response {
  let stop = () => {};
  const sending = openStream(() => stop());
  stop = log.follow(after, sending.reader);
  return c.body(sending.stream, 200, HEADERS);
}

function openStream(gone: (how: 'left' | 'stalled') => void): { readonly stream: Outflow<ResponseStreamEvent>['stream']; readonly reader: LogReader } {
  const out = createOutflow(RESPONSE_FRAMES, (how) => {
    clearInterval(keepAlive);
    gone(how);
  });
  const keepAlive = setInterval(() => out.sign(KEEP_ALIVE), KEEP_ALIVE_MS);
  return {
    stream: out.stream,
    reader: {
      event: out.send,
      end() {
        clearInterval(keepAlive);
        out.end();
      },
    },
  };
}
