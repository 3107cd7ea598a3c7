import type { Model } from '../models/model.ts';
import type { Tool } from '../tools/tool.ts';
import type { ConsentSubject } from '../types/consent.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { Thread } from '../types/thread.ts';
import { runCall } from './calls.ts';
import { attachments } from './history.ts';
import type { LiveRun } from './liveRun.ts';
import { takeTurn } from './turn.ts';

/** A model that still calls tools after so many turns goes in circles, at the user's cost. */
const MAX_TURNS = 30;

export interface Loop {
  readonly thread: Thread;
  readonly model: Model;
  readonly tools: readonly Tool[];
  readonly signal: AbortSignal;
  readonly log: Log;
  consent(subject: ConsentSubject): Promise<boolean>;
}

/**
 * The run loop: the model is asked, its calls are run, their results go back to it, until it answers without a call.
 * @throws DocentError where the run can't go on, `AbortError` where it was stopped
 */
export async function runLoop(live: LiveRun, loop: Loop): Promise<void> {
  const { thread, model, tools, signal, log, consent } = loop;
  await allowSending(model, consent);
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const { reason, calls } = await takeTurn(live, turn, model, tools, signal);
    if (reason === 'length') {
      throw new DocentError('model_length', 'The answer reached the model’s length limit; ask it to go on.', null);
    }
    if (reason === 'filter') throw new DocentError('model_filtered', 'The model’s provider withheld the rest of the answer.');
    if (calls.length === 0) return;
    const context = { thread, signal, consent, attachments: attachments(live.state.items) };
    const toolOf = (name: string) => tools.find((tool) => tool.definition.name === name);
    // All have ended before the run does, also where one of them was stopped.
    const ended = await Promise.allSettled(calls.map((call) => runCall(live, call, toolOf, context, log)));
    for (const call of ended) if (call.status === 'rejected') throw call.reason;
  }
  throw new DocentError('too_many_turns', `The model called tools ${MAX_TURNS} times without answering; ask it more narrowly.`, 'retry');
}

async function allowSending(model: Model, consent: Loop['consent']): Promise<void> {
  if (model.destination.kind === 'local') return;
  const { host } = model.destination;
  const what = 'Your questions, the passages that are found for them in your files, and what code prints';
  if (!(await consent({ kind: 'send', host, what }))) {
    throw new DocentError('send_declined', `Nothing was sent to ${host}; choose a model on this machine or allow it.`, 'configureModel');
  }
}
