import type { Context } from 'hono';
import type { OpenAI } from 'openai';
import type { RunEvent } from '../../core/types/events.ts';
import type { Item } from '../../core/types/item.ts';
import type { Run } from '../../core/types/run.ts';
import { ApiError } from '../errors.ts';
import type { ApiParts } from '../parts.ts';
import { ASSISTANT_FRAMES } from './frames.ts';
import { createOutflow } from '../outflow/outflow.ts';
import { translator } from './translator.ts';
import { toRun } from '../wire/run.ts';

export const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } as const;
/** Clients give up on a silence of minutes, which a model on a slow machine may well need. In milliseconds. */
export const KEEP_ALIVE_MS = 15_000;
export const KEEP_ALIVE = ': still at work\n\n';
const DONE = 'event: done\ndata: [DONE]\n\n';

/** What a stream begins with. */
export interface StreamStart {
  readonly threadId: string;
  /** A thread that was made for the run, which is told first. */
  readonly thread: OpenAI.Beta.Thread | null;
  /** What stands in the thread before the run begins or goes on. */
  readonly items: readonly Item[];
  readonly withPassages: boolean;
  /** Starts the run, or goes on with it. */
  begin(): Promise<Run>;
}

/** Answers with the events of a run until it ends or waits for its caller. A client that goes away does not end the run. */
export async function streamRun(c: Context, { docent, log }: ApiParts, start: StreamStart): Promise<Response> {
  // Some of the run's events come before `begin` returns.
  const early: RunEvent[] = [];
  let listener = (event: RunEvent) => void early.push(event);
  const unsubscribe = docent.runs.subscribe((id, event) => {
    if (id === start.threadId) listener(event);
  });
  const run = await start.begin().catch((error: unknown) => {
    unsubscribe();
    throw error;
  });
  const translate = translator(run, start.items, start.withPassages);
  const out = createOutflow(ASSISTANT_FRAMES, (how) => {
    end();
    if (how === 'stalled') log.warn(`The client that asked for the events of ${run.id} took none for a minute and was left; the run goes on.`);
  });
  const keepAlive = setInterval(() => out.sign(KEEP_ALIVE), KEEP_ALIVE_MS);
  function end(): void {
    clearInterval(keepAlive);
    unsubscribe();
    listener = () => {};
  }
  listener = (event) => {
    // A failure here is this stream's, never the run's that tells of itself.
    try {
      for (const frame of translate.push(event)) out.send(frame);
      if (!translate.ended) return;
      out.raw(DONE);
    } catch (error) {
      log.error(`The events of ${run.id} could not be sent: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      out.raw(`event: error\ndata: ${JSON.stringify(UNSENT.body.error)}\n\n`);
    }
    end();
    out.end();
  };
  if (start.thread) out.send({ event: 'thread.created', data: start.thread });
  if (run.startedAt === null) out.send({ event: 'thread.run.created', data: toRun(run, []) });
  for (const event of early) listener(event);
  return c.body(out.stream, 200, HEADERS);
}

const UNSENT = new ApiError(500, 'The server had an error while it sent this stream; the run itself goes on.');
