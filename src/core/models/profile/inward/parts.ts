import type { ModelEvent } from '../../model.ts';

/** A piece of what a model thinks or says. */
export type Spoken = Extract<ModelEvent, { type: 'text' | 'reasoning' }>;

const THOUGHT = /think|thought|reason/i;
const TEXT = new Set<unknown>([undefined, 'text', 'output_text', 'refusal']);
/** Where servers put what a model thinks aloud beside its content; some in several at once, with the same text. */
const THOUGHT_FIELDS = ['reasoning_content', 'reasoning', 'thinking', 'reasoning_details'];
/** Where a part has its text. */
const TEXT_FIELDS = ['text', 'value', 'content', 'thinking', 'reasoning', 'refusal', 'summary'];

type Fields = Readonly<Record<string, unknown>>;

/** What a message or a piece of one thinks, then what it says. A refusal is what the user reads instead of an answer. */
export function spokenIn(message: Fields): readonly Spoken[] {
  const thought = THOUGHT_FIELDS.map((name) => textIn(message[name])).find(Boolean) ?? '';
  const pieces: Spoken[] = [{ type: 'reasoning', delta: thought }, ...partsOf(message['content']), { type: 'text', delta: textIn(message['refusal']) }];
  return pieces.filter(({ delta }) => delta !== '');
}

/** Content is a text, a part, or a list of them; what a part is, its type says. What is neither text nor thought is nothing to read. */
function partsOf(content: unknown): readonly Spoken[] {
  if (typeof content === 'string') return [{ type: 'text', delta: content }];
  if (Array.isArray(content)) return content.flatMap(partsOf);
  if (!isFields(content)) return [];
  if (typeof content['type'] === 'string' && THOUGHT.test(content['type'])) return [{ type: 'reasoning', delta: textIn(content) }];
  return TEXT.has(content['type']) ? [{ type: 'text', delta: textIn(content) }] : [];
}

/** The text in whatever holds it; '' where there is none. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textIn).join('');
  if (!isFields(value)) return '';
  return TEXT_FIELDS.map((name) => textIn(value[name])).find(Boolean) ?? '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
