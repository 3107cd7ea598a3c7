import { t } from '@vscode/l10n';
import type { Model, ModelEvent, ModelRequest } from '../models/model.ts';
import { calledTool } from '../models/profile/callNames.ts';
import type { Tool } from '../tools/tool.ts';
import { containerOf, type Assistant } from '../types/assistant.ts';
import { DocentError } from '../types/errors.ts';
import { isCall, messageText, type CallBody, type Item } from '../types/item.ts';
import type { NewFile, Output, StoredFile } from '../types/output.ts';
import { usageOf } from '../types/run.ts';
import { dataFiles, filesBesides, type GivenFile } from './dataFiles.ts';
import { attachments, history, passages } from './history.ts';
import type { LiveRun } from './liveRun.ts';
import { respond } from './respond.ts';
import { createWriter } from './writer.ts';

export interface Turn {
  readonly reason: Extract<ModelEvent, { type: 'end' }>['reason'];
  /** The calls that the model made, still open. */
  readonly calls: readonly Item<CallBody>[];
}

/** What a turn is asked with. */
export interface Asking {
  readonly model: Model;
  readonly tools: readonly Tool[];
  /** Uploaded files that code is given besides what came with messages. */
  readonly given: readonly GivenFile[];
  /** What the model is told of where it is; null: nothing. The same in all turns of a run, for the provider's cache. */
  readonly surroundings: string | null;
  readonly signal: AbortSignal;
  saveFile(file: NewFile, threadId: string): Promise<StoredFile>;
}

/**
 * Asks the model once and turns its stream into items. What had arrived when the stream failed or was stopped is kept, as
 * `incomplete`.
 */
export async function takeTurn(live: LiveRun, turn: number, asking: Asking): Promise<Turn> {
  const { model, tools, signal, saveFile } = asking;
  // What a program is to read stays as the model wrote it.
  const isForProgram = live.run.assistant.responseFormat.type !== 'text';
  const writer = createWriter(live, turn, isForProgram ? [] : passages(live.state.items));
  const calls = new Map<string, string>();
  const itemOf = (callId: string) => calls.get(callId) ?? '';
  let reason: Turn['reason'] | null = null;
  try {
    for await (const event of respond(live, turn, requestOf(live, turn, asking), model, signal)) {
      signal.throwIfAborted();
      switch (event.type) {
        case 'text':
          writer.text(event.delta);
          break;
        case 'reasoning':
          writer.reasoning(event.delta);
          break;
        case 'text.thought':
          writer.textWasThought();
          break;
        case 'reasoning.done':
          writer.endReasoning(event.provider);
          break;
        case 'text.done':
          writer.endText(event.provider);
          break;
        case 'call': {
          writer.end('completed');
          const name = calledTool(event.name, tools.map((tool) => tool.definition));
          calls.set(event.callId, live.open(emptyCall(event.callId, name, tools, live.run.assistant), turn).id);
          break;
        }
        case 'call.done':
          live.emit({ type: 'sealed', itemId: itemOf(event.callId), provider: event.provider });
          break;
        case 'arguments':
          live.emit({ type: 'arguments.delta', itemId: itemOf(event.callId), delta: event.delta });
          break;
        case 'hosted.output':
          live.emit({ type: 'output', itemId: itemOf(event.callId), output: event.output });
          break;
        case 'hosted.file': {
          const file = await saveFile(event, live.run.threadId);
          const output: Output = file.mime.startsWith('image/') ? { type: 'image', file, title: '' } : { type: 'file', file };
          live.emit({ type: 'output', itemId: itemOf(event.callId), output });
          break;
        }
        case 'hosted.done':
          live.close({ ...(live.item(itemOf(event.callId)) as Item<CallBody>), error: event.error }, 'completed');
          break;
        case 'waiting':
          live.emit(event);
          break;
        case 'end':
          reason = event.reason;
          break;
      }
    }
    signal.throwIfAborted();
    if (!reason) throw new DocentError('model_stream_cut', t('The answer was cut off before its end.'), 'retry');
  } catch (error) {
    writer.end('incomplete');
    throw error;
  }
  writer.end(reason === 'stop' ? 'completed' : 'incomplete');
  const made = [...calls.values()].map((id) => live.item(id)).filter(isCall);
  return { reason, calls: made.filter((call) => call.status === 'in_progress') };
}

/** What the model is asked in a turn, before it is made to fit. */
export function requestOf(live: LiveRun, turn: number, { tools, given, surroundings }: Pick<Asking, 'tools' | 'given' | 'surroundings'>): ModelRequest {
  const { assistant, threadId, options } = live.run;
  const { temperature, topP, reasoningEffort, responseFormat } = assistant;
  const { toolChoice, parallelToolCalls, maxCompletionTokens, lastMessages, verbosity } = options;
  const attached = attachments(live.state.items);
  const { items, told } = developersApart(live.state.items);
  return {
    threadId,
    assistantId: assistant.id,
    instructions: [instructionsOf(assistant, filesBesides(attached, given), surroundings), ...told].filter(Boolean).join('\n\n'),
    files: dataFiles(attached, given.filter(({ isGone }) => !isGone)),
    items: history(items, lastMessages, (name) => tools.some((tool) => tool.sideEffects && tool.definition.name === name)),
    tools: tools.map((tool) => tool.definition),
    options: {
      temperature,
      topP,
      reasoningEffort,
      responseFormat,
      parallelToolCalls,
      toolChoice: turn === 0 || toolChoice === 'none' ? toolChoice : 'auto',
      maxOutputTokens: maxCompletionTokens === null ? null : maxCompletionTokens - usageOf(live.run).outputTokens,
      ...(verbosity && { verbosity }),
    },
  };
}

/** What developers say stands with the instructions: the templates of many models know one place for both. */
function developersApart(all: readonly Item[]): { readonly items: readonly Item[]; readonly told: readonly string[] } {
  const isTold = (item: Item) => item.type === 'message' && item.role === 'developer';
  const told = all.flatMap((item) => (item.type === 'message' && isTold(item) ? [messageText(item)] : []));
  return told.length === 0 ? { items: all, told } : { items: all.filter((item) => !isTold(item)), told };
}

/** What came with a message is named there; what is given to every run is named here. What changes least comes first. */
function instructionsOf({ instructions, tools }: Assistant, given: readonly GivenFile[], surroundings: string | null): string {
  const files = tools.some(({ type }) => type === 'code_interpreter') ? filesText(given) : '';
  return [instructions, files, surroundings ?? ''].filter(Boolean).join('\n\n');
}

function filesText(given: readonly GivenFile[]): string {
  const names = (isGone: boolean) => given.flatMap((file) => (file.isGone === isGone ? [file.name] : [])).join(', ');
  const [there, gone] = [names(false), names(true)];
  const sentences = [there && `Files in /mnt/data from the start: ${there}.`, gone && `Files that were deleted and are not in /mnt/data: ${gone}.`];
  return sentences.filter(Boolean).join(' ');
}

function emptyCall(callId: string, name: string, tools: readonly Tool[], assistant: Assistant): CallBody {
  const shared = { callId, arguments: '', error: null };
  switch (tools.find((tool) => tool.definition.name === name)?.itemType) {
    case 'file_search_call':
      return { ...shared, type: 'file_search_call', ...(name !== 'file_search' && { tool: name }), queries: [], results: null };
    case 'code_interpreter_call': {
      const container = containerOf(assistant);
      return { ...shared, type: 'code_interpreter_call', code: '', outputs: [], ...(container && { container }) };
    }
    default:
      return { ...shared, type: 'function_call', name };
  }
}
