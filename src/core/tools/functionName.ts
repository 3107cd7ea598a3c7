/** The longest that OpenAI takes. */
const MAX_CHARS = 64;

/** A tool's name as all providers take it: they refuse a whole request for one name with a dot or a space. */
export function functionName(name: string): string {
  return name.replaceAll(/[^\w-]/g, '_').slice(0, MAX_CHARS);
}
