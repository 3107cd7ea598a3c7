import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = join(import.meta.dirname, '../..');
/** The lists of the SDK's types. */
const ROOTS = [
  { file: 'sdkTypes.ts', type: 'SdkObjects' },
  { file: 'sdkResponseTypes.ts', type: 'SdkResponseObjects' },
] as const;
/** Keys that OpenAI's examples have, or that clients set, and the SDK's types don't know. */
const MORE_KEYS: readonly (readonly [object: string, key: string])[] = [
  ['thread.run.step', 'expires_at'],
  ['vector_store', 'description'],
  ['response', 'store'],
];
const PAGES: Readonly<Record<string, string>> = {
  'vector_store.search_results.page': 'vector_store.search_result',
  'vector_store.file_content.page': 'vector_store.file_content',
};

/** What the SDK declares no type for, when it is gone. */
const DELETED: ReadonlySet<string> = new Set(['response', 'container.deleted', 'container.file.deleted']);

type Json = Readonly<Record<string, unknown>>;

let validators: ((name: string) => ValidateFunction) | null = null;

/** Checks objects against the declarations in the SDK: each key that is required, each type, and no key that it doesn't know. */
function validator(name: string): ValidateFunction {
  validators ??= create();
  return validators(name);
}

function create(): (name: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const root of ROOTS) ajv.addSchema(schemas(root), root.type);
  return (name) => {
    for (const { type } of ROOTS) {
      const known = ajv.getSchema(`${type}#/definitions/${type}/properties/${name}`);
      if (known) return known;
    }
    throw new Error(`The SDK has no object “${name}”`);
  };
}

/** Some seconds of work, done once for each version of the SDK and of the list of its types. */
function schemas({ file: name, type }: (typeof ROOTS)[number]): AnySchemaObject {
  const path = join(ROOT, 'test/support', name);
  const sdk = readFileSync(join(ROOT, 'node_modules/openai/package.json'));
  const file = join(ROOT, 'out', `${type}-${createHash('sha256').update(sdk).update(readFileSync(path)).digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as AnySchemaObject;
  const generator = createGenerator({ path, tsconfig: join(ROOT, 'tsconfig.json'), type, skipTypeCheck: true });
  const schema = generator.createSchema(type);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(file, JSON.stringify(schema));
  return schema;
}

/** @throws Error that says which key of the object is not as the SDK declares it */
export function checkObject(value: unknown): void {
  const object = value as Json;
  // Items have a type alone; what is deleted has lost all else.
  const kind = 'object' in object ? String(object['object']) : 'item';
  if (object['deleted'] === true && DELETED.has(kind)) return checkDeleted(object);
  if (kind === 'list' || kind in PAGES) return checkList(object, kind);
  check(kind === 'file' && 'deleted' in object ? 'file.deleted' : kind, object);
}

function checkDeleted(object: Json): void {
  const keys = Object.keys(object).toSorted().join();
  if (keys !== 'deleted,id,object') throw new Error(`Something deleted with the keys ${keys}`);
}

/** Lists with cursors have all of their keys; those without have none. */
function checkList(list: Json, kind: string): void {
  if (!Array.isArray(list['data'])) throw new Error(`A list without data: ${JSON.stringify(list)}`);
  for (const entry of list['data'] as readonly unknown[]) {
    const page = PAGES[kind];
    if (page) check(page, entry as Json);
    else checkObject(entry);
  }
  if ('first_id' in list) {
    const ids = (list['data'] as readonly Json[]).map(({ id }) => id);
    const expected = { first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null, has_more: Boolean(list['has_more']) };
    for (const [key, wanted] of Object.entries(expected)) {
      if (list[key] !== wanted) throw new Error(`A list’s ${key} is ${String(list[key])}, not ${String(wanted)}`);
    }
  }
}

export function checkEvent(event: string, data: unknown): void {
  if (event === (data as Json)['type']) {
    const { response } = data as Json;
    check('response.event', response === undefined ? (data as Json) : { ...(data as Json), response: completed(response as Json) });
    return;
  }
  const checked = { event, data: withoutMore(data as Json) };
  check('event', checked);
}

/** All four keys are there, whatever they hold. */
export function checkError(value: unknown): void {
  const { error } = value as { readonly error?: Json };
  const keys = Object.keys(error ?? {}).toSorted().join();
  if (keys !== 'code,message,param,type') throw new Error(`An error with the keys ${keys}`);
  if (typeof error?.['message'] !== 'string' || typeof error['type'] !== 'string') throw new Error(`An error without words: ${JSON.stringify(error)}`);
}

function check(name: string, object: Json): void {
  const validate = validator(name);
  const checked = name === 'response' ? completed(object) : withoutMore(object);
  if (validate(checked)) return;
  const problems = (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  throw new Error(`Not the SDK’s ${name}: ${problems.slice(0, 5).join('; ')}\n${JSON.stringify(object)}`);
}

/** A response with the text that clients put together themselves. */
function completed(response: Json): Json {
  return { ...withoutMore(response), output_text: '' };
}

function withoutMore(object: Json): Json {
  const more = MORE_KEYS.filter(([kind]) => kind === object['object']).map(([, key]) => key);
  return Object.fromEntries(Object.entries(object).filter(([key]) => !more.includes(key)));
}
