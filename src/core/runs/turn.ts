import type { Model, ModelEvent } from '../models/model.ts';
import type { Tool } from '../tools/tool.ts';
import { DocentError } from '../types/errors.ts';
import { isCall, type CallBody, type Item } from '../types/item.ts';
import { addUsage } from '../types/run.ts';
import { history, passages } from './history.ts';
import type { LiveRun } from './liveRun.ts';
import { createWriter } from './writer.ts';

export interface Turn {
  readonly reason: Extract<ModelEvent, { type: 'end' }>['reason'];
  /** The calls that the model made, still open. */
  readonly calls: readonly Item<CallBody>[];
}

/**
 * Asks the model once and turns its stream into items. What had arrived when the stream failed or was stopped is kept, as
 * `incomplete`.
 */
export async function takeTurn(live: LiveRun, turn: number, model: Model, tools: readonly Tool[], signal: AbortSignal): Promise<Turn> {
  const known = passages(live.state.items);
  const writer = createWriter(live, turn, (number) => known.find((passage) => passage.number === number) ?? null);
  const calls = new Map<string, string>();
  let reason: Turn['reason'] | null = null;
  try {
    for await (const event of model.respond(requestOf(live, tools), signal)) {
      signal.throwIfAborted();
      switch (event.type) {
        case 'text':
          writer.text(event.delta);
          break;
        case 'reasoning':
          writer.reasoning(event.delta);
          break;
        case 'call':
          writer.end('completed');
          calls.set(event.callId, live.open(emptyCall(event.callId, event.name, tools), turn).id);
          break;
        case 'arguments':
          live.emit({ type: 'arguments.delta', itemId: calls.get(event.callId) ?? '', delta: event.delta });
          break;
        case 'usage':
          live.emit({ type: 'run', run: { ...live.run, usage: addUsage(live.run.usage, event.usage) } });
          break;
        case 'end':
          reason = event.reason;
          break;
      }
    }
    signal.throwIfAborted();
    if (!reason) throw new DocentError('model_stream_cut', 'The answer was cut off before its end.', 'retry');
  } catch (error) {
    writer.end('incomplete');
    throw error;
  }
  writer.end(reason === 'stop' ? 'completed' : 'incomplete');
  return { reason, calls: [...calls.values()].map((id) => live.item(id)).filter(isCall) };
}

function requestOf(live: LiveRun, tools: readonly Tool[]) {
  const { instructions, temperature } = live.run.assistant;
  return { instructions, temperature, items: history(live.state.items), tools: tools.map((tool) => tool.definition) };
}

function emptyCall(callId: string, name: string, tools: readonly Tool[]): CallBody {
  const shared = { callId, arguments: '', error: null };
  switch (tools.find((tool) => tool.definition.name === name)?.itemType) {
    case 'file_search_call':
      return { ...shared, type: 'file_search_call', queries: [], results: null };
    case 'code_interpreter_call':
      return { ...shared, type: 'code_interpreter_call', code: '', outputs: [] };
    default:
      return { ...shared, type: 'function_call', name };
  }
}
