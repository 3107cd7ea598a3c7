/** So many characters have a code of ASCII. */
export const ASCII = 128;

/**
 * What characters of ASCII are, by their codes: the number of the first of these kinds that one is of, from 1 on; 0 for none. It is for loops over
 * long texts, in which a pattern would try each stretch from each of its characters.
 */
export function asciiKinds(...kinds: readonly RegExp[]): Uint8Array {
  return Uint8Array.from({ length: ASCII }, (_, code) => kinds.findIndex((kind) => kind.test(String.fromCharCode(code))) + 1);
}
