import { DocentError, type Action } from '../types/errors.ts';

/** An error and what caused it, outermost first; of several tries (IPv6, IPv4) the first counts. */
export function causes(thrown: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let error = thrown; error instanceof Error && !chain.includes(error); error = error.cause ?? firstOf(error)) chain.push(error);
  return chain;
}

/** A failure of the network as one sentence; anything else stays as it is. */
export function connectionError(thrown: unknown, address: string): unknown {
  const chain = causes(thrown);
  const code = chain.map((error) => ('code' in error ? error.code : null)).find((code) => typeof code === 'string');
  if (typeof code !== 'string') return thrown;
  const [kind, message, action] = sentence(code, address);
  return new DocentError(kind, message, action, thrown);
}

function sentence(code: string, address: string): readonly [code: string, message: string, action: Action] {
  switch (code) {
    case 'ECONNREFUSED':
      return ['model_unreachable', `Nothing answers at ${address}. Is the server running?`, 'configureModel'];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['model_unreachable', `No server named ${new URL(address).hostname} can be found; check the base URL and the network.`, 'configureModel'];
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return ['model_connection_lost', `${address} broke the connection off; try again.`, 'retry'];
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return ['model_insecure', `${address} does not speak HTTPS; a base URL with http:// may be right.`, 'configureModel'];
  }
  if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(code)) {
    const reason = code.toLowerCase().replace(/^err_/, '').replaceAll('_', ' ');
    return ['model_insecure', `${address} can’t prove who it is (${reason}); trust its certificate on this machine.`, 'configureModel'];
  }
  return ['model_unreachable', `${address} can’t be reached (${code}); check the base URL and the network.`, 'configureModel'];
}

function firstOf(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : null;
}
