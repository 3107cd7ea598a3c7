import { withoutSecrets } from '../core/text/secrets/secrets.ts';

/** Bytes in base64, which hold no words. */
const BYTES: ReadonlySet<string> = new Set(['data', 'blob']);

/** What a client is given, without what looks like a secret: whichever model reads it, it is seldom one on this machine. */
export function masked<T>(value: T): T {
  return withoutSecretsIn(value) as T;
}

function withoutSecretsIn(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecretsIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, BYTES.has(name) ? inner : withoutSecretsIn(inner)]));
}
