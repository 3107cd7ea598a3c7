import { estimateTokens } from '../text/tokens.ts';
import type { Tool } from '../tools/tool.ts';
import type { Item } from '../types/item.ts';
import { itemTokens } from './count.ts';

/** About how many tokens a request has before anything is asked. */
export interface RequestSize {
  readonly instructions: number;
  readonly tools: number;
  readonly thread: number;
}

/** @param surroundings what the model is told of where it is; null: nothing */
export function requestSize(instructions: string, surroundings: string | null, tools: readonly Tool[], items: readonly Item[]): RequestSize {
  return {
    instructions: estimateTokens(instructions) + estimateTokens(surroundings ?? ''),
    tools: tools.length > 0 ? estimateTokens(JSON.stringify(tools.map(({ definition }) => definition))) : 0,
    thread: items.reduce((sum, item) => sum + itemTokens(item), 0),
  };
}
