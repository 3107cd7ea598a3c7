import type { ModelRequest } from '../models/model.ts';
import { outputForModel, OUTPUTS_CHARS } from '../models/callOutput.ts';
import { clip } from '../text/clip.ts';
import { isCall, messageText, type ContentPart, type Item } from '../types/item.ts';
import type { ToolDefinition } from '../types/tool.ts';
import { estimateTokens } from '../text/tokens.ts';
import { inputForModel, toolName } from '../models/transcript.ts';

/** Roles, names and marks around an item: about what OpenAI's and ChatML's formats take. */
const ITEM_TOKENS = 6;
/** An image as OpenAI counts it, in its usual size; other providers take about as many. */
const IMAGE_TOKENS = { low: 85, auto: 1_100, high: 1_100 };

/** About how many tokens a request has. */
export function requestTokens(request: ModelRequest): number {
  return request.items.reduce((sum, item) => sum + itemTokens(item), fixedTokens(request));
}

/** Those of the instructions and the tools. */
export function fixedTokens({ instructions, tools }: Pick<ModelRequest, 'instructions' | 'tools'>): number {
  return ITEM_TOKENS + estimateTokens(instructions) + (tools.length > 0 ? estimateTokens(JSON.stringify(tools.map(asSent))) : 0);
}

/** What nobody has set is not sent. */
function asSent({ strict, ...tool }: ToolDefinition) {
  return strict === null ? tool : { ...tool, strict };
}

/** The same for a thread that is not asked yet. */
export function requestItemsTokens(instructions: string, tools: readonly ToolDefinition[], items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + itemTokens(item), fixedTokens({ instructions, tools }));
}

/** Items never change, and a thread is counted at each turn. */
const counted = new WeakMap<Item, number>();

/** About how many tokens an item has, as a model reads it. */
export function itemTokens(item: Item): number {
  const known = counted.get(item);
  if (known !== undefined) return known;
  const tokens = countTokens(item);
  counted.set(item, tokens);
  return tokens;
}

function countTokens(item: Item): number {
  if (isCall(item)) {
    const output = item.type === 'function_call' ? '' : outputForModel(item, []);
    return 2 * ITEM_TOKENS + estimateTokens(toolName(item)) + estimateTokens(item.arguments) + estimateTokens(output);
  }
  switch (item.type) {
    case 'message':
      return ITEM_TOKENS + estimateTokens(item.role === 'user' ? inputForModel(item) : messageText(item)) + imageTokens(item.content);
    case 'function_call_output':
      return ITEM_TOKENS + estimateTokens(clip(item.output, OUTPUTS_CHARS));
    case 'reasoning':
      // Only what its provider has sealed goes back to it; that may be more than what is shown.
      return item.provider ? estimateTokens(item.text || JSON.stringify(item.provider)) : 0;
  }
}

function imageTokens(content: readonly ContentPart[]): number {
  return content.reduce((sum, part) => sum + (part.type === 'image' ? IMAGE_TOKENS[part.detail] : 0), 0);
}
