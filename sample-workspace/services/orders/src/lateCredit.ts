import { divideHalfEven, type Cents } from './money.ts';

/** A delivery is late when it comes more than this many minutes after the end of its slot. */
export const GRACE_MINUTES = 15;
/** Each started quarter of an hour beyond the grace period is worth this share of the order's price. */
const PERCENT_PER_QUARTER = 10;
const MAX_PERCENT = 50;
/** Later than this, nobody waits for breakfast any more: the order is cancelled. */
export const GIVE_UP_MINUTES = 90;

export type LateOutcome =
  | { readonly kind: 'inTime' }
  /** The customer keeps the bread and gets a credit for the next order. */
  | { readonly kind: 'credited'; readonly percent: number; readonly credit: Cents }
  /** The whole price is paid back to where it came from. */
  | { readonly kind: 'cancelled'; readonly refund: Cents };

/**
 * What happens when a delivery is late: docs/specs/late-delivery.md, criteria L1 to L5.
 * @param minutes minutes after the end of the slot
 * @param gross what the customer paid for the order
 */
export function lateOutcome(minutes: number, gross: Cents): LateOutcome {
  if (minutes <= GRACE_MINUTES) return { kind: 'inTime' };
  if (minutes > GIVE_UP_MINUTES) return { kind: 'cancelled', refund: gross };
  const startedQuarters = Math.ceil((minutes - GRACE_MINUTES) / 15);
  const percent = Math.min(MAX_PERCENT, startedQuarters * PERCENT_PER_QUARTER);
  return { kind: 'credited', percent, credit: divideHalfEven(gross * percent, 100) };
}
