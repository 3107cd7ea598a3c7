import { looseArguments, looseValue, type Found } from '../../../text/looseValue.ts';
import type { ToolDefinition } from '../../../types/tool.ts';
import { calledTool } from '../callNames.ts';

/** A call as a model has written it into its text. */
export interface WrittenCall {
  readonly name: string;
  /** A JSON object. */
  readonly arguments: string;
}

type Tools = readonly ToolDefinition[];
type Calls = Found<readonly WrittenCall[]>;

/** What small models put before a call: the marks of their own formats, which their servers leave in the text. */
export const MARKS: readonly string[] = [
  '<tool_call>', '<tool_calls>', '<function_call>', '<function_calls>', '<tool_code>', '<function=',
  '<|tool_call|>', '<|tool_calls|>', '<|tool_call_begin|>', '<|python_tag|>', '[TOOL_CALLS]', 'functools[',
];

const NAMES = ['name', 'tool', 'tool_name', 'function', 'function_name', 'action', 'recipient_name'];
const ARGUMENTS = ['arguments', 'parameters', 'args', 'params', 'input', 'action_input', 'tool_input', 'kwargs'];
const WRAPPERS = ['tool_calls', 'tool_call', 'function_call', 'function', 'calls'];
const KEYS: ReadonlySet<string> = new Set([...NAMES, ...ARGUMENTS, ...WRAPPERS, 'type', 'id']);

/** What may stand between two calls. */
const BETWEEN = /^[\s,;]*/;

/**
 * The calls with which a text begins, in the forms that models use: JSON by itself, in a block of code or after a mark, a list in
 * Python’s words, or elements. It is a call where it names one of the tools and its arguments are, or parse to, an object.
 * @param isEnd nothing more comes
 */
export function writtenCalls(text: string, tools: Tools, isEnd: boolean): Calls {
  const found = inBlock(text, tools, isEnd) ?? afterMark(text, tools) ?? byItself(text, tools, isEnd);
  return found === 'open' && isEnd ? 'none' : found;
}

/** Null where no block of code begins. */
function inBlock(text: string, tools: Tools, isEnd: boolean): Calls | null {
  const [fence, info = ''] = /^ {0,3}```([^\n`]*)\n/.exec(text) ?? [];
  if (fence === undefined) return /^ {0,3}`{1,3}[^\n`]*$/.test(text) ? 'open' : null;
  const found = severalAt(text, fence.length, tools, /^tool/.test(info));
  if (typeof found === 'string') return found;
  const after = text.slice(found.end);
  const close = /^\s*```/.exec(after);
  if (close) return { value: found.value, end: found.end + close[0].length };
  if (!/^\s*`{0,2}$/.test(after)) return 'none';
  return isEnd ? { value: found.value, end: text.length } : 'open';
}

/** Null where no mark stands. */
function afterMark(text: string, tools: Tools): Calls | null {
  const mark = MARKS.find((mark) => text.startsWith(mark));
  if (mark === undefined) return text !== '' && MARKS.some((mark) => mark.startsWith(text)) ? 'open' : null;
  // These two are part of what they mark.
  return severalAt(text, mark === 'functools[' ? mark.length - 1 : mark === '<function=' ? 0 : mark.length, tools, true);
}

function byItself(text: string, tools: Tools, isEnd: boolean): Calls {
  const start = /^ {0,3}/.exec(text)?.[0].length ?? 0;
  if (start === text.length) return 'open';
  if (text[start] !== '{' && text[start] !== '[') return 'none';
  const found = callsAt(text, start, tools, false);
  if (typeof found === 'string') return found;
  // A sentence that goes on behind it speaks of a call.
  const after = text.slice(found.end);
  if (!isEnd && /^[ \t]*$/.test(after)) return 'open';
  return /^[ \t]*[\p{L}\d"'`]/u.test(after) ? 'none' : found;
}

/** One after the other, as far as they are whole. */
function severalAt(text: string, at: number, tools: Tools, isMarked: boolean): Calls {
  const first = callsAt(text, at, tools, isMarked);
  if (typeof first === 'string') return first;
  const next = first.end + (BETWEEN.exec(text.slice(first.end))?.[0].length ?? 0);
  const more = next < text.length && '{['.includes(text[next] ?? '') ? severalAt(text, next, tools, isMarked) : 'none';
  if (more === 'open') return 'open';
  return more === 'none' ? first : { value: [...first.value, ...more.value], end: more.end };
}

function callsAt(text: string, from: number, tools: Tools, isMarked: boolean): Calls {
  const at = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const rest = text.slice(at, at + 200);
  if (rest === '') return 'open';
  if (/^\[\s*[A-Za-z_]/.test(rest) || rest === '[') return inPython(text, at, tools);
  if (rest.startsWith('{') || rest.startsWith('[')) return mayBeCall(rest, tools) ? inJson(text, at, tools) : 'none';
  return isMarked ? (inElements(text, at, tools) ?? named(text, at, tools)) : 'none';
}

/** So that what is no call is not held back until its end. */
function mayBeCall(text: string, tools: Tools): boolean {
  const [, key, value] = /^[[\s]*\{\s*["']([^"']*)["'](?:\s*:\s*["']([^"']*)["'])?/.exec(text) ?? [];
  if (key === undefined) return /^[[\s]*(\{\s*(["'][^"']*)?)?$/.test(text);
  if (!KEYS.has(key)) return false;
  return value === undefined || !NAMES.includes(key) || toolOf(value, tools) !== undefined;
}

function inJson(text: string, at: number, tools: Tools): Calls {
  const found = looseValue(text, at);
  if (typeof found === 'string') return found;
  const calls = callsIn(found.value, tools);
  return calls && calls.length > 0 ? { value: calls, end: found.end } : 'none';
}

/** Null where it is, or one of several is, no call. */
function callsIn(value: unknown, tools: Tools): readonly WrittenCall[] | null {
  if (Array.isArray(value)) {
    const all = value.map((one) => callsIn(one, tools));
    return all.every((calls) => calls !== null) ? all.flat() : null;
  }
  if (!isObject(value)) return null;
  const wrapped = WRAPPERS.map((key) => value[key]).find((inner) => typeof inner === 'object' && inner !== null);
  if (wrapped !== undefined) return callsIn(wrapped, tools);
  const said = NAMES.map((key) => value[key]).find((name) => typeof name === 'string');
  const args = objectOf(ARGUMENTS.map((key) => value[key]).find((args) => args !== undefined));
  const tool = typeof said === 'string' ? toolOf(said, tools) : undefined;
  return tool && args ? [{ name: tool.name, arguments: JSON.stringify(args) }] : null;
}

/** `[search(query="a"), …]` */
function inPython(text: string, from: number, tools: Tools): Calls {
  const calls: WrittenCall[] = [];
  for (let at = from + 1; ; ) {
    at += BETWEEN.exec(text.slice(at))?.[0].length ?? 0;
    if (calls.length > 0 && text[at] === ']') return { value: calls, end: at + 1 };
    const call = inBrackets(text, at, tools);
    if (typeof call === 'string') return call;
    calls.push(...call.value);
    at = call.end;
  }
}

/** `search(query="a")`; values without a name are in the order of the tool’s parameters. */
function inBrackets(text: string, at: number, tools: Tools): Calls {
  const rest = text.slice(at, at + 200);
  if (/^[\w.]*$/.test(rest)) return rest === '' || tools.some(({ name }) => name.startsWith(rest) || rest.includes('.')) ? 'open' : 'none';
  const [opening, said = ''] = /^([\w.]+)\(/.exec(rest) ?? [];
  const tool = opening && toolOf(said, tools);
  if (!tool) return 'none';
  const found = looseArguments(text, at + opening.length);
  if (typeof found === 'string') return found;
  const parameters = Object.keys(isObject(tool.parameters['properties']) ? tool.parameters['properties'] : {});
  const args = Object.entries(found.value).map(([key, value]) => [parameters[/^\d+$/.test(key) ? Number(key) : -1] ?? key, value]);
  return { value: [{ name: tool.name, arguments: JSON.stringify(Object.fromEntries(args)) }], end: found.end };
}

/** `search{"query":"a"}`, with marks or a line break between; or as in Python. */
function named(text: string, at: number, tools: Tools): Calls {
  const rest = text.slice(at, at + 200);
  const [before, said = ''] = /^([\w.:-]+)\s*(?:\[CALL_ID\]\w+)?(?:\[ARGS\])?\s*(?:<\|[a-z_]+\|>)?\s*(?=\{)/.exec(rest) ?? [];
  if (before === undefined) {
    const found = inBrackets(text, at, tools);
    return found === 'none' && /^[\w.:-]+\s*[[<]?[^\]>{]{0,60}[\]>]?\s*$/.test(rest) && rest.length < 200 ? 'open' : found;
  }
  const tool = toolOf(said, tools);
  const found = looseValue(text, at + before.length);
  if (!tool || found === 'none') return 'none';
  if (found === 'open') return 'open';
  return isObject(found.value) ? { value: [{ name: tool.name, arguments: JSON.stringify(found.value) }], end: found.end } : 'none';
}

/** `<function=search>{"query":"a"}</function>`, or with an element for each parameter; null where no such element begins. */
function inElements(text: string, at: number, tools: Tools): Calls | null {
  const rest = text.slice(at);
  if ('<function='.startsWith(rest)) return 'open';
  if (!rest.startsWith('<function=')) return null;
  const [opening, said = ''] = /^<function=([^>\n]*)>\s*/.exec(rest) ?? [];
  if (opening === undefined) return rest.includes('\n') ? 'none' : 'open';
  const tool = toolOf(said, tools);
  if (!tool) return 'none';
  if (rest[opening.length] === '{') {
    const found = looseValue(text, at + opening.length);
    if (typeof found === 'string') return found;
    return isObject(found.value) ? { value: [{ name: tool.name, arguments: JSON.stringify(found.value) }], end: found.end } : 'none';
  }
  const end = rest.indexOf('</function>');
  if (end < 0) return 'open';
  const elements = [...rest.slice(opening.length, end).matchAll(/<parameter=([^>\n]*)>\n?(.*?)\n?<\/parameter>/gs)];
  const args = Object.fromEntries(elements.map(([, key = '', value = '']) => [key.trim(), valueOf(value, tool, key.trim())]));
  return { value: [{ name: tool.name, arguments: JSON.stringify(args) }], end: at + end };
}

/** A parameter’s text is what the tool says that it is. */
function valueOf(text: string, { parameters }: ToolDefinition, key: string): unknown {
  const properties = isObject(parameters['properties']) ? parameters['properties'] : {};
  const schema = properties[key];
  if (!isObject(schema) || schema['type'] === 'string') return text;
  const found = looseValue(`${text}\n`);
  return typeof found === 'string' ? text : found.value;
}

function toolOf(said: string, tools: Tools): ToolDefinition | undefined {
  const name = calledTool(said, tools);
  return tools.find((tool) => tool.name === name);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'string') return isObject(value) ? value : null;
  const found = looseValue(value);
  return typeof found !== 'string' && isObject(found.value) && value.slice(found.end).trim() === '' ? found.value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
