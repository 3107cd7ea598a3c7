import * as z from 'zod';
import { LIMITS } from '../../core/types/assistant.ts';

const { entries: MAX_PAIRS, key: MAX_KEY, value: MAX_VALUE } = LIMITS.metadata;

/** A client's own notes on an object: few, short pairs; `null` empties them. */
export function pairs<T>(value: z.ZodType<T>) {
  return z
    .record(z.string().max(MAX_KEY), value)
    .superRefine((record, context) => {
      const count = Object.keys(record).length;
      if (count <= MAX_PAIRS) return;
      const message = `too many properties. Expected an object with at most ${MAX_PAIRS} properties, but got an object with ${count} properties instead.`;
      context.addIssue({ code: 'custom', message, params: { code: 'object_above_max_properties' } });
    })
    .nullable()
    .transform((record): Readonly<Record<string, T>> => record ?? {});
}

export const text = z.string().max(MAX_VALUE);
export const metadata = pairs(text);
