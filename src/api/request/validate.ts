import type { Context } from 'hono';
import type * as z from 'zod';
import { badRequest, type ApiError } from '../errors.ts';

/** No schema of a function's parameters is so deep; what is deeper can't be written again by the engine's own means. */
const MAX_DEPTH = 200;

type Issue = z.core.$ZodIssue;

/**
 * The JSON body of a request, checked; no body is an empty object.
 * @throws ApiError that names the field which is wrong
 */
export async function body<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  // Before it is read: one that is all brackets would take a gigabyte.
  if (isDeep(text)) throw badRequest(`The JSON body of your request is nested more than ${MAX_DEPTH} levels deep.`);
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw badRequest('We could not parse the JSON body of your request: it is not valid JSON.');
  }
  return checked(value, schema);
}

/** Without going down into it. Escapes are taken out first: a pattern that skips them fails on long strings. */
function isDeep(json: string): boolean {
  let depth = 0;
  for (const [token] of json.replaceAll(/\\./g, '').matchAll(/"[^"]*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Azure's clients name the version of the API that they speak; it changes nothing here. */
const API_VERSION = 'api-version';

/**
 * The query of a request, checked. Arrays arrive as `include[]=…` or as `include=…`, several times, objects as `metadata[key]=…`. What is
 * empty is left out: clients put their variable into the query whether it holds something or not.
 */
export function query<T>(c: Context, schema: z.ZodType<T>): T {
  const fields = new Map<string, unknown>();
  for (const [key, values] of Object.entries(c.req.queries())) {
    const [, name = key, inner] = /^([^[]+)\[(.*)\]$/s.exec(key) ?? [];
    if (name === API_VERSION) continue;
    if (inner) fields.set(name, Object.fromEntries([...Object.entries(fields.get(name) ?? {}), [inner, values.at(-1)]]));
    else fields.set(name, oneOrAll(values.filter((value) => value !== ''), name !== key));
  }
  return checked(Object.fromEntries(fields), schema);
}

function oneOrAll(values: readonly string[], isArray: boolean): readonly string[] | string | undefined {
  return values.length > 0 && (isArray || values.length > 1) ? values : values[0];
}

/** @throws ApiError that names the field which is wrong */
export function checked<T>(value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw issue ? toError(nearest(issue)) : badRequest('Invalid request.');
}

/** Of the alternatives that all failed, the one that came furthest tells best what was meant. */
function nearest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const [best] = issue.errors.flatMap((issues) => issues.slice(0, 1)).toSorted((a, b) => depth(b) - depth(a));
  return best ? nearest({ ...best, path: [...issue.path, ...best.path] } as Issue) : issue;
}

/** A value of the right kind that is wrong inside is nearer than one of another kind. */
function depth(issue: Issue): number {
  return issue.path.length + (issue.code === 'invalid_type' ? 0 : 1);
}

function toError(issue: Issue): ApiError {
  const param = paramOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path);
  const [code, message] = sentence(issue, param || 'body');
  return badRequest(message, { code, ...(param && { param }) });
}

type Sentence = readonly [code: string, message: string];

function sentence(issue: Issue, param: string): Sentence {
  switch (issue.code) {
    case 'unrecognized_keys':
      return ['unknown_parameter', `Unknown parameter: '${param}'.`];
    case 'invalid_type':
      if (issue.input === undefined) return ['missing_required_parameter', `Missing required parameter: '${param}'.`];
      return ['invalid_type', `Invalid type for '${param}': expected ${named(issue.expected)}, but got ${kindOf(issue.input)} instead.`];
    case 'too_big':
      return tooMuch(issue, param);
    case 'too_small':
      return tooLittle(issue, param);
    case 'invalid_value': {
      if (issue.input === undefined) return ['missing_required_parameter', `Missing required parameter: '${param}'.`];
      return ['invalid_value', `Invalid value: ${shown(issue.input)}. Supported values are: ${listed(issue.values)}.`];
    }
    case 'invalid_union': {
      const value = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator ?? ''];
      const options = 'options' in issue ? (issue.options as readonly unknown[]) : [];
      if (value === undefined) return ['missing_required_parameter', `Missing required parameter: '${param}'.`];
      return ['invalid_value', `Invalid value: ${shown(value)}. Supported values are: ${listed(options)}.`];
    }
    case 'invalid_key': {
      const key = String(issue.path.at(-1));
      const inner = issue.issues[0]?.code === 'too_big' ? Number(issue.issues[0].maximum) : 0;
      const where = paramOf(issue.path.slice(0, -1));
      const lengths = `Expected keys with maximum length ${inner}, but got a key with length ${key.length} instead.`;
      return ['string_above_max_length', `Invalid '${where}': key too long. ${lengths}`];
    }
    case 'custom':
      return [String(issue.params?.['code'] ?? 'invalid_value'), `Invalid '${param}': ${issue.message}`];
    default:
      return ['invalid_value', `Invalid '${param}': ${issue.message}`];
  }
}

function tooMuch(issue: Extract<Issue, { code: 'too_big' }>, param: string): Sentence {
  const { origin, input } = issue;
  const max = Number(issue.maximum);
  if (origin === 'string' || origin === 'array') {
    const got = `but got ${origin === 'string' ? 'a string' : 'an array'} with length ${lengthOf(input)} instead`;
    const wanted = `Expected ${origin === 'string' ? 'a string' : 'an array'} with maximum length ${max}`;
    return [`${origin}_above_max_length`, `Invalid '${param}': ${origin} too long. ${wanted}, ${got}.`];
  }
  return [`${numberKind(input)}_above_max_value`, `Invalid '${param}': ${numberKind(input)} above maximum value. Expected a value <= ${max}, but got ${input} instead.`];
}

function tooLittle(issue: Extract<Issue, { code: 'too_small' }>, param: string): Sentence {
  const { origin, input } = issue;
  const min = Number(issue.minimum);
  if (origin === 'string' || origin === 'array') {
    const got = `but got ${origin === 'string' ? 'a string' : 'an array'} with length ${lengthOf(input)} instead`;
    const wanted = `Expected ${origin === 'string' ? 'a string' : 'an array'} with minimum length ${min}`;
    return [`${origin}_below_min_length`, `Invalid '${param}': ${origin} too short. ${wanted}, ${got}.`];
  }
  return [`${numberKind(input)}_below_min_value`, `Invalid '${param}': ${numberKind(input)} below minimum value. Expected a value >= ${min}, but got ${input} instead.`];
}

/** `tools[0].function.name` */
function paramOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('');
}

const NAMES: Readonly<Record<string, string>> = {
  int: 'an integer',
  number: 'a decimal',
  object: 'an object',
  record: 'an object',
  array: 'an array',
  null: 'null',
};

function named(kind: string): string {
  return NAMES[kind] ?? `a ${kind}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal';
  return named(typeof value);
}

function numberKind(value: unknown): string {
  return Number.isInteger(value) ? 'integer' : 'decimal';
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

/** What a client sent, so that it is recognised; a long text is cut. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : kindOf(value);
  return text.length > 60 ? `${text.slice(0, 60)}…'` : text;
}

function listed(values: readonly unknown[]): string {
  const texts = values.map((value) => `'${String(value)}'`);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')}${texts.length > 2 ? ',' : ''} and ${texts.at(-1)}`;
}
