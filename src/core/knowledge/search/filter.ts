import type { DatabaseSync } from 'node:sqlite';
import type { Attributes, AttributeValue, Filter } from '../../types/vectorStore.ts';

/** The rows of the files that pass a filter. */
export function passing(db: DatabaseSync, filter: Filter): readonly number[] {
  const files = db.prepare('SELECT id, attributes FROM files WHERE reason IS NULL').all();
  return files.filter(({ attributes }) => passes(filter, JSON.parse(String(attributes ?? '{}')) as Attributes)).map(({ id }) => Number(id));
}

function passes(filter: Filter, attributes: Attributes): boolean {
  switch (filter.type) {
    case 'and':
      return filter.filters.every((each) => passes(each, attributes));
    case 'or':
      return filter.filters.some((each) => passes(each, attributes));
    case 'in':
      return filter.value.some((value) => value === attributes[filter.key]);
    case 'nin':
      return !filter.value.some((value) => value === attributes[filter.key]);
    case 'eq':
      return attributes[filter.key] === filter.value;
    case 'ne':
      return attributes[filter.key] !== filter.value;
    default:
      return compares(filter.type, attributes[filter.key], filter.value);
  }
}

function compares(type: 'gt' | 'gte' | 'lt' | 'lte', a: AttributeValue | undefined, b: AttributeValue): boolean {
  if (a === undefined || typeof a !== typeof b) return false;
  switch (type) {
    case 'gt':
      return a > b;
    case 'gte':
      return a >= b;
    case 'lt':
      return a < b;
    case 'lte':
      return a <= b;
  }
}
