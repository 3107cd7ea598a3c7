import { checkError, checkEvent, checkObject } from './sdkSchemas.ts';

export interface CheckedFetch {
  readonly fetch: typeof fetch;
  /** What was not as the SDK declares it. */
  readonly violations: readonly Error[];
}

/** A `fetch` for clients in tests that looks at all they receive. */
export function checkedFetch(): CheckedFetch {
  const violations: Error[] = [];

  function attempt(check: () => void): void {
    try {
      check();
    } catch (error) {
      violations.push(error as Error);
      throw error;
    }
  }

  async function checked(...request: Parameters<typeof fetch>): Promise<Response> {
    const response = await fetch(...request);
    // The SDK tries with a data URL what this fetch can do.
    if (!response.url.startsWith('http')) return response;
    const type = response.headers.get('content-type') ?? '';
    attempt(() => {
      for (const name of ['x-request-id', 'openai-processing-ms', 'openai-version']) {
        if (!response.headers.get(name)) throw new Error(`An answer without the header ${name}`);
      }
    });
    if (type.startsWith('text/event-stream') && response.body) {
      const { status, headers } = response;
      return new Response(response.body.pipeThrough(eventChecks(attempt)), { status, headers });
    }
    const isContent = response.headers.has('content-disposition');
    if (type.startsWith('application/json') && !isContent) {
      const value: unknown = await response.clone().json();
      attempt(() => (response.ok ? checkObject(value) : checkError(value)));
    }
    return response;
  }

  return { fetch: checked as typeof fetch, violations };
}

/** Lets a stream through, and reads its events. */
function eventChecks(attempt: (check: () => void) => void): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  let text = '';
  const numbers = { last: -1 };
  return new TransformStream({
    transform(chunk, controller) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) attempt(() => checkFrame(frame, numbers));
      controller.enqueue(chunk);
    },
    flush() {
      attempt(() => {
        if (text !== '') throw new Error(`A stream that ends within an event: ${text}`);
      });
    },
  });
}

/** @param numbers of the events so far, where they have any: they only grow */
function checkFrame(frame: string, numbers: { last: number }): void {
  if (frame.startsWith(':')) return;
  const match = /^event: (\S+)\ndata: (.*)$/.exec(frame);
  if (!match) throw new Error(`Not an event: ${frame}`);
  const [, event = '', data = ''] = match;
  if (event === 'done') {
    if (data !== '[DONE]') throw new Error(`Not the end of a stream: ${frame}`);
    return;
  }
  const value = JSON.parse(data) as { readonly sequence_number?: number };
  checkEvent(event, value);
  if (value.sequence_number === undefined) return;
  if (value.sequence_number <= numbers.last) throw new Error(`Event ${value.sequence_number} comes after ${numbers.last}`);
  numbers.last = value.sequence_number;
}
