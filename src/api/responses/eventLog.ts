import type { ResponseStreamEvent } from 'openai/resources/responses/responses';

/** The events of a response that runs in the background, for whoever comes later. */
export interface EventLog {
  add(event: ResponseStreamEvent): void;
  /** No more come. */
  end(): void;
  /**
   * Tells the events after a number, those there are at once.
   * @returns what ends that
   */
  follow(after: number, reader: LogReader): () => void;
}

export interface LogReader {
  event(event: ResponseStreamEvent): void;
  end(): void;
}

/** So long they can be asked for after their end, in milliseconds: clients that were cut off come back in minutes. */
const KEPT_MS = 30 * 60_000;
/** So many at the most; the oldest go first. */
const MOST = 100;

export interface EventLogs {
  open(id: string): EventLog;
  get(id: string): EventLog | null;
}

export function createEventLogs(): EventLogs {
  const logs = new Map<string, EventLog>();

  function create(id: string): EventLog {
    const events: ResponseStreamEvent[] = [];
    const readers = new Set<LogReader>();
    let isOver = false;
    return {
      add(event) {
        events.push(event);
        for (const reader of readers) reader.event(event);
      },
      end() {
        isOver = true;
        for (const reader of readers) reader.end();
        readers.clear();
        setTimeout(() => logs.delete(id), KEPT_MS).unref();
      },
      follow(after, reader) {
        for (const event of events) if (event.sequence_number > after) reader.event(event);
        if (isOver) reader.end();
        else readers.add(reader);
        return () => readers.delete(reader);
      },
    };
  }

  return {
    open(id) {
      const log = create(id);
      logs.set(id, log);
      const [oldest] = logs.keys();
      if (logs.size > MOST && oldest !== undefined) logs.delete(oldest);
      return log;
    },
    get: (id) => logs.get(id) ?? null,
  };
}
