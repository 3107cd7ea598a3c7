/** The forms of a value by MIME type: text, base64 or, for a table, JSON. */
export type Forms = Readonly<Record<string, unknown>>;

/** What worker.py reports; see there. */
export type WorkerEvent =
  | { readonly event: 'ready' | 'sync' }
  | { readonly event: 'display'; readonly data: Forms }
  | { readonly event: 'exception'; readonly name: string; readonly message: string; readonly traceback: string }
  | { readonly event: 'done'; readonly status: CellStatus };

/** How worker.py says that a piece of code ended. */
export type CellStatus = 'ok' | 'exception' | 'interrupted';

/** Reads an event's line. The user's code can write there, too, so that what is no event is null. */
export function parseEvent(line: string): WorkerEvent | null {
  try {
    const event: unknown = JSON.parse(line);
    return isEvent(event) ? event : null;
  } catch {
    return null;
  }
}

function isEvent(value: unknown): value is WorkerEvent {
  if (!isRecord(value)) return false;
  switch (value.event) {
    case 'ready':
    case 'sync':
      return true;
    case 'display':
      return isRecord(value.data);
    case 'exception':
      return [value.name, value.message, value.traceback].every((text) => typeof text === 'string');
    case 'done':
      return value.status === 'ok' || value.status === 'exception' || value.status === 'interrupted';
    default:
      return false;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
