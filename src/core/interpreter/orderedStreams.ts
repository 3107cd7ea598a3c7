import { StringDecoder } from 'node:string_decoder';

export type StreamName = 'stdout' | 'stderr';

export interface OrderedStreams {
  /** Bytes that arrived on a stream. */
  print(stream: StreamName, bytes: Buffer): void;
  /** An event that arrived. */
  event(line: string): void;
  /** All has ended: gives out what was held back. */
  end(): void;
}

export interface Listener {
  text(stream: StreamName, text: string): void;
  event(line: string): void;
}

/**
 * Puts what arrives on three descriptors back into the order in which it was written. The worker writes `marker` to stdout and
 * stderr before each event: what stands before the marker came before the event, what stands behind it is held back until then.
 */
export function orderStreams(marker: Buffer, listener: Listener): OrderedStreams {
  const streams = { stdout: createStream(marker), stderr: createStream(marker) };
  const names: readonly StreamName[] = ['stdout', 'stderr'];
  const events: string[] = [];

  function pass(): void {
    for (;;) {
      for (const name of names) {
        const text = streams[name].take();
        if (text) listener.text(name, text);
      }
      if (!streams.stdout.isAtMarker() || !streams.stderr.isAtMarker()) return;
      const event = events.shift();
      if (event === undefined) return;
      streams.stdout.goOn();
      streams.stderr.goOn();
      listener.event(event);
    }
  }

  return {
    print(stream, bytes) {
      streams[stream].add(bytes);
      pass();
    },
    event(line) {
      events.push(line);
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
  let atMarker = false;

  return {
    add(more: Buffer): void {
      bytes = bytes.length === 0 ? more : Buffer.concat([bytes, more]);
    },
    /** The text up to the marker; without one, up to what could become one. */
    take(): string {
      if (atMarker || bytes.length === 0) return '';
      const found = bytes.indexOf(marker);
      atMarker = found >= 0;
      const end = atMarker ? found : bytes.length - possibleStart(bytes, marker);
      const text = decoder.write(bytes.subarray(0, end)) + (atMarker ? decoder.end() : '');
      bytes = bytes.subarray(atMarker ? end + marker.length : end);
      return text;
    },
    isAtMarker: () => atMarker,
    goOn(): void {
      atMarker = false;
    },
    rest(): string {
      atMarker = false;
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
