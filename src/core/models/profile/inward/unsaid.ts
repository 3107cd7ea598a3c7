/**
 * What of a text was not said yet. Servers send what they said again: whole at the end, or as far as it has got each time.
 * @param before all that was said
 * @param isRepeat whether the text is known to be all of it, not the next piece
 */
export function unsaid(before: string, text: string, isRepeat: boolean): string {
  const isLonger = text.length > before.length && text.startsWith(before);
  if (before === '' || isLonger) return text.slice(before.length);
  return isRepeat ? '' : text;
}
