import { language } from './language.ts';

/** A day and a time as people write them. @param at milliseconds since 1970 */
export function moment(at: number): string {
  return new Date(at).toLocaleString(language());
}
