import * as z from 'zod';
import type { Filter } from '../../core/types/vectorStore.ts';

const KEY = z.string();
const VALUE = z.union([z.string(), z.number(), z.boolean()]);

/** Which files are searched, by their attributes. */
export const FILTER: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']), key: KEY, value: VALUE }),
    z.strictObject({ type: z.enum(['in', 'nin']), key: KEY, value: z.array(VALUE) }),
    z.strictObject({ type: z.enum(['and', 'or']), filters: z.array(FILTER) }),
  ]),
);
