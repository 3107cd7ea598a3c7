import type { APIError } from 'openai';
import { DocentError, type Action } from '../types/errors.ts';
import { notCompatible } from './address.ts';
import { causes, connectionError } from './connectionError.ts';
import { retryHint } from './retryHint.ts';
import { isApiError, serverWords } from './serverWords.ts';

/** Enough to recognise the one that was meant. */
const NAMED_MODELS = 5;

/** What the sentences name, and what they must not. */
export interface Subject {
  /** The server's base URL, as shown. */
  readonly address: string;
  readonly model: string;
  /** Null where none is set. */
  readonly key: string | null;
}

/**
 * What went wrong with a request to a model, as one sentence with a way out. A {@link DocentError} stays as it is, and so does
 * what is no failure of the server or the network.
 * @param models the names of the models that the server has; asked for only where the one that was asked is missing
 */
export async function modelError(thrown: unknown, subject: Subject, models: () => Promise<readonly string[]>): Promise<unknown> {
  const known = causes(thrown).find((cause) => cause instanceof DocentError);
  if (known) return known;
  if (thrown instanceof SyntaxError) {
    return new DocentError('model_bad_answer', `${subject.address} sent a broken answer; try again.`, 'retry', thrown);
  }
  if (!isApiError(thrown) || !(thrown.status || thrown.error)) return connectionError(thrown, subject.address);
  return isModelMissing(thrown) ? modelMissing(subject, await models(), thrown) : serverError(thrown, subject);
}

/** Whether the server refuses a parameter of the request, by its name. */
export function refuses(thrown: unknown, parameter: string): boolean {
  if (!isApiError(thrown) || (thrown.status !== 400 && thrown.status !== 422)) return false;
  return thrown.param === parameter || serverWords(thrown, null).includes(parameter);
}

/** Told by its words, since servers give it different statuses and codes. */
function isModelMissing(error: APIError): boolean {
  if (error.code === 'model_not_found') return true;
  return /\bmodel\b.*(not found|not exist|no such)|not a valid model/i.test(serverWords(error, null));
}

function modelMissing({ address, model }: Subject, models: readonly string[], cause: APIError): DocentError {
  const more = models.length > NAMED_MODELS ? ` and ${models.length - NAMED_MODELS} more` : '';
  const others = models.length > 0 ? `it has ${models.slice(0, NAMED_MODELS).join(', ')}${more}` : 'check its name';
  return new DocentError('model_not_found', `${address} has no model “${model}”; ${others}.`, 'configureModel', cause);
}

/** The same errors come as an answer's status and, once a stream has begun, as an event in it. */
function serverError(error: APIError, { address, model, key }: Subject): DocentError {
  const words = serverWords(error, key);
  const said = words ? `: ${words}` : '';
  const fail = (code: string, message: string, action: Action | null) => new DocentError(code, message, action, error);
  const names = `${error.code} ${error.type} ${words}`;

  if (/context.?(length|window|size)|maximum context|prompt is too long|too many tokens/i.test(names)) {
    return fail('model_context_exceeded', `This thread is too long for “${model}”; start a new one, or choose a model that takes more.`, 'configureModel');
  }
  if (/(not|n['’]t) support (tool|function)/i.test(names)) {
    return fail('model_without_tools', `“${model}” can’t call tools, which Docent needs to search and compute; choose a model that can.`, 'configureModel');
  }
  if (/insufficient_quota|credit_balance_exhausted|(spend|usage)_limit_exceeded/.test(names)) {
    return fail('model_quota_exceeded', `The account at ${address} has no credit left; add some there, or choose another model.`, 'configureModel');
  }
  const status = error.status ?? Number(error.code);
  switch (status) {
    case 401:
      return key
        ? fail('model_unauthorized', `${address} does not accept the API key; set another one.`, 'setApiKey')
        : fail('model_unauthorized', `${address} wants an API key; set one.`, 'setApiKey');
    case 403:
      return fail('model_unauthorized', `${address} denies access with this API key${said}.`, 'setApiKey');
    case 404:
    case 405:
      return notCompatible(address, error);
    case 413:
      return fail('model_request_too_large', `This thread is larger than ${address} accepts; start a new one or attach less.`, null);
    case 429:
      return fail('model_rate_limited', `${address} takes no more requests for now; try again ${retryHint(error.headers)}.`, 'retry');
  }
  if (status >= 400 && status < 500) {
    return fail('model_refused', `${address} refused the request${said || ` (${status})`}.`, 'configureModel');
  }
  return fail('model_failed', `${address} failed${said || (status ? ` (${status})` : '')}; try again in a moment.`, 'retry');
}
