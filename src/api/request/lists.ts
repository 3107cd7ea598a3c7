import * as z from 'zod';
import type { Page, PageQuery } from '../../core/data/page.ts';

/** Sizes of a list's pages. */
export interface Limits {
  readonly standard: number;
  readonly most: number;
}

const LIMITS: Limits = { standard: 20, most: 100 };

const cursor = z.string().nullable().default(null);

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
    after: cursor,
    before: cursor,
    ...shape,
  });
}

/** A moment, in seconds since 1970. */
const moment = z
  .string()
  .regex(/^\d{1,11}$/, 'expected seconds since 1970.')
  .transform(Number)
  .nullable()
  .default(null);

/** What else lists take whose entries were made at some time. */
export const BY_DATE = { created_after: moment, created_before: moment };
/** … and have metadata: `metadata[key]=value`, several times. */
export const BY_METADATA = { ...BY_DATE, metadata: z.record(z.string(), z.string()).default({}) };

interface GivenQuery extends Omit<PageQuery, 'only'> {
  readonly created_after: number | null;
  readonly created_before: number | null;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The page that a query asks for. Clients are told whole seconds: after one means in the next, at the earliest. */
export function pageQuery({ limit, order, after, before, created_after, created_before, metadata = {} }: GivenQuery): PageQuery {
  const only = {
    metadata,
    createdFrom: created_after === null ? null : (created_after + 1) * 1_000,
    createdBefore: created_before === null ? null : created_before * 1_000,
  };
  return { limit, order, after, before, only };
}

/** A page of a list as it is sent. */
export function listObject<T extends { readonly id: string }>({ data, hasMore }: Page<T>) {
  return { object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: hasMore };
}
