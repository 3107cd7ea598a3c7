import { t } from '@vscode/l10n';
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

/** A service does not take a file, or what is asked of a store. */
export class Refused extends DocentError {
  /** The service's own; '' where it says nothing. */
  readonly words: string;

  constructor(message: string, words: string, cause: unknown) {
    super(REFUSED, message, null, cause);
    this.words = words;
  }
}

/** What went wrong at a hosted service, as one sentence with a way out. */
export function hostedError(thrown: unknown, subject: Subject): unknown {
  const known = causes(thrown).find((cause) => cause instanceof DocentError);
  if (known) return known;
  const { label, address } = subject;
  if (thrown instanceof SyntaxError) return new DocentError('hosted_bad_answer', t('{0} sent a broken answer; try again.', label), 'retry', thrown);
  return isFromServer(thrown) ? sentence(thrown, subject) : connectionError(thrown, address);
}

function sentence(error: APIError, { label, address, key }: Subject): DocentError {
  const words = serverWords(error, key);
  const said = words ? `: ${words}` : '';
  const fail = (code: string, message: string, action: DocentError['action']) => new DocentError(code, message, action, error);
  if (/vector.?store.*(is |has )?expired/i.test(words)) return fail(STORE_EXPIRED, t('The vector store at {0} has expired, and its files are gone from it: index it anew, or use another one.', label), 'indexHosted');
  if (error.status === 404 && /vector.?store/i.test(words) && !/file/i.test(words)) return fail(STORE_GONE, t('The vector store is not at {0} any more, it was deleted elsewhere: index it anew, or use another one.', label), 'indexHosted');
  if (/storage.*(quota|limit|exceed|full)|exceed.*storage/i.test(`${String(error.code)} ${words}`)) return fail('hosted_storage_full', t('The project’s storage at {0} is full: delete what is not needed there, and go on.', label), 'cleanUpHosted');
  const fault = faultOf(error);
  switch (fault) {
    case 'unauthorized':
      return fail('hosted_unauthorized', key ? t('{0} does not accept the API key: set another one.', label) : t('{0} wants an API key: set one.', label), 'setApiKey');
    case 'denied':
      return fail('hosted_denied', t('The API key has no rights to files and vector stores at {0}{1}; set one that has.', label, said.replace(/\.$/, '')), 'setApiKey');
    case 'noCredit':
    case 'inactive':
    case 'organizationLimit':
    case 'projectLimit':
    case 'usageLimit':
      return fail('hosted_quota', t('The account at {0} has no credit left, or has reached its limit: add some there, and go on; what is there stays.', label), 'indexHosted');
    case 'rateLimited':
      return fail('hosted_rate_limited', t('{0} takes no more requests for now: go on {1}; what is there stays.', label, retryHint(error.headers)), 'indexHosted');
    case 'country':
      return fail('hosted_denied', t('{0} does not serve the country you are in; use the index on this machine.', label), null);
    case 'failed':
    case 'timedOut':
    case 'locked':
      return fail('hosted_failed', t('{0} failed{1}; go on in a moment: what is there stays.', label, said.replace(/\.$/, '')), 'indexHosted');
  }
  if (error.status === 404) {
    const isThing = /(no such|not found|no file)/i.test(words) && !/invalid url|resource not found/i.test(words);
    return isThing ? fail(MISSING, t('It is not at {0} any more{1}.', label, said.replace(/\.$/, '')), null) : fail('hosted_without_stores', t('{0} has no vector stores; use the index on this machine, or another server.', address), 'configureModel');
  }
  return new Refused(t('{0} refused it{1}.', label, said.replace(/\.$/, '')), words, error);
}

/** Whether this is a `DocentError` with one of these codes. */
export function hasErrorCode(error: unknown, ...codes: readonly string[]): error is DocentError {
  return error instanceof DocentError && codes.includes(error.code);
}
