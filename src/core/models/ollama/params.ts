import type { ResponseFormat } from '../../types/options.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { CallStyle } from '../callStyle.ts';
import type { ModelRequest } from '../model.ts';
import type { About } from './about.ts';
import type { OllamaMessage } from './messages.ts';

/** Ollama’s own five minutes are over while a long answer is read and the next question is thought of. */
export const KEEP_ALIVE_MS = 30 * 60_000;

export interface Asked {
  readonly model: string;
  readonly messages: readonly OllamaMessage[];
  readonly style: CallStyle;
  readonly about: About;
  /** Null where it is not ours to choose. */
  readonly window: number | null;
  /** Whether the model is kept longer than the server would by itself. */
  readonly keeps: boolean;
}

/** The body of a request to `/api/chat`. Nothing is cut off without a word: what is too long is refused. */
export function toParams({ tools, options }: ModelRequest, { model, messages, style, about, window, keeps }: Asked) {
  const { temperature, topP, reasoningEffort, responseFormat, toolChoice, maxOutputTokens } = options;
  const offered = toolChoice === 'none' ? [] : typeof toolChoice === 'object' ? tools.filter(({ name }) => name === toolChoice.name) : tools;
  return {
    model,
    messages,
    stream: true,
    truncate: false,
    shift: false,
    ...(keeps && { keep_alive: `${KEEP_ALIVE_MS / 60_000}m` }),
    ...(reasoningEffort !== null && about.capabilities?.includes('thinking') && { think: thinking(model, reasoningEffort) }),
    ...(responseFormat.type !== 'text' && { format: formatOf(responseFormat) }),
    ...(offered.length > 0 && style === 'native' && { tools: offered.map(toTool) }),
    options: {
      ...(window !== null && { num_ctx: window }),
      ...(temperature !== null && { temperature }),
      ...(topP !== null && { top_p: topP }),
      ...(maxOutputTokens !== null && { num_predict: maxOutputTokens }),
    },
  };
}

function toTool({ name, description, parameters }: ToolDefinition) {
  return { type: 'function', function: { name, description, parameters } };
}

/** gpt-oss thinks more or less; all others think or don’t. */
function thinking(model: string, effort: string): boolean | string {
  if (/gpt-oss/.test(model)) return effort === 'none' || effort === 'minimal' ? 'low' : effort === 'xhigh' ? 'high' : effort;
  return effort !== 'none' && effort !== 'minimal';
}

function formatOf(format: Exclude<ResponseFormat, { type: 'text' }>): unknown {
  return format.type === 'json_object' ? 'json' : format.schema;
}
