import type { OpenAI } from 'openai';
import type { Step } from '../wire/step.ts';

/** One event as it is sent. */
export type Frame = OpenAI.Beta.AssistantStreamEvent;

/** A step that is under way. */
export interface Lane {
  /** As it is now. */
  step: Step;
  readonly held: Frame[];
  ended: boolean;
}

/** The steps under way. Clients take one open step at a time: what happens in a later one is held until those before it have ended. */
export interface Lanes {
  /** Those that have not ended, in order. */
  readonly open: readonly Lane[];
  /** The newest that was not sent in full yet. */
  readonly last: Lane | undefined;
  add(step: Step): Lane;
  send(lane: Lane, ...frames: readonly Frame[]): void;
  /** Ends a step; what was held of those that come next is sent. */
  end(lane: Lane): void;
}

export function createLanes(out: (frame: Frame) => void): Lanes {
  const lanes: Lane[] = [];
  return {
    get open() {
      return lanes.filter(({ ended }) => !ended);
    },
    get last() {
      return lanes.at(-1);
    },
    add(step) {
      const lane: Lane = { step, held: [], ended: false };
      lanes.push(lane);
      return lane;
    },
    send(lane, ...frames) {
      if (lanes[0] === lane) frames.forEach(out);
      else lane.held.push(...frames);
    },
    end(lane) {
      lane.ended = true;
      while (lanes[0]?.ended) {
        lanes.shift();
        lanes[0]?.held.splice(0).forEach(out);
      }
    },
  };
}
