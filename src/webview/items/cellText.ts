import type { Cell } from '../../core/types/output.ts';

/** Up to so many digits a figure is as somebody wrote it; in what is worked out, noise stands behind them. */
const SURE_DIGITS = 15;
/** A figure that is so many characters longer than its sure digits has noise; with fewer, they may be its own. */
const NOISE = 3;

/** A cell with all its digits, but without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
export function cellText(cell: Cell): string {
  if (cell === null) return '–';
  const text = String(cell);
  if (typeof cell !== 'number' || Number.isInteger(cell)) return text;
  const sure = String(Number(cell.toPrecision(SURE_DIGITS)));
  return text.length - sure.length >= NOISE ? sure : text;
}
