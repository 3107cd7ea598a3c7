/** A text cut to about `max` characters. Both ends stay: a text begins with what it is and ends with its result. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const tail = Math.floor(max / 3);
  return `${text.slice(0, max - tail)}\n[… ${text.length - max} characters left out …]\n${text.slice(-tail)}`;
}
