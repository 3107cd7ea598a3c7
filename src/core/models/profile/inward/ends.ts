import type { ModelEvent } from '../../model.ts';

/** Why an answer ends; `failed` and `badCall` are no ends, though servers tell them as such. */
export type End = Extract<ModelEvent, { type: 'end' }>['reason'] | 'failed' | 'badCall';

/** The words of OpenAI, Gemini, Anthropic, DeepSeek, GLM, OpenRouter and gateways before them. */
const ENDS: readonly (readonly [RegExp, End])[] = [
  [/length|max_(output_)?tokens/, 'length'],
  [/filter|safety|recitation|prohibited|blocklist|spii|sensitive|refusal/, 'filter'],
  [/malformed.*call|invalid.*call/, 'badCall'],
  [/error|fail|abort|cancel|insufficient|interrupted|timeout/, 'failed'],
];

/** How an answer ended, by any server's word for it; `stop` for words that nobody knows. */
export function endOf(finishReason: string): End {
  return ENDS.find(([pattern]) => pattern.test(finishReason.toLowerCase()))?.[1] ?? 'stop';
}
