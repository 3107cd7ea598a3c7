import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import { withoutSecrets } from '../text/secrets/secrets.ts';

/** What documentation shows as an address is often one route of it. */
const ROUTE = /\/(chat\/completions|completions|responses|embeddings|models)\/*$/;

/**
 * Where a server is; a route at its end is left out.
 * @throws DocentError `model_wrong_url` where the setting is no address that a request can go to
 */
export function parseBaseUrl(baseUrl: string): URL {
  const url = URL.parse(baseUrl.trim());
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    // A key may have been put there.
    throw wrongUrl(t('“{0}” is not a web address; a base URL looks like http://localhost:11434/v1.', withoutSecrets(baseUrl)));
  }
  if (url.username || url.password) {
    throw wrongUrl(t('The base URL of {0} holds a user name or password; take it out and set an API key instead.', url.host));
  }
  url.pathname = url.pathname.replace(ROUTE, '') || '/';
  return url;
}

/** Whether nothing is said but where the server is: then its API may be below `/v1`, where most have it. @returns that, or null */
export function belowV1(baseUrl: string): string | null {
  const url = URL.parse(baseUrl.trim());
  return url?.pathname === '/' && url.search === '' ? new URL('/v1', url).href : null;
}

/** What answers there is no such server, or its API is at another path. */
export function notCompatible(address: string, cause?: unknown): DocentError {
  return wrongUrl(t('{0} is not an OpenAI-compatible server; the base URL usually ends in /v1.', address), cause);
}

/** An address as it is shown and logged: a key in its query stays out. */
export function shownAddress(url: URL): string {
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** Whether an address is OpenAI's own, of whichever region. */
export function isOpenAI(address: string): boolean {
  return /(^|\.)api\.openai\.com$/.test(URL.parse(address)?.hostname ?? '');
}

/** Whether what is sent there stays on this machine: `localhost`, 127.0.0.0/8 and ::1. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d+){3}$/.test(url.hostname);
}

function wrongUrl(message: string, cause?: unknown): DocentError {
  return new DocentError('model_wrong_url', message, 'configureModel', cause);
}
