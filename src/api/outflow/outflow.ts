import { added, asOne, piecesOf, type PieceForm, type Pieces } from './pieces.ts';

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

/** How the events of a stream are sent. */
export interface FrameForm<Frame> extends PieceForm<Frame> {
  /** As the client reads it. */
  written(frame: Frame): string;
  /** Two events as one that says the same, where both are parts of one thing that grows; else null. */
  joined(one: Frame, other: Frame): Frame | null;
  /** What one that waits takes, in characters: a piece of text what it says, all else what is written of it. */
  weight(frame: Frame): number;
}

/** What a client is sent, at the pace at which it reads. */
export interface Outflow<Frame> {
  readonly stream: ReadableStream<Uint8Array>;
  /** What waits already is joined with it where both are pieces of one text. */
  send(frame: Frame): void;
  /** What stands for itself. */
  raw(text: string): void;
  /** Only where nothing waits: it says no more than that somebody is there. */
  sign(text: string): void;
  /** Nothing more comes; what waits is still sent. */
  end(): void;
}

/** What waits: what stands for itself, an event, or pieces of a text. */
type Waiting<Frame> = string | { readonly frame: Frame } | Pieces<Frame>;

const ENCODER = new TextEncoder();

/** @param gone told when nobody reads any more: the client left, or was left since it took nothing (`stalled`) */
export function createOutflow<Frame extends object>(form: FrameForm<Frame>, gone: (how: 'left' | 'stalled') => void): Outflow<Frame> {
  const waiting: Waiting<Frame>[] = [];
  let size = 0;
  /** What goes out when all that happens at this moment has happened: to hand on each event by itself takes several times as long. */
  let ready = '';
  let taken = Date.now();
  let state: 'open' | 'ending' | 'over' = 'open';
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
    ready = '';
    state = 'over';
  }

  const hasRoom = () => (controller.desiredSize ?? 0) > ready.length;

  function handOn(text: string): void {
    if (ready === '') process.nextTick(sendReady);
    ready += text;
  }

  function sendReady(): void {
    const text = ready;
    ready = '';
    // Where a client waits for it, this asks for what comes next before it returns.
    if (text !== '') controller.enqueue(ENCODER.encode(text));
    if (state !== 'ending' || waiting.length > 0) return;
    stop();
    controller.close();
  }

  function flow(): void {
    while (waiting.length > 0 && hasRoom()) {
      const next = waiting.shift();
      if (next !== undefined) ready += typeof next === 'string' ? next : form.written('newest' in next ? asOne(form, next) : next.frame);
    }
    if (waiting.length === 0) size = 0;
    sendReady();
  }

  function hold(what: Frame | string): void {
    size += typeof what === 'string' ? what.length : form.weight(what);
    const last = waiting.at(-1);
    if (typeof what === 'string' || typeof last === 'string') return void waiting.push(typeof what === 'string' ? what : { frame: what });
    const piece = form.piece(what);
    if (piece !== null && last && 'newest' in last && added(form, last, what, piece)) return;
    const whole = last ? form.joined('newest' in last ? asOne(form, last) : last.frame, what) : null;
    if (whole) waiting[waiting.length - 1] = { frame: whole };
    else waiting.push(piece === null ? { frame: what } : piecesOf(what, piece));
  }

  function put(what: Frame | string): void {
    if (state !== 'open') return;
    if (waiting.length === 0 && hasRoom()) handOn(typeof what === 'string' ? what : form.written(what));
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
    sign(text) {
      if (state === 'open' && waiting.length === 0 && hasRoom()) handOn(text);
    },
    end() {
      if (state !== 'open') return;
      state = 'ending';
      sendReady();
    },
  };
}
