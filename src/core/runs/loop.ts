import { t } from '@vscode/l10n';
import type { Model } from '../models/model.ts';
import type { RunScope, ToolContext } from '../tools/tool.ts';
import type { Advice } from '../types/advice.ts';
import type { ConsentSubject } from '../types/consent.ts';
import { DocentError } from '../types/errors.ts';
import type { CallBody, Item } from '../types/item.ts';
import type { Log } from '../types/log.ts';
import type { Run } from '../types/run.ts';
import { readOperation } from '../types/shipped.ts';
import type { Thread } from '../types/thread.ts';
import { toolName } from '../models/transcript.ts';
import { parsedJson } from '../text/json.ts';
import { sumUsage } from '../types/usage.ts';
import { runCall } from './calls.ts';
import { circleWatch } from './circles.ts';
import { offered, withinLimit } from './callLimit.ts';
import { dataFiles } from './dataFiles.ts';
import { attachments, passages } from './history.ts';
import { openingCalls } from './opening.ts';
import { runInOrder } from './inOrder.ts';
import type { LiveRun } from './liveRun.ts';
import { sendingTo } from './sending.ts';
import { requestOf, takeTurn, type Asking } from './turn.ts';
import { freeRoom } from './window.ts';

/** A model that still calls tools after so many turns goes in circles, at the user's cost. */
const MAX_TURNS = 30;

export interface Loop extends Asking {
  readonly thread: Thread;
  readonly log: Log;
  readonly advice: Advice;
  readonly scope: RunScope;
  consent(subject: ConsentSubject): Promise<boolean>;
  /** Throws where no more may be spent. */
  mayAsk(model: Model): Promise<void>;
  /** Puts the run as it is on disk. */
  save(run: Run): Promise<void>;
}

/**
 * The run loop: the model is asked, its calls are run, their results go back to it, until it answers without a call, or calls
 * what is its caller's to run.
 * @param first the turn with which it begins or goes on
 * @throws DocentError where the run can't go on, `AbortError` where it was stopped
 */
export async function runLoop(live: LiveRun, loop: Loop, first: number): Promise<'completed' | 'requires_action'> {
  const { model, tools, consent, save, mayAsk } = loop;
  const toolOf = (name: string) => tools.find((tool) => tool.definition.name === name);
  const watchCircles = circleWatch();
  await allowSending(model, consent);
  const begun = await open(live, loop, first);
  for (let turn = begun; turn < MAX_TURNS; turn++) {
    checkLimits(live.run);
    await mayAsk(model);
    const { reason, calls } = await takeTurn(live, turn, { ...loop, tools: offered(live, tools) });
    // What a turn took must be known even if this process does not live to the end of the run.
    await save(live.run);
    if (reason === 'length') {
      throw new DocentError('model_length', t('The answer reached the model’s length limit; ask it to go on.'), null);
    }
    if (reason === 'filter') throw new DocentError('model_filtered', t('The model’s provider withheld the rest of the answer.'));
    if (calls.length === 0) return 'completed';
    const ours = calls.filter((call) => toolOf(toolName(call))?.run !== null);
    await runCalls(live, loop, turn, withinLimit(live, ours), model.isLanguageModel ? 'model' : 'docent');
    if (ours.length < calls.length) return handOver(live, calls.filter((call) => !ours.includes(call)));
    watchCircles(ours.map(({ id }) => live.item(id)));
  }
  throw new DocentError('too_many_turns', t('The model called tools {0} times without answering; ask it more narrowly.', MAX_TURNS), 'retry');
}

/** Calls of the caller's own functions: the run waits for what they give, or leaves that to the next one. */
function handOver(live: LiveRun, calls: readonly Item<CallBody>[]): 'completed' | 'requires_action' {
  if (live.run.options.atFunctions !== 'end') return 'requires_action';
  for (const { id } of calls) live.close(live.item(id), 'completed');
  return 'completed';
}

/** Does what a run begins with before its model is asked. @returns the turn in which that is */
async function open(live: LiveRun, loop: Loop, first: number): Promise<number> {
  const { thread, model, tools } = loop;
  const hasPython = tools.some(({ itemType }) => itemType === 'code_interpreter_call');
  const opening = first === 0 && hasPython ? openingCalls(thread.origin, model, live.state.items) : [];
  if (opening.length === 0) return first;
  await runCalls(live, loop, first, opening.map((call) => live.open(call, first)), 'docent');
  return first + 1;
}

/** All calls have ended before the run does, also where one of them was stopped. */
async function runCalls(live: LiveRun, loop: Loop, turn: number, calls: readonly Item<CallBody>[], caller: ToolContext['caller']): Promise<void> {
  const { thread, tools, signal, log, advice, scope, consent } = loop;
  const toolOf = (name: string) => tools.find((tool) => tool.definition.name === name);
  const files = dataFiles(attachments(live.state.items), loop.given);
  const room = roomForEach(live, turn, loop, calls.length);
  const context = { ...scope, thread, assistant: live.run.assistant, advice, signal, caller, consent, files, room, passages: () => passages(live.state.items) };
  const run = (call: Item<CallBody>) => runCall(live, call, toolOf, context, log);
  if (caller === 'docent' && calls.every(isUsersCode)) return runInOrder(live, calls, run);
  const ended = await Promise.allSettled(calls.map(run));
  for (const call of ended) if (call.status === 'rejected') throw call.reason;
}

/** Without a model, code that is no operation of Docent's own is what the user has given along. */
function isUsersCode(call: Item<CallBody>): boolean {
  return call.type === 'code_interpreter_call' && readOperation(parsedJson(call.arguments)) === null;
}

/** What each of so many calls may bring: they share what the next request has room for, which is found out when one asks. */
function roomForEach(live: LiveRun, turn: number, loop: Loop, calls: number): ToolContext['room'] {
  let room: Promise<number | null> | null = null;
  return async () => {
    room ??= freeRoom(live.run, requestOf(live, turn + 1, loop), loop.model, loop.signal);
    const free = await room;
    return free === null ? null : Math.floor(free / calls);
  };
}

/** The limits of the run are over all its turns; a turn in which one is passed is still whole. */
function checkLimits({ options, turns }: Run): void {
  const { inputTokens, outputTokens } = sumUsage(turns);
  if (options.maxPromptTokens !== null && inputTokens >= options.maxPromptTokens) {
    throw new DocentError('max_prompt_tokens', t('The run reached its limit of {0} tokens to read.', options.maxPromptTokens));
  }
  if (options.maxCompletionTokens !== null && outputTokens >= options.maxCompletionTokens) {
    throw new DocentError('max_completion_tokens', t('The run reached its limit of {0} tokens to write.', options.maxCompletionTokens));
  }
}

async function allowSending(model: Model, consent: Loop['consent']): Promise<void> {
  if (model.destination.kind === 'local') return;
  if (!(await consent(sendingTo(model.destination)))) {
    throw new DocentError('send_declined', t('Nothing was sent to {0}; choose a model on this machine or allow it.', model.destination.host), 'configureModel');
  }
}
