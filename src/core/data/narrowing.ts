import type { SQLInputValue } from 'node:sqlite';

/** What a list is narrowed to, by facts that its entries have in common. */
export interface Narrowing {
  /** Pairs that an entry's metadata must hold, besides others. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Made at this moment or later, in milliseconds since 1970; null: at any time. */
  readonly createdFrom: number | null;
  /** Made before this moment, in milliseconds since 1970; null: at any time. */
  readonly createdBefore: number | null;
}

export interface Condition {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
}

/** The condition on a table's column `body`. */
export function narrowed({ metadata, createdFrom, createdBefore }: Narrowing): Condition {
  const pairs = Object.entries(metadata);
  const hasPair = "exists (select 1 from json_each(body, '$.metadata') where key = ? and value = ?)";
  return {
    where: ["(? is null or body ->> '$.createdAt' >= ?)", "(? is null or body ->> '$.createdAt' < ?)", ...pairs.map(() => hasPair)].join(' and '),
    values: [createdFrom, createdFrom, createdBefore, createdBefore, ...pairs.flat()],
  };
}

/** The same for an entry at hand. */
export function isAmong(entry: { readonly metadata: Narrowing['metadata']; readonly createdAt: number }, { metadata, createdFrom, createdBefore }: Narrowing): boolean {
  const isInTime = entry.createdAt >= (createdFrom ?? -Infinity) && entry.createdAt < (createdBefore ?? Infinity);
  return isInTime && Object.entries(metadata).every(([key, value]) => Object.hasOwn(entry.metadata, key) && entry.metadata[key] === value);
}
