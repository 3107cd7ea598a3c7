// The rooms of src/ and what each may know. A file belongs to the longest folder named here that holds it.
import { existsSync } from 'node:fs';
import path from 'node:path';

const SRC = path.resolve(import.meta.dirname, '..', '..', 'src');

/** What every part of core may know: nouns, pure helpers on texts and figures, and the limits of what is foreign. */
const COMMON = ['core/types', 'core/text', 'core/limits'];
const CORE = ['core/data', 'core/cleanup', 'core/export', 'core/openai', 'core/models', 'core/assistants', 'core/knowledge', 'core/interpreter', 'core/containers', 'core/tools', 'core/runs'];
/** What a view may know: the messages, the nouns, the helpers, and request and reply. */
const VIEW = [...COMMON, 'protocol', 'rpc'];
/** What the editor's features may know of each other is their own business; all else is the engine's. */
const FEATURES = ['data', 'chat', 'threads', 'analysis', 'knowledge', 'cleanup', 'models', 'assistants', 'tools', 'usage', 'grid', 'api', 'mcp'].map((name) => `editor/${name}`);
const EDITOR = [...COMMON, ...CORE, 'core', 'core/knowledge/read', 'core/knowledge/search', 'core/knowledge/stores/hosted', 'protocol', 'rpc', 'editor'];

/** @type {Readonly<Record<string, readonly string[]>>} */
export const ROOMS = {
  'core/text': [],
  'core/types': ['core/text'],
  'core/limits': ['core/text'],
  'core/disk': COMMON,
  'core/export': COMMON,
  'core/data': [...COMMON, 'core/disk'],
  'core/cleanup': [...COMMON, 'core/data', 'core/disk'],
  'core/openai': COMMON,
  'core/models': [...COMMON, 'core/openai'],
  'core/assistants': [...COMMON, 'core/data'],
  // The engine sees no more of knowledge than what a vector store is; the rooms below are its own.
  'core/knowledge': [...COMMON, 'core/disk', 'core/knowledge/stores', 'core/knowledge/index'],
  'core/knowledge/read': COMMON,
  'core/knowledge/reading': [...COMMON, 'core/knowledge/read'],
  'core/knowledge/index': [...COMMON, 'core/disk', 'core/knowledge', 'core/knowledge/read', 'core/knowledge/reading'],
  'core/knowledge/search': [...COMMON, 'core/knowledge', 'core/knowledge/read', 'core/knowledge/index'],
  'core/knowledge/stores': [...COMMON, 'core/disk', 'rpc', 'core/knowledge', 'core/knowledge/read', 'core/knowledge/reading', 'core/knowledge/index', 'core/knowledge/search'],
  'core/knowledge/stores/folders': [...COMMON, 'core/knowledge', 'core/knowledge/read', 'core/knowledge/search'],
  'core/knowledge/stores/uploads': [...COMMON, 'core/data', 'core/knowledge'],
  'core/knowledge/stores/hosted': [...COMMON, 'core/data', 'core/openai', 'core/knowledge', 'core/knowledge/read', 'core/knowledge/index', 'core/knowledge/search'],
  'core/interpreter': [...COMMON, 'core/disk'],
  'core/containers': [...COMMON, 'core/data', 'core/interpreter'],
  'core/tools': [...COMMON, 'core/interpreter', 'core/knowledge', 'core/knowledge/search'],
  'core/runs': [...COMMON, 'core/data', 'core/models', 'core/tools'],
  core: [...COMMON, ...CORE, 'core/disk', 'core/knowledge/read', 'core/knowledge/stores', 'core/knowledge/stores/folders', 'core/knowledge/stores/uploads', 'core/knowledge/stores/hosted'],
  mcp: [...COMMON, ...CORE, 'core'],
  api: [...COMMON, ...CORE, 'core', 'core/knowledge/stores/uploads'],
  cli: [...COMMON, 'core/models', 'core/openai', 'api'],
  protocol: [...COMMON, 'rpc'],
  rpc: COMMON,
  editor: [...EDITOR, ...FEATURES],
  ...Object.fromEntries(FEATURES.map((feature) => [feature, [...EDITOR, ...FEATURES]])),
  'editor/knowledge': [...EDITOR, ...FEATURES, 'core/knowledge/stores/uploads'],
  'editor/api': [...EDITOR, ...FEATURES, 'api'],
  'editor/mcp': [...EDITOR, ...FEATURES, 'api', 'mcp'],
  'webview/shared': VIEW,
  'webview/charts': [...VIEW, 'webview/shared'],
  'webview/markdown': [...VIEW, 'webview/shared'],
  'webview/items': [...VIEW, 'webview/shared', 'webview/charts', 'webview/markdown'],
  'webview/chat': [...VIEW, 'webview/shared', 'webview/markdown', 'webview/items'],
  'webview/data': [...VIEW, 'webview/shared'],
  'webview/analysis': [...VIEW, 'webview/shared', 'webview/markdown', 'webview/items'],
  'webview/grid': [...VIEW, 'webview/shared', 'webview/charts'],
  'webview/usage': [...VIEW, 'webview/shared'],
  webview: [...VIEW, 'webview/shared', 'webview/items', 'webview/chat', 'webview/data', 'webview/analysis'],
};

/** Modules that are no files of ours, and the rooms that may not have them. */
export const OUTSIDE = [
  { module: /^vscode$/, rooms: /^(core|api|mcp|webview|protocol|rpc)/ },
  { module: /^node:/, rooms: /^(webview|protocol|core\/text|core\/types)/, except: ['node:crypto'] },
  { module: /^(hono|@hono\/)/, rooms: /^(core|mcp|editor|webview|protocol|rpc)/ },
  { module: /^@modelcontextprotocol\//, rooms: /^(core|api|editor|webview|protocol|rpc)/ },
];

/** The room of a file, by its absolute path; null for the roots (`extension.ts`, `serve.ts`, `mcp.ts`, `main.ts`) and for what is not in src/. */
export function roomOf(file) {
  const relative = path.relative(SRC, file).split(path.sep).join('/');
  if (relative.startsWith('..')) return null;
  const place = relative.replace(/\.\w+$/, '');
  // A room is a folder, or a file where there is no folder of that name: beside it, that would be its root.
  const rooms = Object.keys(ROOMS).filter((room) => place.startsWith(`${room}/`) || (place === room && !existsSync(path.join(SRC, room))));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** The file behind a relative import; null where it is none of ours. */
export function imported(file, specifier) {
  if (!specifier.startsWith('.')) return null;
  const target = path.resolve(path.dirname(file), specifier);
  return existsSync(target) ? target : null;
}
