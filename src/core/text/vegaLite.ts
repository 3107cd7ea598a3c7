import { isRecord, parsedJson } from './json.ts';

export type VegaLite = Readonly<Record<string, unknown>>;

/** Points that a specification may make up itself, by `sequence`; more would only keep the view busy. */
const MAX_SEQUENCE = 100_000;

/** A specification, from its JSON; null where it is none, or makes up more data than a view can draw. */
export function vegaLiteOf(json: string): VegaLite | null {
  const spec = parsedJson(json);
  return isRecord(spec) && !hasLongSequence(spec) ? spec : null;
}

/** '' where it has none. */
export function titleOf({ title }: VegaLite): string {
  const text = isRecord(title) ? title['text'] : title;
  return typeof text === 'string' ? text : Array.isArray(text) ? text.join(' ') : '';
}

/** Whether it is a chart of one panel, whose width is that of its place unless it names one. */
export function isOnePanel(spec: VegaLite): boolean {
  const encoding = isRecord(spec['encoding']) ? spec['encoding'] : {};
  return ('mark' in spec || 'layer' in spec) && !['row', 'column', 'facet'].some((channel) => channel in encoding);
}

/** What it draws, without its data. */
export function withoutData(spec: VegaLite): VegaLite {
  return Object.fromEntries(
    Object.entries(spec).flatMap(([key, value]) => {
      if (['datasets', '$schema', 'config', 'usermeta'].includes(key) || (key === 'data' && isRecord(value))) return [];
      return [[key, Array.isArray(value) ? value.map((part: unknown) => (isRecord(part) ? withoutData(part) : part)) : isRecord(value) ? withoutData(value) : value]];
    }),
  );
}

function hasLongSequence(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasLongSequence);
  if (!isRecord(value)) return false;
  const { sequence } = value;
  if (isRecord(sequence) && 'stop' in sequence) {
    const [start, stop, step] = [sequence['start'] ?? 0, sequence['stop'], sequence['step'] ?? 1].map(Number);
    // What is no number can't be counted before it is drawn.
    if (!(Math.abs(((stop ?? 0) - (start ?? 0)) / (step ?? 1)) <= MAX_SEQUENCE)) return true;
  }
  return Object.values(value).some(hasLongSequence);
}
