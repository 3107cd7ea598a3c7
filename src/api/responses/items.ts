import { readFile } from 'node:fs/promises';
import type {
  ResponseCodeInterpreterToolCall,
  ResponseFileSearchToolCall,
  ResponseInputContent,
  ResponseInputMessageItem,
  ResponseItem,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseReasoningItem,
} from 'openai/resources/responses/responses';
import type { Docent } from '../../core/docent.ts';
import type { CallBody, CodeInterpreterCall, ContentPart, FileSearchCall, Item, Message, Reasoning } from '../../core/types/item.ts';
import { outputsOf } from '../wire/outputs.ts';
import { wholeText } from '../wire/text.ts';
import type { Includable } from './createFields.ts';
import { ownContainerId } from './ids.ts';
import { sealed } from './sealed.ts';
import { madeBefore, responseText } from './text.ts';

/** How items are shown. */
export interface ItemView {
  readonly docent: Docent;
  readonly include: ReadonlySet<Includable>;
  /** Ids of the stores in which attributes of found files are looked up. */
  readonly stores: readonly string[];
  /** Whether what was thought is a summary, as the client has asked for one. */
  readonly summarises: boolean;
}

/** An item as a response or a conversation has it. @param before the items before it in its thread */
export async function wireItem(item: Item, before: readonly Item[], view: ItemView): Promise<ResponseItem> {
  if (item.type === 'message') return item.role === 'assistant' ? outputMessage(item, before) : inputMessage(item, view);
  if (item.type === 'function_call_output') {
    return { id: item.id, type: 'function_call_output', call_id: item.callId, output: item.output, status: item.status };
  }
  return (await wireOutput(item, before, view)) as ResponseItem;
}

/** What a run has made, as its response has it. */
export async function wireOutput(item: Item, before: readonly Item[], view: ItemView): Promise<ResponseOutputItem> {
  switch (item.type) {
    case 'message':
      return outputMessage(item, before);
    case 'reasoning':
      return reasoningItem(item, view);
    case 'file_search_call':
      return fileSearchCall(item, view);
    case 'code_interpreter_call':
      return codeCall(item, view);
    case 'function_call':
      return { id: item.id, type: 'function_call', call_id: item.callId, name: item.name, arguments: item.arguments, status: item.status };
    case 'function_call_output':
      return { id: item.id, type: 'function_call_output', call_id: item.callId, output: item.output, status: item.status };
  }
}

function outputMessage(item: Item<Message>, before: readonly Item[]): ResponseOutputMessage {
  const { id, status, provider } = item;
  const made = madeBefore(item, before);
  const content = item.content.flatMap((part): ResponseOutputMessage['content'] => {
    if (part.type === 'refusal') return [{ type: 'refusal', refusal: part.text }];
    if (part.type !== 'text') return [];
    const { value, annotations } = wholeText(part.text, part.annotations, responseText(made));
    return [{ type: 'output_text', text: value, annotations: [...annotations], logprobs: [] }];
  });
  return { id, type: 'message', role: 'assistant', status, content, ...phaseOf(provider) };
}

function phaseOf(provider: Item['provider']): Pick<ResponseOutputMessage, 'phase'> {
  const phase = provider?.['phase'];
  return phase === 'commentary' || phase === 'final_answer' ? { phase } : {};
}

function inputMessage({ id, role, status, content }: Item<Message>, view: ItemView): ResponseInputMessageItem {
  return { id, type: 'message', role: role === 'user' ? 'user' : 'developer', status, content: content.flatMap((part) => inputPart(part, view)) };
}

function inputPart(part: ContentPart, { include }: ItemView): ResponseInputContent[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
    case 'selection':
      return [{ type: 'input_text', text: part.text }];
    case 'context':
      if (part.fileId === undefined) return [{ type: 'input_text', text: part.text }];
      return [{ type: 'input_file', file_id: part.fileId, filename: part.name }];
    case 'file':
      return [{ type: 'input_file', file_id: part.file.id, filename: part.file.name }];
    case 'image': {
      const { source, detail } = part;
      if (source.kind === 'file') return [{ type: 'input_image', detail, file_id: source.file.id, image_url: null }];
      // An image may be in its URL, and have megabytes.
      const isShown = !source.url.startsWith('data:') || include.has('message.input_image.image_url');
      return [{ type: 'input_image', detail, file_id: null, image_url: isShown ? source.url : null }];
    }
  }
}

function reasoningItem({ id, text, status, provider }: Item<Reasoning>, { include, summarises }: ItemView): ResponseReasoningItem {
  const encrypted_content = include.has('reasoning.encrypted_content') ? sealed(provider) : null;
  return {
    id,
    type: 'reasoning',
    status,
    summary: summarises && text !== '' ? [{ type: 'summary_text', text }] : [],
    ...(!summarises && text !== '' && { content: [{ type: 'reasoning_text' as const, text }] }),
    ...(encrypted_content !== null && { encrypted_content }),
  };
}

/** How a call of ours ended: whether it did what it was to do. */
function statusOf({ status, error }: Item<CallBody>): 'in_progress' | 'completed' | 'incomplete' | 'failed' {
  return status === 'completed' && error ? 'failed' : status;
}

async function fileSearchCall(item: Item<FileSearchCall>, view: ItemView): Promise<ResponseFileSearchToolCall> {
  const results = view.include.has('file_search_call.results') && item.results ? await resultsOf(item.results, view) : null;
  return { id: item.id, type: 'file_search_call', status: statusOf(item), queries: [...item.queries], results };
}

async function resultsOf(results: NonNullable<FileSearchCall['results']>, { docent, stores }: ItemView): Promise<ResponseFileSearchToolCall.Result[]> {
  const attributes = async (fileId: string) => {
    for (const store of stores) {
      const file = await docent.vectorStores.files.get(store, fileId);
      if (file) return { ...file.attributes };
    }
    return {};
  };
  return Promise.all(
    results.map(async ({ file, score, text }) => {
      const filename = file.path.slice(file.path.lastIndexOf('/') + 1);
      return { file_id: file.id, filename, score, text, attributes: await attributes(file.id) };
    }),
  );
}

async function codeCall(item: Item<CodeInterpreterCall>, { docent, include }: ItemView): Promise<ResponseCodeInterpreterToolCall> {
  const { id, code, threadId, container = ownContainerId(threadId) } = item;
  const outputs = include.has('code_interpreter_call.outputs') && item.status !== 'in_progress' ? await wireOutputs(item, docent) : null;
  return { id, type: 'code_interpreter_call', status: statusOf(item), code, container_id: container, outputs };
}

async function wireOutputs(item: CodeInterpreterCall, { files }: Docent): Promise<NonNullable<ResponseCodeInterpreterToolCall['outputs']>> {
  const all = outputsOf(item).map(async (output): Promise<NonNullable<ResponseCodeInterpreterToolCall['outputs']>> => {
    if (output.type === 'logs') return [{ type: 'logs', logs: output.logs ?? '' }];
    const file = await files.get(output.image?.file_id ?? '');
    const bytes = file && (await readFile(files.path(file)).catch(() => null)); // Deleted since.
    return file && bytes ? [{ type: 'image', url: `data:${file.mime};base64,${bytes.toString('base64')}` }] : [];
  });
  return (await Promise.all(all)).flat();
}
