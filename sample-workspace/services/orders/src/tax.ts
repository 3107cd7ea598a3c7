import { divideHalfEven, type BasisPoints, type Cents } from './money.ts';

/** What tax is due on: one order line's net amount and its rate. */
export interface Taxable {
  readonly net: Cents;
  readonly rate: BasisPoints;
}

export interface TaxTotal {
  readonly rate: BasisPoints;
  readonly net: Cents;
  readonly tax: Cents;
}

/** Bread and rolls. */
export const REDUCED_RATE: BasisPoints = 700;
/** All that can't be eaten: bags, gift cards. */
export const STANDARD_RATE: BasisPoints = 1900;

/**
 * The tax of one order, a total for each rate, lowest rate first.
 *
 * This is the only place where tax is rounded: once per tax rate and order, on the sum of the net amounts, half to even.
 * Rounding line by line was up to three cents off on orders of many small lines (docs/adr/0002-round-tax-once-per-rate.md).
 */
export function taxTotals(lines: readonly Taxable[]): readonly TaxTotal[] {
  const netByRate = new Map<BasisPoints, Cents>();
  for (const { net, rate } of lines) netByRate.set(rate, (netByRate.get(rate) ?? 0) + net);
  return [...netByRate]
    .toSorted(([a], [b]) => a - b)
    .map(([rate, net]) => ({ rate, net, tax: divideHalfEven(net * rate, 10_000) }));
}
