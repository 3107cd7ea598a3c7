import type * as z from 'zod';
import type { KeptFile } from '../../core/data/files.ts';
import { freeName } from '../../core/text/freeName.ts';
import { mimeType } from '../../core/text/mimeType.ts';
import { PLAIN_ASSISTANT, type Assistant } from '../../core/types/assistant.ts';
import type { AttachmentTool, ContentPart, Item } from '../../core/types/item.ts';
import type { Thread } from '../../core/types/thread.ts';
import { DEFAULT_CHUNKING, type StoreFileRow, type StoreRow } from '../../core/types/vectorStore.ts';
import { changes } from '../assistants.ts';
import type { ASSISTANT, FILE, GivenMessage, STORE, STORE_FILE, THREAD } from './schemas.ts';

/** OpenAI's objects as Docent keeps them, with their ids and dates. */

export function assistantOf({ id, created_at, tool_resources, ...given }: z.infer<typeof ASSISTANT>): Assistant {
  return { ...PLAIN_ASSISTANT, ...changes(given), id, createdAt: created_at, toolResources: tool_resources };
}

export function threadOf({ id, created_at, metadata, tool_resources }: z.infer<typeof THREAD>): Thread {
  return { id, origin: 'api', workspace: '', title: '', toolResources: tool_resources, createdAt: created_at, updatedAt: created_at, metadata };
}

/** @param mime as its name says; of another place one knows no more */
export function fileOf({ id, created_at, bytes, filename, purpose, expires_at }: z.infer<typeof FILE>): KeptFile {
  return { id, name: filename, mime: mimeType(filename), bytes: bytes ?? 0, purpose, createdAt: created_at, expiresAt: expires_at ?? null };
}

export function storeOf({ id, created_at, name, description, status, last_active_at, expires_after, metadata }: z.infer<typeof STORE>): StoreRow {
  return {
    id,
    name: name ?? '',
    description: description ?? '',
    metadata,
    expiresAfterDays: expires_after?.days ?? null,
    createdAt: created_at,
    lastActiveAt: last_active_at ?? created_at,
    expired: status === 'expired',
  };
}

/** It is read again: what was read elsewhere stayed there. */
export function storeFileOf({ id, created_at, vector_store_id, status, attributes, chunking_strategy }: z.infer<typeof STORE_FILE>): StoreFileRow {
  return {
    storeId: vector_store_id,
    fileId: id,
    status: status === 'cancelled' ? 'cancelled' : 'in_progress',
    error: null,
    attributes,
    chunking: chunking_strategy ?? DEFAULT_CHUNKING,
    bytes: 0,
    createdAt: created_at,
  };
}

/** The files that messages show and bring along, as far as they are there. */
export interface FilesAtHand {
  readonly files: ReadonlyMap<string, KeptFile>;
  path(file: KeptFile): string;
}

/**
 * @param given the object as it was given: so it is given again
 * @param names of what is attached in the thread already
 */
export function messageOf(message: GivenMessage, given: Readonly<Record<string, unknown>>, atHand: FilesAtHand, names: Set<string>): Item {
  const { id, created_at, thread_id, run_id, role, status, metadata } = message;
  return {
    id,
    threadId: thread_id,
    runId: run_id ?? null,
    turn: 0,
    createdAt: created_at,
    endedAt: created_at,
    status: status === 'incomplete' ? 'incomplete' : 'completed',
    metadata,
    provider: null,
    imported: given,
    type: 'message',
    role,
    content: [...message.content.flatMap((part) => partOf(part, atHand)), ...attachedOf(message, atHand, names)],
  };
}

/** Its annotations stay in what is given again; for models they are a part of the text. */
function partOf(part: GivenMessage['content'][number], { files, path }: FilesAtHand): ContentPart[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.text.value, annotations: [] }];
    case 'refusal':
      return [{ type: 'refusal', text: part.refusal }];
    case 'image_url':
      return [{ type: 'image', source: { kind: 'url', url: part.image_url.url }, detail: part.image_url.detail }];
    case 'image_file': {
      const file = files.get(part.image_file.file_id);
      return file ? [{ type: 'image', source: { kind: 'file', file, path: path(file) }, detail: part.image_file.detail }] : [];
    }
  }
}

function attachedOf({ attachments }: GivenMessage, { files, path }: FilesAtHand, names: Set<string>): ContentPart[] {
  return (attachments ?? []).flatMap(({ file_id, tools }) => {
    const file = files.get(file_id ?? '');
    if (!file) return [];
    const name = freeName(file.name, names);
    names.add(name);
    const uses = (tools ?? []).flatMap(({ type }): AttachmentTool[] => (type === 'code_interpreter' || type === 'file_search' ? [type] : []));
    return [{ type: 'file', file: { id: file.id, name, path: path(file), bytes: file.bytes, tools: [...new Set(uses)] } } as const];
  });
}
