import { budgetOf } from '../../limits/budget.ts';
import { ANSWER } from '../../limits/limits.ts';
import { endless } from '../bounded.ts';

/** Fields of an answer that are not OpenAI's, by name, each as it came. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is said as a whole, and perhaps again with each piece. */
const WHOLE = new Set(['id', 'index', 'type', 'format', 'name', 'signature', 'thought_signature']);

/** What a piece of an answer holds besides the fields that are known. */
export function foreignFields(piece: object, known: ReadonlySet<string>): Fields {
  return Object.fromEntries(Object.entries(piece).filter(([name, value]) => !known.has(name) && !isEmpty(value)));
}

/** A piece takes so much at least: each costs a copy of the list that it belongs to. In bytes. */
const LEAST = 100;

/** Joins the fields of one answer as {@link joinedFields} does, up to their limit. */
export function boundedFields() {
  const budget = budgetOf(ANSWER.fields);
  return {
    /** @throws DocentError `model_endless` */
    join(before: Fields, piece: Fields): Fields {
      if (Object.keys(piece).length === 0) return before;
      if (!budget.take(Math.max(LEAST, JSON.stringify(piece).length))) throw endless(ANSWER.fields);
      return joinedFields(before, piece);
    },
  };
}

/** Fields put together from their pieces: texts and lists grow, objects are filled. */
export function joinedFields(before: Fields, piece: Fields): Fields {
  const all: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(piece)) {
    if (isEmpty(value) && name in all) continue;
    all[name] = WHOLE.has(name) ? value : joined(all[name], value);
  }
  return all;
}

/** Fields of which nothing is said yet, or any more. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function joined(before: unknown, piece: unknown): unknown {
  if (typeof before === 'string' && typeof piece === 'string') return before + piece;
  if (Array.isArray(before) && Array.isArray(piece)) return piece.reduce(withPart, before);
  if (isFields(before) && isFields(piece)) return joinedFields(before, piece);
  return piece;
}

/** Parts with the same number are pieces of one; all others are whole. */
function withPart(parts: readonly unknown[], part: unknown): readonly unknown[] {
  const index = isFields(part) && 'index' in part ? parts.findLastIndex((other) => isFields(other) && other['index'] === part['index'] && other['type'] === part['type']) : -1;
  return index < 0 ? [...parts, part] : parts.with(index, joined(parts[index], part));
}

/** Whether a field of this name is anywhere within, and not empty. */
export function holdsField(within: unknown, name: string): boolean {
  if (Array.isArray(within)) return within.some((part) => holdsField(part, name));
  if (!isFields(within)) return false;
  return Object.entries(within).some(([key, value]) => (key === name ? Boolean(value) : holdsField(value, name)));
}

/** What is kept of them in an item's envelope. */
interface Sealed {
  readonly from: string;
  readonly fields: Fields;
}

/** For an item's envelope; null where there is nothing to send back. */
export function sealedFields(fields: Fields, from: string): Fields | null {
  return Object.keys(fields).length === 0 ? null : ({ from, fields } satisfies Sealed);
}

/** The fields as they came; none where they came from another provider. */
export function ownFields(kept: Fields | null, from: string): Fields {
  return kept?.['from'] === from && isFields(kept['fields']) ? kept['fields'] : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
