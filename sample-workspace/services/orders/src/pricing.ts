import type { BasisPoints, Cents } from './money.ts';
import { REDUCED_RATE, STANDARD_RATE, taxTotals, type TaxTotal } from './tax.ts';

export interface Product {
  readonly name: string;
  /** Net price of one piece. */
  readonly net: Cents;
  readonly rate: BasisPoints;
  /** Months (1–12) in which it is baked; null all year. */
  readonly months: readonly number[] | null;
}

/** Prices as of 1 October 2025, when they rose by 4 %. */
export const CATALOGUE: Readonly<Record<string, Product>> = {
  'rye-sourdough': { name: 'Rye sourdough', net: 562, rate: REDUCED_RATE, months: null },
  'country-loaf': { name: 'Country loaf', net: 478, rate: REDUCED_RATE, months: null },
  'seed-loaf': { name: 'Seed loaf', net: 614, rate: REDUCED_RATE, months: null },
  'spelt-tin': { name: 'Spelt tin', net: 541, rate: REDUCED_RATE, months: null },
  'oat-rolls': { name: 'Oat rolls', net: 406, rate: REDUCED_RATE, months: null },
  'winter-fruit-loaf': { name: 'Winter fruit loaf', net: 780, rate: REDUCED_RATE, months: [11, 12, 1] },
  'linen-bag': { name: 'Linen bread bag', net: 1250, rate: STANDARD_RATE, months: null },
};

export interface OrderLine {
  readonly product: string;
  readonly pieces: number;
}

export interface Price {
  readonly net: Cents;
  readonly taxes: readonly TaxTotal[];
  /** What the customer pays. */
  readonly gross: Cents;
}

/** @throws RangeError for an unknown or out-of-season product, or a number of pieces outside 1–12 */
export function priceOrder(lines: readonly OrderLine[], month: number): Price {
  const taxable = lines.map(({ product, pieces }) => {
    const known = CATALOGUE[product];
    if (!known) throw new RangeError(`There is no product "${product}".`);
    if (known.months && !known.months.includes(month)) throw new RangeError(`${known.name} is not baked this month.`);
    if (!Number.isInteger(pieces) || pieces < 1 || pieces > 12) throw new RangeError('Order between 1 and 12 pieces of each product.');
    return { net: known.net * pieces, rate: known.rate };
  });
  const taxes = taxTotals(taxable);
  const net = taxes.reduce((sum, total) => sum + total.net, 0);
  return { net, taxes, gross: taxes.reduce((sum, total) => sum + total.tax, net) };
}
