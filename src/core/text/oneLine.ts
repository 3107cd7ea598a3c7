import { visibleLine } from './visible.ts';

/** What somebody else said about a failure, as one line of about `max` characters without a full stop. */
export function oneLine(text: string, max: number): string {
  const line = visibleLine(text.replaceAll(/\s+/g, ' ').trim());
  return (line.length > max ? `${line.slice(0, max)}…` : line).replace(/\.$/, '');
}
