import { language } from './language.ts';

/** Two digits that count, for the small costs of single answers. */
const SMALL = new Intl.NumberFormat(language(), { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });
const USUAL = new Intl.NumberFormat(language(), { style: 'currency', currency: 'USD' });
/** Less is shown as less than it. */
const SMALLEST = 0.000_01;

/** An amount of US dollars as it is shown: `$1,234.50`, `$0.0012`. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < SMALLEST) return `< ${SMALL.format(SMALLEST)}`;
  return amount > 0 && amount < 0.1 ? SMALL.format(amount) : USUAL.format(amount);
}
