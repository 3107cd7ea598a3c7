import { WORKSPACE } from '../core/types/vectorStore.ts';

/** What a resource is: a document of a store, by its path in the workspace or by the id of the uploaded file, or a file that code left. */
export type ResourcePlace =
  | { readonly kind: 'document'; readonly store: string; readonly document: string }
  | { readonly kind: 'result'; readonly id: string };

const SCHEME = 'docent://';
const RESULTS = 'results';
/** As clients are told of it, to fill in. */
export const DOCUMENT_TEMPLATE = `${SCHEME}{store}/{+document}`;

export function documentUri(store: string, document: string): string {
  return `${SCHEME}${store}/${document.split('/').map(encodeURIComponent).join('/')}`;
}

export function workspaceUri(path: string): string {
  return documentUri(WORKSPACE, path);
}

export function resultUri(id: string): string {
  return `${SCHEME}${RESULTS}/${id}`;
}

/** Null for what is no URI of ours. */
export function readUri(uri: string): ResourcePlace | null {
  const [, store, rest] = /^docent:\/\/([\w-]+)\/+(.+)$/is.exec(uri) ?? [];
  if (!store || !rest) return null;
  const document = decoded(rest);
  return store === RESULTS ? { kind: 'result', id: document } : { kind: 'document', store, document };
}

/** Clients write some characters as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
