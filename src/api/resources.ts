import type { Docent } from '../core/docent.ts';
import { NO_RESOURCES, type ToolResources } from '../core/types/assistant.ts';
import { freeName } from '../core/text/freeName.ts';
import type { Attachment, AttachmentTool, ContentPart, NewMessage } from '../core/types/item.ts';
import type { Thread } from '../core/types/thread.ts';
import { DEFAULT_CHUNKING } from '../core/types/vectorStore.ts';
import { badRequest } from './errors.ts';
import type { GivenMessage, GivenResources, GivenStore } from './request/fields.ts';
import { existingFile } from './files/routes.ts';
import { checkImage } from './files/images.ts';

/** A store that was made for a thread expires so many days after its last use, says OpenAI. */
export const THREAD_STORE_DAYS = 7;

/** The files and vector stores that requests name. */
export interface Resources {
  /** What a new assistant or thread is to have. @param storeDays after which a store that is made for it expires; null: never */
  create(given: GivenResources | null | undefined, storeDays: number | null): Promise<ToolResources>;
  /** What changes of what one has: of the two kinds, the one that is left out stays. */
  change(given: GivenResources | null | undefined): Promise<Partial<ToolResources>>;
  /** Messages as core has them. @param taken what is attached in their thread already: each file has a name of its own there */
  messages(given: readonly GivenMessage[], taken: readonly Attachment[]): Promise<readonly NewMessage[]>;
  /** Adds what is attached to the thread's own resources: to its files for code, to its store, which is made where there is none. */
  attach(thread: Thread, messages: readonly NewMessage[]): Promise<Thread>;
}

export function createResources({ files, threads, vectorStores }: Docent): Resources {
  const file = (id: string) => existingFile(files, id);

  async function checkStores(ids: readonly string[]): Promise<readonly string[]> {
    for (const id of ids) if (!(await vectorStores.get(id))) throw badRequest(`Vector store '${id}' not found.`, { param: 'tool_resources' });
    return ids;
  }

  async function storeOf(given: GivenStore, days: number | null): Promise<string> {
    const { file_ids, chunking_strategy: chunking, metadata } = given;
    const added = (file_ids ?? []).map((fileId) => ({ fileId, attributes: {}, chunking }));
    const store = await vectorStores.create({ name: '', description: '', metadata, expiresAfterDays: days }, added);
    return store.id;
  }

  async function resolved(given: GivenResources, days: number | null): Promise<Partial<ToolResources>> {
    const { code_interpreter, file_search } = given;
    const ids = code_interpreter && (code_interpreter.file_ids ?? []);
    for (const id of ids ?? []) await file(id);
    const [store] = file_search?.vector_stores ?? [];
    const stores = file_search && (store ? [await storeOf(store, days)] : await checkStores(file_search.vector_store_ids ?? []));
    return { ...(ids && { codeInterpreterFiles: ids }), ...(stores && { vectorStores: stores }) };
  }

  async function toParts({ content, attachments }: GivenMessage, names: Set<string>): Promise<readonly ContentPart[]> {
    const parts: ContentPart[] = [];
    for (const [index, part] of content.entries()) {
      if (part.type === 'text') {
        parts.push({ type: 'text', text: part.text, annotations: [] });
      } else if (part.type === 'image_url') {
        parts.push({ type: 'image', source: { kind: 'url', url: part.image_url.url }, detail: part.image_url.detail ?? 'auto' });
      } else {
        const image = await file(part.image_file.file_id);
        await checkImage(files, image, `content[${index}].image_file.file_id`);
        parts.push({ type: 'image', source: { kind: 'file', file: image, path: files.path(image) }, detail: part.image_file.detail ?? 'auto' });
      }
    }
    for (const { file_id, tools } of attachments ?? []) {
      const kept = await file(file_id);
      const name = freeName(kept.name, names);
      names.add(name);
      const uses = [...new Set(tools.map(({ type }) => type))];
      parts.push({ type: 'file', file: { id: kept.id, name, path: files.path(kept), bytes: kept.bytes, tools: uses } });
    }
    return parts;
  }

  /** The store of a thread that had none. Another message may have made one meanwhile; then that is it. */
  async function makeStore({ id: threadId }: Thread): Promise<string> {
    const { id } = await vectorStores.create({ name: '', description: '', metadata: {}, expiresAfterDays: THREAD_STORE_DAYS }, []);
    const thread = await threads.update(threadId, ({ toolResources }) => ({
      toolResources: toolResources.vectorStores.length > 0 ? toolResources : { ...toolResources, vectorStores: [id] },
    }));
    const [store = id] = thread?.toolResources.vectorStores ?? [];
    if (store !== id) await vectorStores.delete(id);
    return store;
  }

  return {
    create: async (given, days) => ({ ...NO_RESOURCES, ...(given && (await resolved(given, days))) }),
    change: async (given) => (given === null ? NO_RESOURCES : given ? resolved(given, null) : {}),
    async messages(given, taken) {
      const names = new Set(taken.map(({ name }) => name));
      const all: NewMessage[] = [];
      for (const each of given) all.push({ role: each.role, metadata: each.metadata, content: await toParts(each, names) });
      return all;
    },
    async attach(thread, messages) {
      const attached = messages.flatMap(({ content }) => content.flatMap((part) => (part.type === 'file' ? [part.file] : [])));
      const idsFor = (tool: AttachmentTool) => [...new Set(attached.flatMap(({ id, tools }) => (id !== null && tools.includes(tool) ? [id] : [])))];
      const [coded, searched] = [idsFor('code_interpreter'), idsFor('file_search')];
      if (searched.length > 0) {
        const added = searched.map((fileId) => ({ fileId, attributes: {}, chunking: DEFAULT_CHUNKING }));
        const known = thread.toolResources.vectorStores[0] ?? (await makeStore(thread));
        await vectorStores.files.add(known, added, null);
      }
      if (coded.length > 0) {
        await threads.update(thread.id, ({ toolResources }) => ({
          toolResources: { ...toolResources, codeInterpreterFiles: [...new Set([...toolResources.codeInterpreterFiles, ...coded])] },
        }));
      }
      return (await threads.get(thread.id)) ?? thread;
    },
  };
}
