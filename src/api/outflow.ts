import { joined } from './joined.ts';
import type { Frame } from './lanes.ts';
import { added, asOne, pieceOf, piecesOf, type Pieces } from './pieces.ts';

const ENCODER = new TextEncoder();
/** So much is handed on at once before it is asked whether the client reads, in bytes: a second of a fast model. */
const AHEAD = 64 * 1024;
/** So long a client may take nothing, in milliseconds: as long as a tab that sleeps, or a machine that swaps. */
const PATIENCE_MS = 60_000;
/** So much may wait for that long, in characters; … */
const MOST_WAITING = 1024 * 1024;
/** … what is more, for this long: a burst is taken at once by a client that reads. In milliseconds. */
const SHORT_PATIENCE_MS = 5_000;
/** Milliseconds between two looks at whether the client reads. */
const LOOK_MS = 1_000;

/** What a client is sent, at the pace at which it reads. */
export interface Outflow {
  readonly stream: ReadableStream<Uint8Array>;
  /** What waits already is joined with it where both are pieces of one text. */
  send(frame: Frame): void;
  /** Bytes that stand for themselves. */
  raw(bytes: Uint8Array): void;
  /** Only where nothing waits: it says no more than that somebody is there. */
  sign(bytes: Uint8Array): void;
  /** Nothing more comes; what waits is still sent. */
  end(): void;
}

/** @param gone told when nobody reads any more: the client left, or was left since it took nothing (`stalled`) */
export function createOutflow(gone: (how: 'left' | 'stalled') => void): Outflow {
  const waiting: (Frame | Pieces | Uint8Array)[] = [];
  let size = 0;
  let taken = Date.now();
  let ended = false;
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const look = setInterval(() => {
    if (waiting.length === 0 || Date.now() - taken < (size > MOST_WAITING ? SHORT_PATIENCE_MS : PATIENCE_MS)) return;
    stop();
    // By this code the HTTP server knows that a client is gone, and writes no stack.
    controller.error(Object.assign(new Error('The client took nothing for too long.'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }));
    gone('stalled');
  }, LOOK_MS);
  look.unref();

  function stop(): void {
    clearInterval(look);
    waiting.length = 0;
    ended = true;
  }

  const hasRoom = () => (controller.desiredSize ?? 0) > 0;

  function flow(): void {
    while (waiting.length > 0 && hasRoom()) {
      const next = waiting.shift();
      if (next) controller.enqueue(bytesOf(next));
    }
    if (waiting.length > 0) return;
    size = 0;
    if (!ended) return;
    clearInterval(look);
    controller.close();
  }

  function hold(what: Frame | Uint8Array): void {
    size += what instanceof Uint8Array ? what.byteLength : weight(what);
    const last = waiting.at(-1);
    if (what instanceof Uint8Array || last instanceof Uint8Array) return void waiting.push(what);
    const piece = pieceOf(what);
    if (piece && last && 'newest' in last && added(last, piece.delta, piece.value)) return;
    const whole = last ? joined('newest' in last ? asOne(last) : last, what) : null;
    if (whole) waiting[waiting.length - 1] = whole;
    else waiting.push(piece ? piecesOf(piece.delta, piece.value) : what);
  }

  function put(what: Frame | Uint8Array): void {
    if (ended) return;
    if (waiting.length === 0 && hasRoom()) controller.enqueue(bytesOf(what));
    else hold(what);
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        taken = Date.now();
        if (waiting.length > 0) flow();
      },
      cancel() {
        stop();
        gone('left');
      },
    },
    { highWaterMark: AHEAD, size: (bytes) => bytes.byteLength },
  );
  return {
    stream,
    send: put,
    raw: put,
    sign(bytes) {
      if (!ended && waiting.length === 0 && hasRoom()) controller.enqueue(bytes);
    },
    end() {
      if (ended) return;
      ended = true;
      flow();
    },
  };
}

/** What a waiting event takes, in characters: pieces of text what they say, all else what is written of it. */
function weight(frame: Frame): number {
  if (frame.event === 'thread.message.delta') {
    const [part] = frame.data.delta.content ?? [];
    if (part?.type === 'text' && !part.text?.annotations?.length) return part.text?.value?.length ?? 0;
  }
  return JSON.stringify(frame.data).length;
}

function bytesOf(what: Frame | Pieces | Uint8Array): Uint8Array {
  if (what instanceof Uint8Array) return what;
  return encoded('newest' in what ? asOne(what) : what);
}

/** In one piece: some clients take what arrives at once for one event. */
function encoded({ event, data }: Frame): Uint8Array {
  return ENCODER.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
