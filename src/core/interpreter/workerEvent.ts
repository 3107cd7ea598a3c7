import { isModestJson } from '../limits/json.ts';
import { WORKER } from '../limits/limits.ts';
import { isRecord } from '../text/json.ts';

/** The forms of a value by MIME type: text, base64 or, for a table, JSON. */
export type Forms = Readonly<Record<string, unknown>>;

/** What worker.py reports; see there. */
export type WorkerEvent =
  | { readonly event: 'ready' }
  /** What was printed before has its place, and a line to this stream comes next; null where it is no whole line. */
  | { readonly event: 'sync'; readonly to: 'stdout' | 'stderr' | null }
  /** The task with this number begins: whatever was before has ended. */
  | { readonly event: 'begun'; readonly task: number }
  | { readonly event: 'display'; readonly data: Forms }
  /** A piece of what an operation answers; whoever asked checks it. */
  | { readonly event: 'answer'; readonly value: unknown }
  | { readonly event: 'exception'; readonly name: string; readonly message: string; readonly traceback: string }
  | { readonly event: 'done'; readonly task: number; readonly status: CellStatus; readonly left: number };

/** How worker.py says that a piece of code ended. */
export type CellStatus = 'ok' | 'exception' | 'interrupted';

/** Reads an event. The user's code may have written into its middle, so that what is none is null; what is too long is cut. */
export function parseEvent(json: string): WorkerEvent | null {
  if (!isModestJson(json)) return null;
  try {
    const event: unknown = JSON.parse(json);
    if (!isEvent(event)) return null;
    if (event.event !== 'exception') return event;
    const name = event.name.slice(0, WORKER.name.max);
    const message = event.message.slice(0, WORKER.message.max);
    return { event: 'exception', name, message, traceback: event.traceback.slice(-WORKER.traceback.max) };
  } catch {
    return null;
  }
}

function isEvent(value: unknown): value is WorkerEvent {
  if (!isRecord(value)) return false;
  switch (value.event) {
    case 'ready':
      return true;
    case 'sync':
      return value.to === 'stdout' || value.to === 'stderr' || value.to === null;
    case 'begun':
      return typeof value.task === 'number';
    case 'display':
      return isRecord(value.data);
    case 'answer':
      return 'value' in value;
    case 'exception':
      return [value.name, value.message, value.traceback].every((text) => typeof text === 'string');
    case 'done':
      return typeof value.task === 'number' && typeof value.left === 'number' && (value.status === 'ok' || value.status === 'exception' || value.status === 'interrupted');
    default:
      return false;
  }
}
