import type { Model, ModelEvent, ModelRequest } from '../../../src/core/models/model.ts';
import { dataFiles } from '../../../src/core/runs/dataFiles.ts';
import { attachments } from '../../../src/core/runs/history.ts';
import { textPart, type ContentPart, type Envelope, type Item, type ItemBody } from '../../../src/core/types/item.ts';
import { DEFAULT_OPTIONS, type ModelOptions } from '../../../src/core/types/options.ts';
import type { ToolDefinition } from '../../../src/core/types/tool.ts';
import type { TokenCount } from '../../../src/core/types/usage.ts';

const parameters = { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] };
export const TOOLS: readonly ToolDefinition[] = [
  { name: 'file_search', description: 'Searches.', parameters, strict: null },
  { name: 'code_interpreter', description: 'Computes.', parameters, strict: null },
];

/** An item of a thread, all but its body being what a test does not look at. */
export function item(body: ItemBody, envelope: Partial<Envelope> = {}): Item {
  const rest = { createdAt: 0, endedAt: 0, metadata: {}, provider: null };
  return { id: 'i', threadId: 't', runId: 'run', turn: 0, status: 'completed', ...rest, ...envelope, ...body };
}

export function user(...content: (string | ContentPart)[]): Item {
  const parts = content.map((part) => (typeof part === 'string' ? textPart(part) : part));
  return item({ type: 'message', role: 'user', content: parts }, { runId: null });
}

/** A thread in which a tool was called. */
export function calledThread(): readonly Item[] {
  return [
    user('Where?'),
    item({ type: 'function_call', callId: 'c1', name: 'weather', arguments: '{"city":"Bonn"}', error: null }),
    item({ type: 'function_call_output', callId: 'c1', output: 'rain' }),
    user('And now?'),
  ];
}

export function ask(question: string, more: Partial<ModelRequest> = {}): ModelRequest {
  const { items = [user(question)] } = more;
  const files = dataFiles(attachments(items), []);
  return { threadId: 't', assistantId: 'a', instructions: 'Be brief.', options: DEFAULT_OPTIONS, items, files, tools: [], ...more };
}

/** How a model is to answer, as far as a test says so. */
export function options(some: Partial<ModelOptions>): Pick<ModelRequest, 'options'> {
  return { options: { ...DEFAULT_OPTIONS, ...some } };
}

/** A turn as it looks when all of it has come, or what had come when it failed. */
export interface TurnSeen {
  readonly events: ModelEvent[];
  text: string;
  reasoning: string;
  readonly calls: { readonly callId: string; readonly name: string; arguments: string }[];
  /** What a hosted call gave and made, in order. */
  readonly hosted: Extract<ModelEvent, { type: `hosted.${string}` }>[];
  readonly waited: string[];
  usage: TokenCount | null;
  reason: string | null;
  error: unknown;
}

/** @param look is shown the state after each event */
export async function see(events: AsyncIterable<ModelEvent>, look: (seen: TurnSeen) => void = () => undefined): Promise<TurnSeen> {
  const seen: TurnSeen = { events: [], text: '', reasoning: '', calls: [], hosted: [], waited: [], usage: null, reason: null, error: null };
  try {
    for await (const event of events) {
      seen.events.push(event);
      add(seen, event);
      look(seen);
    }
  } catch (error) {
    seen.error = error;
  }
  return seen;
}

/** One turn, with a signal that nobody aborts unless given. */
export function take(model: Model, request: ModelRequest, signal = new AbortController().signal): Promise<TurnSeen> {
  return see(model.respond(request, signal));
}

function add(seen: TurnSeen, event: ModelEvent): void {
  switch (event.type) {
    case 'text':
      seen.text += event.delta;
      break;
    case 'reasoning':
      seen.reasoning += event.delta;
      break;
    case 'call':
      seen.calls.push({ callId: event.callId, name: event.name, arguments: '' });
      break;
    case 'arguments': {
      const call = seen.calls.find((call) => call.callId === event.callId);
      if (call) call.arguments += event.delta;
      break;
    }
    case 'hosted.output':
    case 'hosted.file':
    case 'hosted.done':
      seen.hosted.push(event);
      break;
    case 'waiting':
      seen.waited.push(event.waiting.message);
      break;
    case 'usage':
      seen.usage = event.usage;
      break;
    case 'end':
      seen.reason = event.reason;
  }
}
