import { hash } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { VectorStoreFile } from 'openai/resources/vector-stores/files';

/** What OpenAI's file search reads as text: files that go there as they were indexed, under their own names. */
const TEXTS = ['c', 'cpp', 'cs', 'css', 'go', 'java', 'js', 'json', 'md', 'php', 'py', 'rb', 'sh', 'tex', 'ts', 'txt'];
/** What it takes the text from itself: they go as they are. */
const DOCUMENTS = ['docx', 'pdf', 'pptx'];
/** OpenAI's limit for the value of an attribute. In characters. */
const VALUE_CHARS = 512;
/** The keys that hold a path: no system has longer ones. */
const PATH_KEYS = ['path', 'path2', 'path3', 'path4', 'path5', 'path6', 'path7', 'path8'];
const MARK = 'docent';
const HEX = 16;

/** What a file in a store is known by: attributes hold it, so that it can be read back from there. */
export interface Identity {
  /** Below its folder, `/` between parts; of a single file its name. */
  readonly path: string;
  /** The folder's name; null for a single file. */
  readonly folder: string | null;
  readonly hash: string;
}

/** Whether a file's bytes go to OpenAI as they are; else its text does. @param secrets how many were taken out of its text */
export function goesAsItIs(path: string, secrets: number): boolean {
  return secrets === 0 && DOCUMENTS.includes(kindOf(path));
}

/** Whether a file goes under a name that says it is text, since it would not be read under its own. */
export function isRenamed(path: string, asItIs: boolean): boolean {
  return !asItIs && !TEXTS.includes(kindOf(path));
}

function kindOf(path: string): string {
  return extname(path).slice(1).toLowerCase();
}

/** The part of the name by which an uploaded file is known again, whatever is lost on this machine. */
export function keyOf(storeId: string, { path, folder, hash: content }: Identity): string {
  return hash('sha256', [storeId, folder ?? '', path, content].join('\n')).slice(0, HEX);
}

function storeMark(storeId: string): string {
  return hash('sha256', storeId).slice(0, HEX / 2);
}

/** The name that a file has at OpenAI. */
export function uploadName(storeId: string, identity: Identity, asItIs: boolean): string {
  // Names longer than systems have would be refused.
  const name = basename(identity.path).slice(-120);
  return `${MARK}-${storeMark(storeId)}-${keyOf(storeId, identity)}-${isRenamed(name, asItIs) ? `${name}.txt` : name}`;
}

/** Whose an uploaded file is, by its name; null for those that are none of Docent's. */
export function readName(filename: string): { readonly key: string; isOf(storeId: string): boolean } | null {
  const [, store, key] = /^docent-([0-9a-f]{8})-([0-9a-f]{16})-/.exec(filename) ?? [];
  return key === undefined ? null : { key, isOf: (storeId) => storeMark(storeId) === store };
}

/** What a file in a hosted store is known by, as its attributes: a long path in pieces of 512 characters, the folder, the hash, and that Docent put it in. */
export function toAttributes({ path, folder, hash: content }: Identity): Record<string, string> {
  const parts = PATH_KEYS.flatMap((key, index) => {
    const part = path.slice(index * VALUE_CHARS, (index + 1) * VALUE_CHARS);
    return part === '' ? [] : [[key, part] as const];
  });
  return { ...Object.fromEntries(parts), ...(folder !== null && { folder: folder.slice(0, VALUE_CHARS) }), hash: content, by: MARK };
}

/** Null for a file that Docent did not put in. */
export function readAttributes(attributes: VectorStoreFile['attributes']): Identity | null {
  const { folder, hash: content, by } = attributes ?? {};
  const path = pathIn(attributes);
  if (by !== MARK || path === null || typeof content !== 'string') return null;
  return { path, folder: typeof folder === 'string' ? folder : null, hash: content };
}

/** The path that attributes name, whoever has set them; null where they name none. */
export function pathIn(attributes: VectorStoreFile['attributes']): string | null {
  return PATH_KEYS.map((key) => attributes?.[key] ?? '').join('') || null;
}
