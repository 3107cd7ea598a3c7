import { OpenAI } from 'openai';
import { HAS_KIT } from '../scripts/paths.ts';
import { createChatCompletions } from '../src/core/models/chatCompletions/model.ts';
import type { Model } from '../src/core/models/model.ts';
import type { RunEvent } from '../src/core/types/events.ts';
import { DEFAULT_OPTIONS } from '../src/core/types/options.ts';
import { openRunsRoom } from '../test/core/runs/runsRoom.ts';
import { startModelServer, type ModelServer } from '../test/fixtures/modelServer/modelServer.ts';
import { memoryLog } from '../test/support/log.ts';
import { scriptedModel, type Script } from '../test/support/scriptedModel.ts';
import { windows } from './windows.ts';
import { openPaints } from '../test/ui/webview/support/paints.ts';

export const about =
  'What Docent adds to a streamed answer: until its first word is known and drawn, and to each piece of it; how it fills windows, and what asking for them takes.';

/** The median of so many is stable to a few hundredths of a millisecond. */
const ANSWERS = 25;
/** Long enough that the start does not count. */
const PIECES = 20_000;
const QUESTION = 'Say exactly: Hello, how are you?';

/** A thread that is asked questions. */
interface RunsAtWork {
  /** Resolves when the answer is whole and on disk. */
  ask(question: string): Promise<unknown>;
  subscribe(listener: (event: RunEvent) => void): () => void;
}

/** From the moment a server sends the first word; each beside the least that it can take on this machine in the same run. */
export async function run(): Promise<Record<string, number>> {
  const server = await startModelServer();
  try {
    const fetchMs = await firstWord(server, () => withFetch(server.url));
    const sdkMs = await firstWord(server, () => withSdk(server.url));
    const docent = await withDocent(server);
    return {
      fetchMs,
      sdkMs,
      docentMs: docent.eventMs,
      docentBySdk: docent.eventMs / sdkMs,
      ...docent.paint,
      ...(await eachPiece()),
      ...(await windows()),
    };
  } finally {
    await server.close();
  }
}

/** The median time, in milliseconds, from the server's sending of the first word to `seen`, which asks and resolves at it. */
async function firstWord(server: ModelServer, seen: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let answer = 0; answer < ANSWERS; answer++) {
    const hold = server.hold(0);
    const at = seen();
    await hold.reached;
    const sent = now();
    hold.release();
    times.push((await at) - sent);
  }
  return median(times);
}

async function withFetch(url: string): Promise<number> {
  const body = JSON.stringify({ model: 'stand-in', stream: true, messages: [{ role: 'user', content: QUESTION }] });
  const response = await fetch(`${url}/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  let at = Number.NaN;
  for await (const bytes of response.body ?? []) if (Number.isNaN(at) && Buffer.from(bytes).includes('"Hello"')) at = now();
  return at;
}

async function withSdk(baseURL: string): Promise<number> {
  const client = new OpenAI({ baseURL, apiKey: 'none' });
  const stream = await client.chat.completions.create({ model: 'stand-in', stream: true, messages: [{ role: 'user', content: QUESTION }] });
  let at = Number.NaN;
  for await (const chunk of stream) if (Number.isNaN(at) && chunk.choices[0]?.delta.content) at = now();
  return at;
}

/** Through the model, the loop and the store to the event that the views get, and with a browser at hand to the screen. */
async function withDocent(server: ModelServer) {
  const target = { id: 'm', label: 'm', baseUrl: server.url, model: 'stand-in', log: memoryLog() };
  const model = createChatCompletions({ ...target, apiKey: async () => undefined });
  return withRuns(model, async (runs) => {
    const { ask, subscribe } = runs;
    const eventMs = await firstWord(server, async () => {
      const event = Promise.withResolvers<number>();
      const unsubscribe = subscribe(({ type }) => type === 'text.delta' && event.resolve(now()));
      await ask(QUESTION);
      unsubscribe();
      return event.promise;
    });
    return { eventMs, paint: HAS_KIT ? await painted(server, runs) : {} };
  });
}

async function painted(server: ModelServer, { ask, subscribe }: RunsAtWork): Promise<Record<string, number>> {
  const paints = await openPaints();
  try {
    const bare: number[] = [];
    for (let answer = 0; answer < ANSWERS; answer++) bare.push(await paints.bare());
    subscribe((event) => paints.run(event));
    const paintMs = await firstWord(server, async () => {
      const at = paints.answer();
      await ask(QUESTION);
      return at;
    });
    return { emptyPagePaintMs: median(bare), docentPaintMs: paintMs, docentByEmptyPage: paintMs / median(bare) };
  } finally {
    await paints.close();
  }
}

/** Each piece of a long answer: taken from the model and thrown away, and through loop and store to the views. */
async function eachPiece(): Promise<Record<string, number>> {
  const piece = { type: 'text', delta: 'word ' } as const;
  const script: Script = [...Array.from({ length: PIECES }, () => piece), { type: 'end', reason: 'stop' }];
  const bare = await perPiece(() => drain(scriptedModel(script)));
  const docent = await withRuns(scriptedModel(script), ({ ask }) => perPiece(() => ask(QUESTION)));
  return { barePerPieceUs: bare, docentPerPieceUs: docent, docentByBare: docent / bare };
}

async function drain(model: Model): Promise<void> {
  const asked = { threadId: '', assistantId: '', instructions: '', files: [], items: [], tools: [], options: DEFAULT_OPTIONS };
  for await (const event of model.respond(asked, new AbortController().signal)) if (event.type === 'end') return;
}

/** In microseconds. */
async function perPiece(answer: () => Promise<unknown>): Promise<number> {
  const start = now();
  await answer();
  return ((now() - start) * 1_000) / PIECES;
}

async function withRuns<T>(model: Model, work: (runs: RunsAtWork) => Promise<T>): Promise<T> {
  const room = await openRunsRoom();
  try {
    const { runs, ask } = await room.runsWith(model);
    return await work({ ask, subscribe: (listener) => runs.subscribe((_, event) => listener(event)) });
  } finally {
    await room.close();
  }
}

/** Milliseconds since 1970, with fractions: the clock that browsers have, too. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
