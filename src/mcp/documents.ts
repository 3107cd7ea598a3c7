import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ListResourcesResult, ReadResourceResult, Resource } from '@modelcontextprotocol/sdk/types.js';
import { CLIENT } from '../core/limits/limits.ts';
import { clip } from '../core/text/clip.ts';
import { parsedJson } from '../core/text/json.ts';
import { DocentError } from '../core/types/errors.ts';
import type { StoredFile } from '../core/types/output.ts';
import { WORKSPACE } from '../core/types/vectorStore.ts';
import type { McpParts } from './parts.ts';
import type { McpSession } from './session.ts';
import { uploadStores } from './stores.ts';
import { documentUri, readUri, workspaceUri } from './uri.ts';

type Parts = Pick<McpParts, 'docent' | 'folders'>;

/** Where a page of the list begins: in a store, after one of its files. */
interface Place {
  readonly store: string;
  readonly after: string | null;
}

interface Listed {
  readonly id: string;
  readonly resource: Resource;
}

/** A page of all documents that can be searched, the workspace's first. @throws DocentError `unknown_cursor` */
export async function listDocuments(cursor: string | undefined, parts: Parts): Promise<ListResourcesResult> {
  const stores = [...(parts.folders().length > 0 ? [WORKSPACE] : []), ...(await uploadStores(parts)).map(({ id }) => id).sort()];
  const begin = cursor === undefined ? { store: stores[0], after: null } : placeOf(cursor);
  const first = begin === null ? -1 : stores.indexOf(begin.store ?? '');
  if (cursor !== undefined && first < 0) throw new DocentError('unknown_cursor', 'This list has no such page; begin anew.');
  const resources: Resource[] = [];
  for (const store of stores.slice(Math.max(first, 0))) {
    const after = store === begin?.store ? begin.after : null;
    // One more tells whether the list goes on.
    const free = CLIENT.page.max - resources.length;
    const found = store === WORKSPACE ? await ofWorkspace(after, free + 1, parts) : await ofUploads(store, after, free + 1, parts);
    resources.push(...found.slice(0, free).map(({ resource }) => resource));
    if (found.length > free) return { resources, nextCursor: cursorOf({ store, after: found[free - 1]?.id ?? after }) };
  }
  return { resources };
}

async function ofWorkspace(after: string | null, limit: number, { docent }: Parts): Promise<readonly Listed[]> {
  const files = await docent.workspace.store.files({ after, limit });
  return files.map(({ id, path }) => ({ id, resource: { uri: workspaceUri(path), name: basename(path), title: path, mimeType: typeOf(path) } }));
}

async function ofUploads(store: string, after: string | null, limit: number, { docent }: Parts): Promise<readonly Listed[]> {
  const { data } = await docent.vectorStores.files.list(store, 'completed', { limit, order: 'asc', after, before: null });
  return Promise.all(
    data.map(async ({ fileId, bytes }) => {
      const name = (await docent.files.get(fileId))?.name ?? fileId;
      return { id: fileId, resource: { uri: documentUri(store, fileId), name, title: name, mimeType: typeOf(name), size: bytes } };
    }),
  );
}

/** Of what was made from a document, it is the text that is given. */
function typeOf(name: string): string {
  return /\.(md|markdown)$/i.test(name) ? 'text/markdown' : 'text/plain';
}

function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(cursor: string): Place | null {
  const place = parsedJson(Buffer.from(cursor, 'base64url').toString()) as Partial<Place> | null;
  return typeof place?.store === 'string' && (typeof place.after === 'string' || place.after === null) ? { store: place.store, after: place.after } : null;
}

/** The text of a document as it was indexed, or a file that code left. @throws DocentError `no_such_resource`, `file_too_large` */
export async function readResource(uri: string, session: McpSession, { docent, folders }: Parts): Promise<ReadResourceResult> {
  const place = readUri(uri);
  if (place?.kind === 'result') {
    const file = session.kept(place.id);
    if (file) return { contents: [await contentOf(uri, file, docent.files.path(file))] };
  } else if (place) {
    const { store, document } = place;
    const text = store === WORKSPACE ? await workspaceText(document, { docent, folders }) : await docent.vectorStores.files.text(store, document);
    if (text !== null) return { contents: [{ uri, mimeType: typeOf(document), text: clip(text, CLIENT.text.max) }] };
  }
  throw new DocentError('no_such_resource', `There is no resource ${uri}.`);
}

async function workspaceText(path: string, { docent, folders }: Parts): Promise<string | null> {
  if (folders().length === 0) return null;
  const file = (await docent.workspace.store.find(path)).find((each) => each.path === path);
  return file ? docent.workspace.store.text(file.id) : null;
}

async function contentOf(uri: string, { name, mime, bytes }: StoredFile, path: string) {
  if (bytes > CLIENT.file.max) throw new DocentError('file_too_large', `${name} is larger than what is given at once; it lies at ${path}.`);
  if (mime.startsWith('text/') || mime === 'application/json') return { uri, mimeType: mime, text: clip(await readFile(path, 'utf8'), CLIENT.text.max) };
  return { uri, mimeType: mime, blob: await readFile(path, 'base64') };
}
