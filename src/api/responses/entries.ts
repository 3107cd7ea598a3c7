import { createHash } from 'node:crypto';
import type { Docent } from '../../core/docent.ts';
import { passages } from '../../core/runs/history.ts';
import type { NumberedPassage } from '../../core/types/citation.ts';
import { isCall, type CallBody, type GivenItem, type Item, type NewEntry } from '../../core/types/item.ts';
import { badRequest } from '../errors.ts';
import { summaryOf } from './compaction.ts';
import type { GivenInput, GivenMessage } from './inputFields.ts';
import { createMessageParts } from './messageParts.ts';
import { unsealed } from './sealed.ts';

export interface EntryPlace {
  readonly threadId: string;
  /** What stands in the thread already. */
  readonly before: readonly Item[];
  /** Whether files that come along are for code, too. */
  readonly hasCode: boolean;
  /** The field in which it stands; left out: `input`. */
  readonly param?: string;
}

/** What a client puts in, as a thread has it. @throws ApiError where it names what is not there */
export async function entriesOf(docent: Docent, given: readonly GivenInput[], { threadId, before, hasCode, param = 'input' }: EntryPlace): Promise<readonly NewEntry[]> {
  const toParts = createMessageParts(docent, threadId, before, hasCode);
  const turnOf = turns();
  let number = passages(before).reduce((highest, passage) => Math.max(highest, passage.number), 0);
  const numbered = () => ++number;
  const entries: NewEntry[] = [];
  for (const [index, item] of given.entries()) {
    const turn = turnOf(item);
    switch (item.type) {
      case 'message':
        entries.push({ role: roleOf(item), content: await toParts(item, `${param}[${index}]`), metadata: {}, turn, provider: item.phase ? { phase: item.phase } : null });
        break;
      case 'compaction':
        entries.push({ role: 'developer', content: [{ type: 'text', text: summaryOf(item.encrypted_content, `${param}[${index}]`), annotations: [] }], metadata: {}, turn, provider: { compaction: item.encrypted_content } });
        break;
      case 'item_reference':
        entries.push(...(await referred(docent, item.id, before, `${param}[${index}]`)));
        break;
      default:
        entries.push({ body: bodyOf(item, numbered), turn, provider: item.type === 'reasoning' ? unsealed(item.encrypted_content) : null });
    }
  }
  return entries;
}

function roleOf({ role }: GivenMessage) {
  return role === 'system' ? 'developer' : role;
}

type GivenBody = Exclude<GivenInput, { type: 'message' | 'compaction' | 'item_reference' }>;

function bodyOf(item: GivenBody, numbered: () => number): GivenItem['body'] {
  switch (item.type) {
    case 'reasoning':
      return { type: 'reasoning', text: (item.content?.length ? item.content : item.summary).map(({ text }) => text).join('\n\n') };
    case 'function_call':
      return { type: 'function_call', callId: item.call_id, name: item.name, arguments: item.arguments, error: null };
    case 'function_call_output': {
      const output = typeof item.output === 'string' ? item.output : item.output.map(({ text }) => text).join('\n');
      return { type: 'function_call_output', callId: item.call_id, output };
    }
    case 'file_search_call': {
      const [query = ''] = item.queries;
      const results = (item.results ?? []).map((result) => passageOf(result, numbered()));
      return { type: 'file_search_call', ...madeCall(item.id, { query }), queries: item.queries, results: item.results ? results : null };
    }
    case 'code_interpreter_call': {
      const code = item.code ?? '';
      const outputs = (item.outputs ?? []).map((output) => ({ type: 'logs' as const, stream: 'stdout' as const, text: output.type === 'logs' ? output.logs : '[image]\n' }));
      return { type: 'code_interpreter_call', ...madeCall(item.id, { code }), code, outputs, container: item.container_id };
    }
  }
}

/** A call by what it was made with; models know it by the id that its item had. */
function madeCall(id: string | null | undefined, args: object): Pick<CallBody, 'callId' | 'arguments' | 'error'> {
  return { callId: id ?? `call_${createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 24)}`, arguments: JSON.stringify(args), error: null };
}

type GivenResult = NonNullable<Extract<GivenInput, { type: 'file_search_call' }>['results']>[number];

function passageOf({ file_id = '', filename = '', text = '', score = 0 }: GivenResult, number: number): NumberedPassage {
  const lines = { start: 1, end: text.split('\n').length };
  return { number, file: { id: file_id, path: filename }, lines, focus: lines, page: null, text, hash: createHash('sha256').update(text).digest('hex'), score };
}

/** An item that is kept, by its id; what is in this thread already is not put in again. */
async function referred(docent: Docent, id: string, before: readonly Item[], param: string): Promise<readonly NewEntry[]> {
  if (before.some((item) => item.id === id)) return [];
  const threadId = await docent.items.threadOf(id);
  const item = threadId === null ? null : await docent.items.get(threadId, id);
  if (!item) throw badRequest(`Item with id '${id}' not found.`, { param });
  if (item.type === 'message') return [{ role: item.role, content: item.content, metadata: {}, turn: item.turn, provider: item.provider }];
  const { id: _, threadId: __, runId: ___, turn, createdAt: ____, endedAt: _____, status: ______, metadata: _______, provider, ...body } = item;
  return [{ body, turn, provider }];
}

/** Tells the turns apart in which a model said and called what a client gives back: a new one begins with what comes after a result. */
function turns(): (item: GivenInput) => number {
  let turn = 0;
  let last: GivenInput['type'] | null = null;
  return (item) => {
    const isResult = last === 'function_call_output' || (last !== null && last !== item.type && isHosted(last));
    const isModels = item.type !== 'function_call_output' && !(item.type === 'message' && item.role !== 'assistant');
    if (isResult && isModels) turn++;
    last = item.type;
    return turn;
  };
}

function isHosted(type: string): boolean {
  return type === 'file_search_call' || type === 'code_interpreter_call';
}

/**
 * Each output has its call, and each call its output.
 * @param before what stands in the thread
 * @throws ApiError in OpenAI's words
 */
export function checkCalls(before: readonly Item[], entries: readonly NewEntry[]): void {
  const bodies = entries.flatMap((entry) => ('body' in entry ? [entry.body] : []));
  const calls = [...before.filter((item) => isCall(item) && item.status === 'completed' && item.error === null), ...bodies].flatMap((item) => (item.type === 'function_call' ? [item.callId] : []));
  const outputs = [...before, ...bodies].flatMap((item) => (item.type === 'function_call_output' ? [item.callId] : []));
  for (const item of bodies) {
    if (item.type !== 'function_call_output' || calls.includes(item.callId)) continue;
    throw badRequest(`No tool call found for function call output with call_id ${item.callId}.`, { param: 'input' });
  }
  const open = calls.find((callId) => !outputs.includes(callId));
  if (open !== undefined) throw badRequest(`No tool output found for function call ${open}.`, { param: 'input' });
}
