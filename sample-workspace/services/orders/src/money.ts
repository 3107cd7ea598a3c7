/** An amount of money in whole cents. Fractions of a cent exist nowhere outside `divideHalfEven`. */
export type Cents = number;

/** A rate in basis points: 700 is 7 %. Whole numbers, so that no rate is ever 0.07000000000000001. */
export type BasisPoints = number;

/**
 * `numerator / denominator`, rounded to a whole number; a tie goes to the even neighbour, so that many roundings don't
 * drift upwards.
 */
export function divideHalfEven(numerator: number, denominator: number): number {
  const floor = Math.floor(numerator / denominator);
  const twiceRest = 2 * (numerator - floor * denominator);
  if (twiceRest < denominator) return floor;
  if (twiceRest > denominator) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** For people: 1234 becomes "€12.34". */
export function formatEuro(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}€${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
