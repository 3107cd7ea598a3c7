import { t } from '@vscode/l10n';
import type { Model, ModelEvent, ModelRequest } from '../models/model.ts';
import { ContextExceeded } from '../types/errors.ts';
import { isCall, messageText, type Item } from '../types/item.ts';
import type { LeftOut, Run } from '../types/run.ts';
import { estimateTokens } from '../text/tokens.ts';
import { NO_USAGE, priced, type TokenCount, type Usage } from '../types/usage.ts';
import { requestTokens } from './count.ts';
import { fit, type Fitted } from './fit.ts';
import type { LiveRun } from './liveRun.ts';
import { roomIn, roomOf } from './window.ts';
import { figure } from '../text/figure.ts';

/** What any model reads; for less, its window needn't be asked for. The smallest that servers set by themselves is 2,048. */
const ALWAYS_FITS = 1_500;
/** Of what a server refused, where it does not say what it reads: our count may be too low by a third, and there is one try. */
const SMALLER = 1 / 2;

/** What a turn is given of its model's answer; the usage goes into the run. */
export type AnswerEvent = Exclude<ModelEvent, { type: 'usage' | 'begun' | 'container' }>;

/**
 * One turn's answer to a request that is made to fit. A server that refuses it as too long nevertheless is asked once more with less,
 * as long as nothing of its answer has come. What a turn took is always known, at least about.
 */
export async function* respond(
  live: LiveRun,
  turn: number,
  request: ModelRequest,
  model: Model,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  let fitted = await fitToWindow(live.run, request, model, signal);
  let begun = false;
  let counted = false;
  let isTaken = false;
  let containerCost = 0;

  async function* answer(): AsyncGenerator<AnswerEvent> {
    showLeftOut(live, fitted.leftOut);
    for await (const event of model.respond(fitted.request, signal)) {
      switch (event.type) {
        case 'begun':
          isTaken = true;
          break;
        case 'container':
          containerCost += event.cost;
          break;
        case 'usage':
          begun = true;
          count(event.usage);
          break;
        default:
          begun ||= event.type !== 'waiting';
          yield event;
      }
    }
  }

  function count(usage: TokenCount): void {
    counted = true;
    live.emit({ type: 'run', run: withUsage(live.run, turn, priced(usage, model.price, containerCost)) });
  }

  try {
    try {
      yield* answer();
    } catch (error) {
      const smaller = !begun && error instanceof ContextExceeded ? shrink(fitted, request, error) : null;
      if (!smaller) throw error;
      fitted = smaller;
      yield* answer();
    }
  } finally {
    // A model that is stopped while it thinks unseen has read all the same.
    const isCharged = begun || containerCost > 0 || (isTaken && signal.aborted);
    if (isCharged && !counted && model.isLanguageModel) count(estimate(live, turn, fitted.tokens));
  }
}

/** @throws ContextExceeded where what can't be left out is already longer than what the model reads */
async function fitToWindow(run: Run, request: ModelRequest, model: Model, signal: AbortSignal): Promise<Fitted> {
  const window = requestTokens(request) > ALWAYS_FITS ? await model.contextTokens(signal) : null;
  const fitted = fit(request, roomOf(run, request, window).tokens);
  if (run.options.fit === 'whole' && fitted.leftOut.messages > 0) throw tooLong(requestTokens(request), window ?? fitted.tokens, model);
  if (window === null || fitted.tokens <= window) return fitted;
  throw tooLong(fitted.tokens, window, model);
}

function tooLong(tokens: number, window: number, model: Model): ContextExceeded {
  const message = t('The question and its results have about {0} tokens, and “{1}” reads {2}; ask with less, or choose a model that reads more.', figure(tokens), model.label, figure(window));
  return new ContextExceeded(message, window);
}

/** The request with less of the thread; null where there is nothing more to leave out. */
function shrink(fitted: Fitted, request: ModelRequest, { contextTokens }: ContextExceeded): Fitted | null {
  const smaller = fit(request, Math.min(fitted.tokens * SMALLER, roomIn(contextTokens, request)));
  return smaller.tokens < fitted.tokens ? smaller : null;
}

function showLeftOut(live: LiveRun, leftOut: LeftOut): void {
  const before = live.run.leftOut;
  if (before.messages === leftOut.messages && before.results === leftOut.results) return;
  live.emit({ type: 'run', run: { ...live.run, leftOut } });
}

/** A provider may count a turn more than once, each time in full. */
function withUsage(run: Run, turn: number, usage: Usage): Run {
  const turns = Array.from({ length: Math.max(run.turns.length, turn + 1) }, (_, index) => run.turns[index] ?? NO_USAGE);
  return { ...run, turns: turns.with(turn, usage) };
}

/** Our own count, where a provider gives none or its stream broke off before. */
function estimate(live: LiveRun, turn: number, inputTokens: number): TokenCount {
  const said = live.state.items.filter((item) => item.runId === live.run.id && item.turn === turn);
  const thought = said.filter((item) => item.type === 'reasoning');
  return {
    inputTokens,
    cachedTokens: 0,
    estimated: true,
    outputTokens: sum(said.map(saidTokens)),
    reasoningTokens: sum(thought.map(saidTokens)),
  };
}

function saidTokens(item: Item): number {
  if (isCall(item)) return estimateTokens(item.arguments);
  if (item.type === 'reasoning') return estimateTokens(item.text);
  return item.type === 'message' ? estimateTokens(messageText(item)) : 0;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
