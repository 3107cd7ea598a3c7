import type { OpenAI } from 'openai';
import { isCall, type CallBody, type Item, type Message } from '../../core/types/item.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import { NO_USAGE } from '../../core/types/usage.ts';
import { rankingOptions } from './assistant.ts';
import { outputsOf } from './outputs.ts';
import { errorKind, toUsage } from './run.ts';
import { seconds } from './time.ts';

/** OpenAI's reference has `expired_at`, its examples have `expires_at`. */
export type WireStep = OpenAI.Beta.Threads.Runs.RunStep & { readonly expires_at: number | null };
export type WireCall = OpenAI.Beta.Threads.Runs.ToolCall;

/** A step of a run: one message, or the calls that the model made at once. */
export type Step =
  | { readonly type: 'message_creation'; readonly message: Item<Message> }
  | { readonly type: 'tool_calls'; readonly calls: Calls };
type Calls = readonly [Item<CallBody>, ...Item<CallBody>[]];

/** @param items what a run has made, in order */
export function stepsOf(items: readonly Item[]): readonly Step[] {
  const steps: Step[] = [];
  for (const item of items) {
    if (item.type === 'message') {
      steps.push({ type: 'message_creation', message: item });
    } else if (isCall(item)) {
      const last = steps.at(-1);
      if (last?.type === 'tool_calls' && belongs(item, last.calls)) steps[steps.length - 1] = { ...last, calls: [...last.calls, item] };
      else steps.push({ type: 'tool_calls', calls: [item] });
    }
  }
  return steps;
}

/** The step with each of its calls as it is now. */
export function withCalls(step: Step, now: (call: Item<CallBody>) => Item<CallBody>): Step {
  return step.type === 'tool_calls' ? { ...step, calls: step.calls.map(now) as unknown as Calls } : step;
}

/** Calls of one turn are made at once, unless one had ended before the next began. */
export function belongs(call: Item<CallBody>, calls: readonly Item<CallBody>[]): boolean {
  return calls[0]?.turn === call.turn && calls.some(({ endedAt }) => endedAt === null || endedAt >= call.createdAt);
}

/** Names a step for good: by what it began with. */
export function stepId(step: Step): string {
  return firstItem(step).id.replace(/^[a-z]+_/, 'step_');
}

export interface StepView {
  /** What the run has made so far, in order. */
  readonly items: readonly Item[];
  /** Whether the text of the passages that a search found goes along. */
  readonly withPassages: boolean;
}

export function toStep(step: Step, run: Run, { items, withPassages }: StepView): WireStep {
  const parts = step.type === 'message_creation' ? [step.message] : step.calls;
  const status = statusOf(step, run);
  const ends = parts.flatMap(({ endedAt }) => endedAt ?? []);
  const endedAt = status === 'in_progress' || ends.length === 0 ? null : seconds(Math.max(...ends));
  const expired_at = status === 'expired' ? endedAt : null;
  const first = firstItem(step);
  return {
    id: stepId(step),
    object: 'thread.run.step',
    created_at: seconds(first.createdAt),
    assistant_id: run.assistant.id,
    thread_id: run.threadId,
    run_id: run.id,
    type: step.type,
    status,
    step_details: detailsOf(step, run, { items, withPassages }),
    last_error: status === 'failed' ? lastError(step, run) : null,
    expired_at,
    expires_at: expired_at,
    cancelled_at: status === 'cancelled' ? endedAt : null,
    failed_at: status === 'failed' ? endedAt : null,
    completed_at: status === 'completed' ? endedAt : null,
    metadata: notesOf(step),
    usage: status === 'in_progress' ? null : toUsage(isLastOfTurn(step, items) ? (run.turns[first.turn] ?? NO_USAGE) : NO_USAGE),
  };
}

function firstItem(step: Step): Item {
  return step.type === 'message_creation' ? step.message : step.calls[0];
}

function statusOf(step: Step, run: Run): WireStep['status'] {
  const parts: readonly Item[] = step.type === 'message_creation' ? [step.message] : step.calls;
  if (parts.some(({ status }) => status === 'in_progress')) return 'in_progress';
  if (parts.some(({ status }) => status === 'incomplete')) return endOf(run);
  return errorOf(step) ? 'failed' : 'completed';
}

/** How a step ended that was open when its run ended. */
function endOf({ status }: Run): WireStep['status'] {
  if (status === 'incomplete') return 'completed';
  if (status === 'cancelling') return 'cancelled';
  return isActive(status) ? 'failed' : status === 'completed' ? 'completed' : (status as 'failed' | 'cancelled' | 'expired');
}

/** What its searches missed, in the words that the model reads; the API has no field of its own for that. */
function notesOf(step: Step): WireStep['metadata'] {
  const notes = step.type === 'message_creation' ? [] : step.calls.flatMap((call) => (call.type === 'file_search_call' && call.note && !call.tool ? [call.note] : []));
  return notes.length === 0 ? {} : { note: [...new Set(notes)].join(' ') };
}

/** What kept a search or code from running. A function's failure is its output. */
function errorOf(step: Step) {
  if (step.type === 'message_creation') return null;
  return step.calls.find(({ type, error }) => type !== 'function_call' && error)?.error ?? null;
}

function lastError(step: Step, run: Run): WireStep['last_error'] {
  const error = errorOf(step) ?? run.error;
  return { code: errorKind(error?.code ?? ''), message: error?.message ?? 'The run failed.' };
}

/** A turn is counted once, in its last step. */
function isLastOfTurn(step: Step, items: readonly Item[]): boolean {
  const { turn } = firstItem(step);
  const last = items.findLast((item) => item.turn === turn && (item.type === 'message' || isCall(item)));
  return step.type === 'message_creation' ? last?.id === step.message.id : step.calls.some(({ id }) => id === last?.id);
}

function detailsOf(step: Step, run: Run, view: StepView): WireStep['step_details'] {
  if (step.type === 'message_creation') return { type: 'message_creation', message_creation: { message_id: step.message.id } };
  return { type: 'tool_calls', tool_calls: step.calls.map((call) => toCall(call, run, view)) };
}

function toCall(call: Item<CallBody>, run: Run, { items, withPassages }: StepView): WireCall {
  switch (call.type) {
    case 'code_interpreter_call':
      return { id: call.callId, type: 'code_interpreter', code_interpreter: { input: call.code, outputs: outputsOf(call) } };
    case 'file_search_call': {
      const tool = run.assistant.tools.find((each) => each.type === 'file_search');
      const ranking_options = rankingOptions(tool?.scoreThreshold ?? null);
      const results = (call.results ?? []).map(({ file, score, text }) => ({
        file_id: file.id,
        file_name: file.path,
        score,
        ...(withPassages && { content: [{ type: 'text' as const, text }] }),
      }));
      return { id: call.callId, type: 'file_search', file_search: { ranking_options, results } };
    }
    case 'function_call': {
      const output = items.find((item) => item.type === 'function_call_output' && item.callId === call.callId);
      return {
        id: call.callId,
        type: 'function',
        function: { name: call.name, arguments: call.arguments, output: output?.type === 'function_call_output' ? output.output : null },
      };
    }
  }
}
