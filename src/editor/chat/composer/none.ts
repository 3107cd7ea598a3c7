import type { Composer } from './composer.ts';

const nothing = () => null;
const none = () => [];

/** What is answered where no question can be typed. */
export const NO_COMPOSER: Composer['requests'] = {
  ask: nothing,
  keepDraft: nothing,
  recall: none,
  suggest: none,
  add: () => '',
  takeOffer: nothing,
  receive: nothing,
  removeChip: nothing,
  editQueued: nothing,
  removeQueued: nothing,
  sendQueued: nothing,
};
