/** The text of a JSON string as far as it has arrived; an escape that is cut off at the end is left out. */
const STRING_START = /^"((?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)/u;

/**
 * The string field `name` of a flat JSON object, as far as its text has arrived; '' before that.
 * Lets a view show code while a model still writes it.
 */
export function partialField(json: string, name: string): string {
  const key = new RegExp(`[{,]\\s*${JSON.stringify(name)}\\s*:\\s*(?=")`).exec(json);
  if (!key) return '';
  const text = STRING_START.exec(json.slice(key.index + key[0].length))?.[1] ?? '';
  return JSON.parse(`"${text}"`) as string;
}
