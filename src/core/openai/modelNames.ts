import type { OpenAI } from 'openai';

/** The list only adds to a sentence that is ready: the user must not wait for it. */
const TIMEOUT_MS = 3_000;

/** Models of other kinds; names are free, but these say what they are. */
const NO_CHAT =
  /audio|dall-e|embed|image|moderation|realtime|rerank|sora|transcribe|whisper|minilm|colbert|(^|[-_/])(tts|ocr|bge|gte|e5|clip)([-_:]|$)/i;
/** The same of what some lists call a model's kind. */
const NO_CHAT_KIND = /embed|rerank|image|audio|speech|transcri|moderation|tts/i;

/** An entry of a server's list of models: its name, and whatever else it tells. */
export interface ListedEntry {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The entries of a list in any of the forms that servers have; a bad entry costs only itself. */
export function listedEntries(body: unknown): readonly ListedEntry[] {
  const list = [body, field(body, 'data'), field(body, 'models')].find(Array.isArray) ?? [];
  return list.flatMap((entry: unknown): readonly ListedEntry[] => {
    const id = typeof entry === 'string' ? entry : (field(entry, 'id') ?? field(entry, 'name'));
    if (typeof id !== 'string' || id === '') return [];
    return [typeof entry === 'string' ? { id } : { ...(entry as object), id }];
  });
}

/** Whether one can chat with a model: what its list says of its kind goes before its name. */
export function isChatModel(entry: ListedEntry): boolean {
  return saidToChat(entry) ?? !NO_CHAT.test(entry.id);
}

/** Names of models that turn texts into vectors. */
const EMBEDS = /embed|minilm|(^|[-_/])(bge|gte|e5)([-_:]|$)/i;

/** Whether a model turns texts into vectors: what its list says of its kind goes before its name. */
export function isEmbeddingModel(entry: ListedEntry): boolean {
  const kind = [entry.type, entry.task].find((each) => typeof each === 'string');
  return kind === undefined ? EMBEDS.test(entry.id) && !/rerank/i.test(entry.id) : /embed|feature-extraction/i.test(String(kind));
}

function saidToChat({ capabilities, type, task, architecture }: ListedEntry): boolean | null {
  const chats = field(capabilities, 'completion_chat');
  if (typeof chats === 'boolean') return chats;
  for (const kind of [type, task]) {
    if (typeof kind !== 'string') continue;
    if (NO_CHAT_KIND.test(kind)) return false;
    if (/^(llm|vlm|chat|text-generation|language)/i.test(kind)) return true;
  }
  const output = field(architecture, 'output_modalities');
  return Array.isArray(output) ? output.includes('text') : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>)[name] : undefined;
}

/** The names of the models that a server has to chat with; none where it doesn't tell. */
export async function modelNames(client: OpenAI, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const body: unknown = await client.get('/models', { signal, timeout: TIMEOUT_MS });
    return listedEntries(body).filter(isChatModel).map(({ id }) => id);
  } catch {
    return [];
  }
}
