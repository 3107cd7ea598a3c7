import { t } from '@vscode/l10n';
import { DocentError, type Action } from '../types/errors.ts';
import { notCompatible } from './address.ts';
import { isApiError } from './serverWords.ts';

/** An error and what caused it, outermost first; of several tries (IPv6, IPv4) the first counts. */
export function causes(thrown: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let error = thrown; error instanceof Error && !chain.includes(error); error = error.cause ?? firstOf(error)) chain.push(error);
  return chain;
}

/** A connection that was there and broke; so looks also a kept one that the server has closed meanwhile. */
const LOST = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** Whether it may help to connect anew. */
export function isLostConnection(thrown: unknown): boolean {
  return LOST.includes(codeOf(causes(thrown)) ?? '');
}

/** A failure of the network as one sentence; anything else stays as it is. */
export function connectionError(thrown: unknown, address: string): unknown {
  const chain = causes(thrown);
  // What answered does not even speak HTTP.
  if (chain.some((error) => error.name === 'HTTPParserError')) return notCompatible(address, thrown);
  // The SDK wraps all that `fetch` throws, some of which has words alone.
  const reason = codeOf(chain) ?? (isApiError(thrown) ? chain.at(-1)?.message : null);
  return typeof reason === 'string' ? sentence(reason, address, thrown) : thrown;
}

function sentence(reason: string, address: string, cause: unknown): DocentError {
  const fail = (code: string, message: string, action: Action) => new DocentError(code, message, action, cause);
  if (LOST.includes(reason)) return fail('model_connection_lost', t('{0} broke the connection off; try again.', address), 'retry');
  switch (reason) {
    case 'ECONNREFUSED':
      return fail('model_unreachable', t('Nothing answers at {0}. Is the server running?', address), 'configureModel');
    case 'ENOTFOUND':
    case 'EAI_AGAIN': {
      const { hostname } = new URL(address);
      return fail('model_unreachable', t('No server named {0} can be found; check the base URL and the network.', hostname), 'configureModel');
    }
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return fail('model_insecure', t('{0} does not speak HTTPS; a base URL with http:// may be right.', address), 'configureModel');
  }
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(reason)) {
    const why = reason.toLowerCase().replace(/^err_/, '').replaceAll('_', ' ');
    return fail('model_insecure', t('{0} can’t prove who it is ({1}); trust its certificate on this machine.', address, why), 'configureModel');
  }
  return fail('model_unreachable', t('{0} can’t be reached ({1}); check the base URL and the network.', address, reason), 'configureModel');
}

function codeOf(chain: readonly Error[]): string | undefined {
  return chain.map((error) => ('code' in error ? error.code : null)).find((code) => typeof code === 'string');
}

function firstOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : null;
}
