import type { OpenAI } from 'openai';
import type { ContentPart, Item, Message } from '../../core/types/item.ts';
import type { StoredFile } from '../../core/types/output.ts';
import type { Run } from '../../core/types/run.ts';
import { SANDBOX, textWriter, wholeText } from './text.ts';
import { seconds } from './time.ts';

export type WireMessage = OpenAI.Beta.Threads.Message;
type WireContent = OpenAI.Beta.Threads.MessageContent;

/** What a message shows of what came before it. */
export interface MessageContext {
  /** Images that code drew for this answer: they stand before its text. */
  readonly images: readonly StoredFile[];
  /** Other files that code made for it. */
  readonly files: readonly StoredFile[];
  /** Ids of all files that the text may link to, by name. */
  readonly links: ReadonlyMap<string, string>;
}

export const NO_CONTEXT: MessageContext = { images: [], files: [], links: new Map() };

/**
 * @param own what its run made before it
 * @param earlier of the thread before it, what has files: all that a text may link to
 */
export function contextOf(message: Item, own: readonly Item[], earlier: readonly Item[]): MessageContext {
  if (message.runId === null) return NO_CONTEXT;
  const answered = own.findLastIndex((item) => item.type === 'message');
  const since = own.slice(answered + 1);
  return {
    images: filesOf(since, 'image'),
    files: filesOf(since, 'file'),
    links: new Map(filesOf(earlier, 'file').map((file) => [file.name, file.id])),
  };
}

function filesOf(items: readonly Item[], type: 'file' | 'image'): readonly StoredFile[] {
  const outputs = items.flatMap((item) => (item.type === 'code_interpreter_call' ? item.outputs : []));
  return outputs.flatMap((output) => (output.type === type ? [output.file] : []));
}

/** Whether a text may link to a file that code made. */
export function hasLinks({ content }: Message): boolean {
  return content.some((part) => part.type === 'text' && part.text.includes(SANDBOX));
}

/** @param run the one that made the message; null for what the user or a script put into the thread */
export function toMessage(item: Item<Message>, run: Run | null, context: MessageContext): WireMessage {
  if (item.imported) return { ...(item.imported as unknown as WireMessage), metadata: { ...item.metadata } };
  const { images, files, links } = context;
  const made = files.map(({ id }) => ({ file_id: id, tools: [{ type: 'code_interpreter' as const }] }));
  const isIncomplete = item.status === 'incomplete';
  const ended = item.endedAt === null ? null : seconds(item.endedAt);
  return {
    id: item.id,
    object: 'thread.message',
    created_at: seconds(item.createdAt),
    thread_id: item.threadId,
    status: item.status,
    incomplete_details: isIncomplete ? { reason: whyIncomplete(run) } : null,
    completed_at: isIncomplete ? null : ended,
    incomplete_at: isIncomplete ? ended : null,
    // What a developer says is none of the API's own kinds.
    role: item.role === 'assistant' ? 'assistant' : 'user',
    content: [...images.map(imageContent), ...item.content.flatMap((part) => toContent(part, item.turn, links))],
    assistant_id: run?.assistant.id ?? null,
    run_id: item.runId,
    attachments: [...item.content.flatMap(toAttachment), ...made],
    metadata: { ...item.metadata },
  };
}

export function imageContent(file: StoredFile): OpenAI.Beta.Threads.ImageFileContentBlock {
  return { type: 'image_file', image_file: { file_id: file.id, detail: 'auto' } };
}

function toContent(part: ContentPart, turn: number, links: MessageContext['links']): WireContent[] {
  switch (part.type) {
    case 'text': {
      const { value, annotations } = wholeText(part.text, part.annotations, textWriter(turn, links));
      return [{ type: 'text', text: { value, annotations: [...annotations] } }];
    }
    case 'refusal':
      return [{ type: 'refusal', refusal: part.text }];
    case 'image': {
      const { source, detail } = part;
      if (source.kind === 'url') return [{ type: 'image_url', image_url: { url: source.url, detail } }];
      return [{ type: 'image_file', image_file: { file_id: source.file.id, detail } }];
    }
    case 'selection':
    case 'context':
      return [{ type: 'text', text: { value: part.text, annotations: [] } }];
    case 'file':
      return [];
  }
}

function toAttachment(part: ContentPart): OpenAI.Beta.Threads.Message.Attachment[] {
  if (part.type !== 'file' || part.file.id === null) return [];
  return [{ file_id: part.file.id, tools: part.file.tools.map((type) => ({ type })) }];
}

function whyIncomplete(run: Run | null): OpenAI.Beta.Threads.Message.IncompleteDetails['reason'] {
  switch (run?.status) {
    case 'cancelled':
    case 'cancelling':
      return 'run_cancelled';
    case 'expired':
      return 'run_expired';
    case 'incomplete':
      return run.error?.code === 'model_filtered' ? 'content_filter' : 'max_tokens';
    default:
      return 'run_failed';
  }
}
