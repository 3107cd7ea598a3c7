import * as z from 'zod';
import type { Page } from '../core/data/page.ts';

/** Sizes of a list's pages. */
export interface Limits {
  readonly standard: number;
  readonly most: number;
}

const LIMITS: Limits = { standard: 20, most: 100 };

/** The query of a list that is paged by cursors; `shape` is what else the list takes. */
export function listQuery<Shape extends z.ZodRawShape>(shape: Shape, { standard, most }: Limits = LIMITS) {
  return z.strictObject({
    limit: z
      .string()
      .regex(/^-?\d{1,9}$/, 'expected an integer.')
      .transform(Number)
      .pipe(z.int().min(1).max(most))
      .default(standard),
    order: z.enum(['asc', 'desc']).default('desc'),
    after: z.string().nullable().default(null),
    before: z.string().nullable().default(null),
    ...shape,
  });
}

/** A page of a list as it is sent. */
export function listObject<T extends { readonly id: string }>({ data, hasMore }: Page<T>) {
  return { object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: hasMore };
}
