import { language } from './language.ts';

/** A number as people write it: `1,234`. */
export function figure(value: number): string {
  return value.toLocaleString(language());
}
