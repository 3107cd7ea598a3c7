import { outputForModel } from './callOutput.ts';
import { clip } from './clip.ts';
import { fileSize } from './fileSize.ts';
import { isCall, messageText, type CallBody, type ContentPart, type Item, type Message } from './item.ts';

/** A selection is a function or a file; more of it would push the thread out of a small model's window. */
const SELECTION_CHARS = 24_000;

/** A call as a model is reminded of it, with what came of it. */
export interface TranscriptCall {
  readonly callId: string;
  readonly name: string;
  /** A JSON object, always. */
  readonly arguments: string;
  /** Never empty. */
  readonly output: string;
}

/** A thread as a language model reads it: what was said, and by turns what it called and got. */
export type TranscriptEntry =
  | { readonly role: 'user'; readonly text: string }
  /** One turn of the model: its text, then its calls. */
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly TranscriptCall[] };

/**
 * The thread for adapters that send messages. Each call has its result, so that no server meets an orphan; reasoning and what
 * holds nothing are left out.
 */
export function transcript(items: readonly Item[]): readonly TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  let turn = '';
  items.forEach((item, index) => {
    if (item.type === 'message' && item.role === 'user') {
      turn = '';
      const text = inputForModel(item);
      if (text) entries.push({ role: 'user', text });
      return;
    }
    const text = item.type === 'message' ? messageText(item) : '';
    const calls = isCall(item) ? [transcriptCall(item, items.slice(index + 1))] : [];
    if (!text && calls.length === 0) return;
    const last = entries.at(-1);
    if (turn === turnOf(item) && last?.role === 'assistant') {
      const texts = [last.text, text].filter(Boolean).join('\n\n');
      entries[entries.length - 1] = { role: 'assistant', text: texts, calls: [...last.calls, ...calls] };
    } else {
      entries.push({ role: 'assistant', text, calls });
    }
    turn = turnOf(item);
  });
  return entries;
}

/** A user's message as text, with the files and selections that came along. */
export function inputForModel(message: Message): string {
  return message.content.map(partText).filter(Boolean).join('\n\n');
}

/** The name under which a model called a tool. */
export function toolName(call: CallBody): string {
  return call.type === 'function_call' ? call.name : call.type.replace(/_call$/, '');
}

function transcriptCall(call: Item<CallBody>, later: readonly Item[]): TranscriptCall {
  return { callId: call.callId, name: toolName(call), arguments: objectJson(call.arguments), output: outputForModel(call, later) };
}

/** Some servers parse the arguments of old calls and refuse a thread for ever that has broken ones, as a stop leaves them. */
function objectJson(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? json : '{}';
  } catch {
    return '{}';
  }
}

function turnOf(item: Item): string {
  return `${item.runId}/${item.turn}`;
}

function partText(part: ContentPart): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text;
    case 'file':
      return `Attached file: ${part.file.name}, at /mnt/data/${part.file.name}, ${fileSize(part.file.bytes)}`;
    case 'selection':
      return `Selected in ${part.path}:${part.lines.start}-${part.lines.end}\n${fenced(clip(part.text, SELECTION_CHARS), part.language)}`;
  }
}

/** A fence must be longer than any run of backticks within. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
