const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 24 characters of 62 are 142 random bits, and the length clients of the API are used to. */
const LENGTH = 24;

/** A new random id with the prefix the API uses for its kind, e.g. `thread_` or `msg_`. */
export function newId(prefix: string): string {
  let id = prefix;
  for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) id += ALPHABET[byte % ALPHABET.length];
  return id;
}
