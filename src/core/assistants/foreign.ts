import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { LIMITS } from '../types/assistant.ts';

/** Something of a file that was written for another tool, and what became of it. */
export interface Hint {
  /** The key of the front matter that it is about; null for the file. */
  readonly key: string | null;
  /** One sentence. */
  readonly message: string;
}

export interface Taken {
  readonly values: unknown;
  readonly hints: readonly Hint[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Keys by which files of Copilot, Claude Code, Cursor, Windsurf and OpenCode are known. */
const FOREIGN_KEYS = words(`
  agents allowed-tools alwaysApply applyTo argument-hint color disallowedTools disable-model-invocation globs handoffs hooks infer
  mcp-servers mcpServers memory mode permission permissionMode skills target trigger user-invocable user-invokable
`);
/** Their tools that find and read files, which `file_search` does here. In small letters, without what stands before a slash. */
const SEARCHING = words(`
  search codebase code_search codebase_search searchcodebase semantic_search usages searchresults listcodeusages filesearch
  read readfile read_file view grep grep_search greptool textsearch glob ls list list_dir listdirectory list_files search_files
`);
/** Those that run Python. */
const COMPUTING = words('codeinterpreter python runpython run_python notebookexecute runnotebookcell runnotebooks');
/** Those that Docent has nothing like. */
const ELSEWHERE = words(`
  agent task runsubagent subagent todo todos todowrite todoread edit editfiles multiedit write write_file createfile notebookedit patch
  bash bashoutput killshell killbash shell execute terminal runcommands runinterminal run_in_terminal terminallastcommand
  terminalselection runtasks web webfetch websearch fetch opensimplebrowser githubrepo new changes problems testfailure runtests vscode
  vscodeapi extensions skill exitplanmode askuserquestion slashcommand newworkspace newjupyternotebook installextension findtestfiles
`);
/** Docent’s own. */
const OURS = words('file_search code_interpreter');
/** Models as others name them, without a server. */
const ANY_MODEL = /^(inherit|default|auto|sonnet|opus|haiku|fast)$|\((copilot|preview)\)$|^[^/]*$/i;

/**
 * The front matter of a file for another tool as one for Docent: what has a like here is taken, what has none is said.
 * @param name what the assistant is called where the file does not say; null: it has to say
 */
export function fromOthers(values: unknown, name: string | null): Taken {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return { values, hints: [] };
  const given = values as Readonly<Record<string, unknown>>;
  const isNameless = given['name'] === undefined && name !== null;
  const isForeign = isNameless || Object.keys(given).some((key) => FOREIGN_KEYS.has(key)) || hasForeignTools(given['tools']);
  if (!isForeign) return { values, hints: [] };
  const hints: Hint[] = [];
  const taken: Record<string, unknown> = { ...given };
  if (isNameless) {
    taken['name'] = name;
    hints.push({ key: null, message: t('The file gives no name; it is called {0}, as the file is.', name) });
  }
  takeTools(taken, hints);
  takeModel(taken, hints);
  takeDescription(taken, hints);
  return { values: taken, hints };
}

function hasForeignTools(tools: unknown): boolean {
  if (typeof tools === 'string' || isSwitches(tools)) return true;
  const names = toolNames(tools) ?? [];
  return !names.some((name) => OURS.has(name)) && names.some((name) => likeness(name) !== name);
}

/** What a file’s assistant is called where it does not say: `code-reviewer.agent.md` is code-reviewer. */
export function nameOf(path: string): string {
  return basename(path).replace(/\.md$/i, '').replace(/\.(agent|chatmode|prompt|instructions|rules?)$/i, '');
}

function takeTools(taken: Record<string, unknown>, hints: Hint[]): void {
  const given = taken['tools'] ?? taken['allowed-tools'];
  if (given === undefined) {
    taken['tools'] = [...OURS];
    hints.push({ key: null, message: t('The file names no tools; it gets file_search and code_interpreter.') });
    return;
  }
  const names = toolNames(given);
  // What is neither a list nor one in words is wrong by itself.
  if (!names) return;
  const known = names.map((name) => ({ name, is: likeness(name) }));
  taken['tools'] = [...new Set(known.flatMap(({ is }) => is ?? []))];
  const moved = known.filter(({ name, is }) => is !== null && is !== name).map(({ name, is }) => `${name} → ${is}`);
  const ignored = known.filter(({ is }) => is === null).map(({ name }) => name);
  if (moved.length > 0) hints.push({ key: 'tools', message: t('Tools of another program, and what stands for them here: {0}.', moved.join(', ')) });
  if (ignored.length > 0) hints.push({ key: 'tools', message: t('Docent has no tools like {0}; they count for nothing.', ignored.join(', ')) });
}

/** Null where these are no names. */
function toolNames(given: unknown): readonly string[] | null {
  if (isSwitches(given)) return Object.entries(given).flatMap(([name, isOn]) => (isOn ? [name] : []));
  if (Array.isArray(given)) return given.every((name) => typeof name === 'string') ? given : null;
  if (typeof given !== 'string') return null;
  // A comma within brackets belongs to what a tool may do: `Bash(git log, git diff)`.
  return given.replace(/^\[|\]$/g, '').split(/[,\n](?![^(]*\))/).map((name) => name.trim().replace(/^["']|["']$/g, '')).filter(Boolean);
}

function isSwitches(given: unknown): given is Readonly<Record<string, boolean>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given) && Object.values(given).every((value) => typeof value === 'boolean');
}

/** Docent’s tool for one of another program’s; itself where it may be one of the editor’s; null where there is none. */
function likeness(name: string): string | null {
  const bare = name.replace(/\(.*$/s, '').replace(/^.*\//, '').trim().toLowerCase();
  if (OURS.has(bare)) return bare;
  if (SEARCHING.has(bare)) return 'file_search';
  if (COMPUTING.has(bare)) return 'code_interpreter';
  return ELSEWHERE.has(bare) || /\*$|^[\w-]+\(/.test(name) || bare.startsWith('mcp__') ? null : name;
}

function takeModel(taken: Record<string, unknown>, hints: Hint[]): void {
  const { model } = taken;
  if (model === undefined || (typeof model === 'string' && !ANY_MODEL.test(model))) return;
  delete taken['model'];
  hints.push({ key: 'model', message: t('{0} is no model of a server here; the one chosen in the settings answers.', [model].flat().join(', ')) });
}

function takeDescription(taken: Record<string, unknown>, hints: Hint[]): void {
  const { description } = taken;
  if (typeof description !== 'string' || description.trim().length <= LIMITS.description) return;
  taken['description'] = description.trim().slice(0, LIMITS.description);
  hints.push({ key: 'description', message: t('Of the description the first {0} characters are taken.', LIMITS.description) });
}
