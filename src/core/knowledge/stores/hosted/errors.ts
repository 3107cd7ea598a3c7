import type { APIError } from 'openai';
import { causes, connectionError } from '../../../openai/connectionError.ts';
import { isFromServer } from '../../../openai/errors.ts';
import { faultOf } from '../../../openai/fault.ts';
import { retryHint } from '../../../openai/retryHint.ts';
import { serverWords } from '../../../openai/serverWords.ts';
import { DocentError } from '../../../types/errors.ts';

export interface Subject {
  /** The service, as shown. */
  readonly label: string;
  readonly address: string;
  readonly key: string | null;
}

/** The codes of what is wrong with one file, or one store, while all else goes on. */
export const REFUSED = 'hosted_refused';
export const STORE_GONE = 'hosted_store_gone';
export const STORE_EXPIRED = 'hosted_store_expired';
/** What was asked for is not there. */
export const MISSING = 'hosted_missing';

/** What went wrong at a hosted service, as one sentence with a way out. */
export function hostedError(thrown: unknown, subject: Subject): unknown {
  const known = causes(thrown).find((cause) => cause instanceof DocentError);
  if (known) return known;
  const { label, address } = subject;
  if (thrown instanceof SyntaxError) return new DocentError('hosted_bad_answer', `${label} sent a broken answer; try again.`, 'retry', thrown);
  return isFromServer(thrown) ? sentence(thrown, subject) : connectionError(thrown, address);
}

function sentence(error: APIError, { label, address, key }: Subject): DocentError {
  const words = serverWords(error, key);
  const said = words ? `: ${words}` : '';
  const fail = (code: string, message: string, action: DocentError['action']) => new DocentError(code, message, action, error);
  if (/vector.?store.*(is |has )?expired/i.test(words)) return fail(STORE_EXPIRED, `The vector store at ${label} has expired, and its files are gone from it: index it anew, or use another one.`, 'indexHosted');
  if (error.status === 404 && /vector.?store/i.test(words) && !/file/i.test(words)) return fail(STORE_GONE, `The vector store is not at ${label} any more, it was deleted elsewhere: index it anew, or use another one.`, 'indexHosted');
  if (/storage.*(quota|limit|exceed|full)|exceed.*storage/i.test(`${String(error.code)} ${words}`)) return fail('hosted_storage_full', `The project’s storage at ${label} is full: delete what is not needed there, and go on.`, 'cleanUpHosted');
  const fault = faultOf(error);
  switch (fault) {
    case 'unauthorized':
      return fail('hosted_unauthorized', key ? `${label} does not accept the API key: set another one.` : `${label} wants an API key: set one.`, 'setApiKey');
    case 'denied':
      return fail('hosted_denied', `The API key has no rights to files and vector stores at ${label}${said.replace(/\.$/, '')}; set one that has.`, 'setApiKey');
    case 'noCredit':
    case 'inactive':
    case 'organizationLimit':
    case 'projectLimit':
    case 'usageLimit':
      return fail('hosted_quota', `The account at ${label} has no credit left, or has reached its limit: add some there, and go on; what is there stays.`, 'indexHosted');
    case 'rateLimited':
      return fail('hosted_rate_limited', `${label} takes no more requests for now: go on ${retryHint(error.headers)}; what is there stays.`, 'indexHosted');
    case 'country':
      return fail('hosted_denied', `${label} does not serve the country you are in; use the index on this machine.`, null);
    case 'failed':
    case 'timedOut':
    case 'locked':
      return fail('hosted_failed', `${label} failed${said.replace(/\.$/, '')}; go on in a moment: what is there stays.`, 'indexHosted');
  }
  if (error.status === 404) {
    const isThing = /(no such|not found|no file)/i.test(words) && !/invalid url|resource not found/i.test(words);
    return isThing ? fail(MISSING, `It is not at ${label} any more${said.replace(/\.$/, '')}.`, null) : fail('hosted_without_stores', `${address} has no vector stores; use the index on this machine, or another server.`, 'configureModel');
  }
  return fail(REFUSED, `${label} refused it${said.replace(/\.$/, '')}.`, null);
}

export function hasErrorCode(error: unknown, ...codes: readonly string[]): error is DocentError {
  return error instanceof DocentError && codes.includes(error.code);
}
