import { isIP } from 'node:net';
import { isLoopback } from '../core/openai/address.ts';
import { DocentError } from '../core/types/errors.ts';

/** Who may ask the server, as its user has said it. */
export interface Access {
  /** What clients have to send as bearer token; null: nothing. */
  readonly token: string | null;
  /** The address or name that it listens on. */
  readonly host: string;
  /** The origins of web pages that it answers, e.g. `http://localhost:3000`; `*` is each of them. */
  readonly origins: ReadonlySet<string>;
  /** Names by which it may be called besides those of this machine, in lower case and without a port. */
  readonly names: ReadonlySet<string>;
}

export interface AccessOptions {
  readonly token: string | null;
  readonly host: string;
  readonly allowOrigins: readonly string[];
  readonly allowHosts: readonly string[];
}

/** Where it listens unless the user says otherwise. */
export const THIS_MACHINE = '127.0.0.1';

const NAME = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i;
/** Those of browsers' extensions and of editors' views are no web addresses. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*\\]+$/i;

/**
 * Checks what opens the server for others than the programs of this machine: each opening is named exactly, and none is open without a token.
 * @throws DocentError `api_access`
 */
export function accessOf({ token, host, allowOrigins, allowHosts }: AccessOptions): Access {
  if (token?.trim() === '') throw refused('An empty token is none; let the server make one.');
  const listens = host.trim().replace(/^\[(.*)\]$/, '$1');
  if (!isIP(listens) && !NAME.test(listens)) throw refused(`“${host}” is no address to listen on; one looks like 127.0.0.1, 0.0.0.0 or ::1.`);
  const origins = new Set(allowOrigins.map(originOf));
  const names = new Set(allowHosts.map(nameOf));
  const isOpen = origins.size > 0 || names.size > 0 || !isThisMachine(listens);
  if (token === null && isOpen) throw refused('Web pages, other names and other machines are answered with a token alone; let the server ask for one.');
  return { token, host: listens, origins, names };
}

/** For programs of this machine, and nobody else. */
export function localAccess(token: string | null): Access {
  return accessOf({ token, host: THIS_MACHINE, allowOrigins: [], allowHosts: [] });
}

/** Whether only programs of this machine reach what listens there. */
export function isThisMachine(host: string): boolean {
  const url = URL.parse(`http://${inUrl(host)}`);
  return url !== null && isLoopback(url);
}

/** An address as it stands in a URL. */
export function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

function originOf(given: string): string {
  const origin = given.trim().replace(/\/$/, '');
  if (origin === '*') return origin;
  if (!ORIGIN.test(origin)) throw refused(`“${given}” is no origin of web pages; one looks like http://localhost:3000.`);
  const url = URL.parse(origin);
  // As browsers write it: in lower case, without the port that goes without saying.
  return url && url.origin !== 'null' ? url.origin : origin.toLowerCase();
}

function nameOf(given: string): string {
  const name = given.trim().replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (!isIP(name) && !NAME.test(name)) throw refused(`“${given}” is no name of a machine; one looks like host.docker.internal, without a port.`);
  return inUrl(name);
}

function refused(message: string): DocentError {
  return new DocentError('api_access', message);
}
