import type { OpenAI } from 'openai';
import { openCalls } from '../../core/runs/submission.ts';
import type { RunEvent } from '../../core/types/events.ts';
import { isCall, type CallBody, type Item, type Message } from '../../core/types/item.ts';
import { grow } from '../../core/types/reducer.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import { createLanes, type Frame, type Lane } from './lanes.ts';
import { callDeltas, type CallDeltas } from '../wire/callDeltas.ts';
import { contextOf, imageContent, NO_CONTEXT, toMessage } from '../wire/message.ts';
import { toRun } from '../wire/run.ts';
import { belongs, stepId, stepsOf, toStep, withCalls, type Step } from '../wire/step.ts';
import { textWriter, type TextPiece, type TextWriter } from '../wire/text.ts';

/** Turns the events of one run into the API's. */
export interface Translator {
  /** What an event of the run's thread means; nothing for what is of no run, or of another. */
  push(event: RunEvent): readonly Frame[];
  /** Whether the run has ended or waits for its caller: nothing more comes. */
  readonly ended: boolean;
}

/** A message that is being written. */
interface OpenMessage {
  readonly lane: Lane;
  readonly writer: TextWriter;
  /** Of its text among the message's parts. */
  readonly index: number;
  annotations: number;
}

interface OpenCall {
  readonly lane: Lane;
  readonly deltas: CallDeltas;
}

/**
 * @param first the run as it begins or goes on
 * @param before the items of the thread so far, of this run, too, where it goes on
 */
export function translator(first: Run, before: readonly Item[], withPassages: boolean): Translator {
  const thread = [...before];
  let run = first;
  let status: Run['status'] | null = null;
  let out: Frame[] = [];
  const lanes = createLanes((frame) => void out.push(frame));
  const { send } = lanes;
  const messages = new Map<string, OpenMessage>();
  const calls = new Map<string, OpenCall>();

  const own = () => thread.filter((item) => item.runId === run.id);
  const view = () => ({ items: own(), withPassages });
  function contextAt(item: Item<Message>) {
    const earlier = thread.slice(0, thread.indexOf(item));
    return contextOf(item, earlier.filter(({ runId }) => runId === run.id), earlier);
  }

  // A run that goes on has steps that are open: those of the calls it waited for.
  for (const step of stepsOf(own())) {
    if (step.type !== 'tool_calls' || step.calls.every((call) => call.status !== 'in_progress')) continue;
    const lane = lanes.add(step);
    for (const [index, call] of step.calls.entries()) calls.set(call.id, { lane, deltas: callDeltas(call, index) });
  }

  function openLane(step: Step): Lane {
    const lane = lanes.add(step);
    const data = toStep(step, run, view());
    if (data.step_details.type === 'tool_calls') data.step_details.tool_calls = [];
    send(lane, { event: 'thread.run.step.created', data }, { event: 'thread.run.step.in_progress', data });
    return lane;
  }

  function endLane(lane: Lane): void {
    const data = toStep(lane.step, run, view());
    send(lane, { event: `thread.run.step.${data.status}`, data } as Frame);
    lanes.end(lane);
  }

  function openMessage(item: Item<Message>): void {
    const lane = openLane({ type: 'message_creation', message: item });
    const context = contextAt(item);
    const data = { ...toMessage(item, run, NO_CONTEXT), content: [] };
    send(lane, { event: 'thread.message.created', data }, { event: 'thread.message.in_progress', data });
    context.images.forEach((file, index) => sendDelta(lane, item.id, { index, ...imageContent(file) }));
    messages.set(item.id, { lane, writer: textWriter(item.turn, context.links), index: context.images.length, annotations: 0 });
  }

  function sendDelta(lane: Lane, id: string, part: OpenAI.Beta.Threads.MessageContentDelta): void {
    send(lane, { event: 'thread.message.delta', data: { id, object: 'thread.message.delta', delta: { content: [part] } } });
  }

  function sendText(id: string, open: OpenMessage, pieces: readonly TextPiece[]): void {
    for (const { value, annotations } of pieces) {
      const indexed = annotations.map((annotation) => ({ index: open.annotations++, ...annotation }));
      sendDelta(open.lane, id, { index: open.index, type: 'text', text: { value, annotations: indexed } });
    }
  }

  function endMessage(item: Item<Message>, open: OpenMessage): void {
    messages.delete(item.id);
    sendText(item.id, open, open.writer.end());
    open.lane.step = { type: 'message_creation', message: item };
    const data = toMessage(item, run, contextAt(item));
    const message: Frame = { event: `thread.message.${item.status === 'incomplete' ? 'incomplete' : 'completed'}`, data };
    send(open.lane, message);
    endLane(open.lane);
  }

  function openCall(call: Item<CallBody>): void {
    const { last } = lanes;
    const isMore = last?.ended === false && last.step.type === 'tool_calls' && belongs(call, last.step.calls);
    const lane = isMore ? last : openLane({ type: 'tool_calls', calls: [call] });
    if (isMore && last.step.type === 'tool_calls') lane.step = { ...last.step, calls: [...last.step.calls, call] };
    const deltas = callDeltas(call, lane.step.type === 'tool_calls' ? lane.step.calls.length - 1 : 0);
    calls.set(call.id, { lane, deltas });
    sendCall(lane, deltas.announcement());
  }

  function sendCall(lane: Lane, delta: OpenAI.Beta.Threads.Runs.ToolCallDelta | null): void {
    if (!delta) return;
    const step_details = { type: 'tool_calls' as const, tool_calls: [delta] };
    send(lane, { event: 'thread.run.step.delta', data: { id: stepId(lane.step), object: 'thread.run.step.delta', delta: { step_details } } });
  }

  /** A call as it is now; the last of its step that ends, ends it. */
  function updateCall(call: Item<CallBody>, { lane, deltas }: OpenCall): void {
    if (lane.ended) return;
    if (call.type === 'code_interpreter_call' && call.error) sendCall(lane, deltas.output({ type: 'notice', notice: call.error }));
    lane.step = withCalls(lane.step, (other) => (other.id === call.id ? call : other));
    if (lane.step.type === 'tool_calls' && lane.step.calls.every(isSettled)) endLane(lane);
  }

  /** A function's call has ended when its output is there. */
  function isSettled(call: Item<CallBody>): boolean {
    if (call.status !== 'completed' || call.type !== 'function_call') return call.status === 'completed';
    return thread.some((item) => item.type === 'function_call_output' && item.callId === call.callId);
  }

  function itemAdded(item: Item): void {
    if (item.type === 'message') openMessage(item);
    else if (isCall(item)) openCall(item);
  }

  function itemDone(item: Item): void {
    // How what was cut off ended, the run's own end tells.
    if (item.status === 'incomplete') return;
    const open = messages.get(item.id);
    if (item.type === 'message' && open) endMessage(item, open);
    // What was streamed as an answer turned out to be thought.
    if (item.type === 'reasoning' && open?.lane.step.type === 'message_creation') endMessage({ ...open.lane.step.message, status: 'incomplete' }, open);
    const callId = item.type === 'function_call_output' ? item.callId : null;
    const call = isCall(item) ? item : thread.find((other) => other.type === 'function_call' && other.callId === callId);
    const known = call && calls.get(call.id);
    if (call && isCall(call) && known) updateCall(call, known);
  }

  function cutOff(): void {
    const items = new Map(thread.map((item) => [item.id, item]));
    for (const lane of lanes.open) {
      if (lane.step.type === 'message_creation') {
        const item = items.get(lane.step.message.id);
        const open = messages.get(lane.step.message.id);
        if (item?.type === 'message' && open) endMessage(item, open);
      } else {
        lane.step = withCalls(lane.step, (call) => (items.get(call.id) as Item<CallBody> | undefined) ?? call);
        endLane(lane);
      }
    }
  }

  function runChanged(changed: Run): void {
    run = changed;
    if (run.status === status) return;
    status = run.status;
    if (!isActive(status)) cutOff();
    out.push({ event: `thread.run.${status}`, data: toRun(run, openCalls(thread, run.id)) } as Frame);
  }

  function apply(event: RunEvent): void {
    switch (event.type) {
      case 'run':
        if (event.run.id === run.id) runChanged(event.run);
        break;
      case 'item.added':
      case 'item.done': {
        const index = thread.findLastIndex(({ id }) => id === event.item.id);
        if (index < 0) thread.push(event.item);
        else thread[index] = event.item;
        if (event.item.runId !== run.id) break;
        if (event.type === 'item.added') itemAdded(event.item);
        else itemDone(event.item);
        break;
      }
      case 'text.delta':
      case 'annotation': {
        const open = messages.get(event.itemId);
        if (!open) break;
        sendText(event.itemId, open, event.type === 'annotation' ? open.writer.cite(event.annotation) : open.writer.push(event.delta));
        break;
      }
      case 'output': {
        const open = calls.get(event.itemId);
        if (open) sendCall(open.lane, open.deltas.output(event.output));
        break;
      }
      case 'arguments.delta': {
        const open = calls.get(event.itemId);
        const index = thread.findLastIndex(({ id }) => id === event.itemId);
        const before = thread[index];
        if (!open || !before) break;
        const after = grow(before, event);
        // A run that pauses tells its caller the arguments of calls that have not ended.
        thread[index] = after;
        sendCall(open.lane, open.deltas.arguments(event.delta, before, after));
        break;
      }
    }
  }

  return {
    push(event) {
      apply(event);
      const frames = out;
      out = [];
      return frames;
    },
    get ended() {
      return status !== null && (!isActive(status) || status === 'requires_action');
    },
  };
}
