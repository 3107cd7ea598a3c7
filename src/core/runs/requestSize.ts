import { estimateTokens } from '../text/tokens.ts';
import type { Tool } from '../tools/tool.ts';
import type { Usage } from '../types/usage.ts';

/** About how many tokens a request has before anything is asked. */
export interface RequestSize {
  readonly instructions: number;
  readonly tools: number;
  readonly thread: number;
}

/**
 * @param surroundings what the model is told of where it is; null: nothing
 * @param turn the thread's last one, which has read all that was said before: so a long thread need not be read for this. Null where there is none
 */
export function requestSize(instructions: string, surroundings: string | null, tools: readonly Tool[], turn: Usage | null): RequestSize {
  const told = estimateTokens(instructions) + estimateTokens(surroundings ?? '');
  const defined = tools.length > 0 ? estimateTokens(JSON.stringify(tools.map(({ definition }) => definition))) : 0;
  const read = turn ? turn.inputTokens + turn.outputTokens - turn.reasoningTokens : 0;
  return { instructions: told, tools: defined, thread: Math.max(0, read - told - defined) };
}
