import { DEFAULT_ASSISTANT } from '../../../../src/core/assistants/default.ts';
import type { Citation, NumberedPassage } from '../../../../src/core/types/citation.ts';
import { toCitation } from '../../../../src/core/types/citation.ts';
import type { Annotation, CodeInterpreterCall, ContentPart, Envelope, ItemBody, ItemStatus, Message } from '../../../../src/core/types/item.ts';
import { textPart } from '../../../../src/core/types/item.ts';
import type { Output, Table } from '../../../../src/core/types/output.ts';
import { DEFAULT_RUN_OPTIONS } from '../../../../src/core/types/options.ts';
import { EMPTY_THREAD } from '../../../../src/core/types/reducer.ts';
import { NOTHING_LEFT_OUT, type Run, type RunStatus } from '../../../../src/core/types/run.ts';
import { NO_RUNS } from '../../../../src/core/types/usage.ts';
import { EMPTY_COMPOSER, type Chip } from '../../../../src/protocol/composer.ts';
import type { ViewContext, ViewState } from '../../../../src/protocol/view.ts';
import { ORIGIN } from './shell.ts';

const NOON = Date.UTC(2026, 10, 3, 12);

export function viewContext(context: Partial<ViewContext> = {}): ViewContext {
  return {
    thread: { id: 'thread_1', title: 'How are retries delayed?' },
    assistant: { name: 'Docent', error: null, suggestions: [] },
    authors: {},
    place: 'this machine',
    searchedAt: null,
    model: { label: 'Search only', isLanguageModel: false, host: null, setBy: 'settings' },
    index: { kind: 'ready', files: 128, leftOut: 3 },
    rebuild: null,
    interpreter: 'Python 3.13.1, sandboxed',
    pythonProblem: null,
    composer: EMPTY_COMPOSER,
    filesUri: `${ORIGIN}/files`,
    ...context,
  };
}

export const viewState = (state: Partial<ViewState> = {}): ViewState => ({ kind: 'chat', ...EMPTY_THREAD, earlier: 0, ...viewContext(), usage: {}, others: NO_RUNS, branches: [], ...state });

export function run(status: RunStatus, more: Partial<Run> = {}): Run {
  return {
    id: 'run_1',
    threadId: 'thread_1',
    model: 'Search only',
    status,
    error: null,
    turns: [],
    metadata: {},
    leftOut: NOTHING_LEFT_OUT,
    assistant: DEFAULT_ASSISTANT,
    options: DEFAULT_RUN_OPTIONS,
    createdAt: NOON,
    startedAt: NOON,
    expiresAt: null,
    endedAt: null,
    ...more,
  };
}

export function item<Body extends ItemBody>(id: string, body: Body, status: ItemStatus = 'completed'): Envelope & Body {
  const envelope: Envelope = { id, threadId: 'thread_1', runId: 'run_1', turn: 0, createdAt: NOON, endedAt: status === 'in_progress' ? null : NOON, status, metadata: {}, provider: null };
  return { ...envelope, ...body };
}

export const question = (text: string, id = 'msg_question', more: readonly ContentPart[] = []) =>
  item<Message>(id, { type: 'message', role: 'user', content: [textPart(text), ...more] });

export const answer = (text: string, id = 'msg_answer', status: ItemStatus = 'completed') =>
  item<Message>(id, { type: 'message', role: 'assistant', content: [{ type: 'text', text, annotations: annotationsOf(text) }] }, status);

/** Each `【n】` cites passage n, as the run loop sends it. */
export function annotationsOf(text: string): readonly Annotation[] {
  return [...text.matchAll(/【(\d+)】/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    citation: citation(Number(match[1])),
  }));
}

const PATHS = ['src/net/retry.ts', 'docs/operations/limits.md', 'docs/guide.pdf'];

export function passage(number: number): NumberedPassage {
  const path = PATHS[(number - 1) % PATHS.length] ?? '';
  const start = 10 * number;
  return {
    number,
    file: { id: `/work/${path}`, path },
    lines: { start, end: start + 2 },
    focus: { start, end: start + 2 },
    page: path.endsWith('.pdf') ? number : null,
    text: `const delay = base * 2 ** attempt;\nconst jitter = Math.random() * delay;\nawait sleep(Math.min(delay + jitter, LIMIT));`,
    hash: 'f'.repeat(64),
    score: 1 / number,
  };
}

export const citation = (number: number): Citation => toCitation(passage(number));

export const python = (code: string, outputs: readonly Output[], status: ItemStatus = 'completed', more: Partial<CodeInterpreterCall> = {}) =>
  item<CodeInterpreterCall>('ci_1', { type: 'code_interpreter_call', callId: 'call_2', arguments: JSON.stringify({ code }), error: null, code, outputs, ...more }, status);

export function table(title: string, rows: Table['rows'], more: Partial<Table> = {}): Table {
  return { type: 'table', title, columns: ['month', 'sales', 'share'], rows, totalRows: rows.length, ...more };
}

export const drawing = (title: string, id = 'file-drawing'): Output => ({
  type: 'image',
  title,
  file: { id, name: 'chart.svg', mime: 'image/svg+xml', bytes: 900 },
});

/** A file that goes along with the question. */
export const chip = (label: string, more: Partial<Chip> = {}): Chip => ({
  id: `file ${label}`,
  kind: 'file',
  label,
  detail: `data/${label}`,
  tokens: 1_234,
  note: '',
  ...more,
});
