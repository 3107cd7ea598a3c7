import { StringDecoder } from 'node:string_decoder';
import { budgetOf } from '../limits/budget.ts';
import { WORKER } from '../limits/limits.ts';

export type StreamName = 'stdout' | 'stderr';

export interface OrderedStreams {
  /** Bytes that arrived on a stream. */
  print(stream: StreamName, bytes: Buffer): void;
  /** A line that arrived on the events' descriptor. */
  event(line: string): void;
  /** All has ended: gives out what was held back. */
  end(): void;
}

export interface Listener {
  text(stream: StreamName, text: string): void;
  /** The JSON of an event of the worker's. @returns the stream that it writes to next; null where that can't be known */
  event(json: string): StreamName | null;
  /** A line arrived that is none of the worker's: whoever wrote it does not know the marker. */
  stray(line: string): void;
  /** More waits than may: prints that never come hold it back. */
  jammed(): void;
}

/** Behind a marker on a stream stands the number of its event. */
const NUMBER_BYTES = 4;
/** What stands before an event's JSON: the marker in hexadecimal, and the number. */
const HEAD = / (\d{1,10}) /y;

/**
 * Puts what arrives on three descriptors back into the order in which it was written. Before each event the worker writes the marker and the
 * event's number to stdout and stderr: what stands before it came before the event, what stands behind it is held back until then.
 * The code can write to all three, but doesn't know the marker. What of an event is lost, because something was written into its
 * middle, costs that event alone. Child processes and C code write without events: where the worker says to which stream it writes next, theirs
 * to the other one is held back until that has come.
 */
export function orderStreams(marker: Buffer, listener: Listener): OrderedStreams {
  const token = marker.toString('hex');
  const streams = { stdout: createStream(marker), stderr: createStream(marker) };
  const names: readonly StreamName[] = ['stdout', 'stderr'];
  const events: { readonly number: number; readonly json: string; readonly strays: string[] }[] = [];
  let waiting = budgetOf(WORKER.waiting);
  let last = 0;
  let next: StreamName | null = null;

  /** Gives out what has come. @returns whether there was any */
  function give(name: StreamName): boolean {
    const text = streams[name].take();
    if (text) listener.text(name, text);
    return text !== '';
  }

  function pass(): void {
    for (;;) {
      if (next && (give(next) || streams[next].at !== null)) next = null;
      if (!next) names.forEach(give);
      const number = Math.min(...names.map((name) => streams[name].at ?? -1));
      if (number < 0) return;
      while (events[0] && events[0].number < number) events.shift();
      const event = events[0];
      if (!event) return;
      for (const name of names) if (streams[name].at === number) streams[name].goOn();
      if (event.number > number) continue;
      events.shift();
      if (events.length === 0) waiting = budgetOf(WORKER.waiting);
      last = number;
      next = listener.event(event.json);
      event.strays.forEach(listener.stray);
    }
  }

  /** What comes behind an event that waits is told behind it. */
  function strayed(line: string): void {
    const before = events.at(-1);
    if (!before) return listener.stray(line);
    if (!waiting.take(line.length)) return listener.jammed();
    before.strays.push(line);
  }

  return {
    print(stream, bytes) {
      streams[stream].add(bytes);
      pass();
    },
    event(line) {
      const start = line.lastIndexOf(token);
      HEAD.lastIndex = start + token.length;
      const head = start < 0 ? null : HEAD.exec(line);
      const number = Number(head?.[1] ?? 0);
      // A number that was there is a copy of what the code has seen somewhere.
      if (!head || number <= Math.max(last, events.at(-1)?.number ?? 0)) {
        if (line !== '') strayed(line);
        return;
      }
      if (!waiting.take(line.length)) return listener.jammed();
      events.push({ number, json: line.slice(HEAD.lastIndex), strays: [] });
      pass();
    },
    end() {
      for (const name of names) {
        const text = streams[name].rest();
        if (text) listener.text(name, text);
      }
    },
  };
}

function createStream(marker: Buffer) {
  const decoder = new StringDecoder('utf8');
  let bytes: Buffer = Buffer.alloc(0);
  let at: number | null = null;

  return {
    add(more: Buffer): void {
      bytes = bytes.length === 0 ? more : Buffer.concat([bytes, more]);
    },
    /** The text up to the marker; without one, up to what could become one. */
    take(): string {
      if (at !== null || bytes.length === 0) return '';
      const found = bytes.indexOf(marker);
      const behind = found + marker.length + NUMBER_BYTES;
      const isWhole = found >= 0 && bytes.length >= behind;
      if (isWhole) at = bytes.readUInt32BE(behind - NUMBER_BYTES);
      const end = found >= 0 ? found : bytes.length - possibleStart(bytes, marker);
      const text = decoder.write(bytes.subarray(0, end)) + (isWhole ? decoder.end() : '');
      bytes = bytes.subarray(isWhole ? behind : end);
      return text;
    },
    /** The number of the event whose marker was reached; null where none was. */
    get at() {
      return at;
    },
    goOn(): void {
      at = null;
    },
    rest(): string {
      at = null;
      return this.take() + decoder.end(bytes);
    },
  };
}

/** How many bytes at the end could be the start of a marker. */
function possibleStart(bytes: Buffer, marker: Buffer): number {
  for (let length = Math.min(marker.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(marker.subarray(0, length))) return length;
  }
  return 0;
}
