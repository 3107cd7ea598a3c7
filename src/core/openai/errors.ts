import type { APIError } from 'openai';
import { ContextExceeded, DocentError, type Action } from '../types/errors.ts';
import { notCompatible } from './address.ts';
import { causes, connectionError } from './connectionError.ts';
import { windowIn } from './contextWindow.ts';
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
  const words = serverWords(thrown, subject.key);
  const [code, message, action] = isModelMissing(thrown, words)
    ? modelMissing(subject, await models())
    : (byWords(`${thrown.code} ${thrown.type} ${words}`, subject) ?? byStatus(thrown, words, subject));
  if (code === 'model_context_exceeded') return new ContextExceeded(message, windowIn(words), thrown);
  return new DocentError(code, message, action, thrown);
}

/** Whether the server refuses a parameter of the request, by its name. */
export function refuses(thrown: unknown, parameter: string): boolean {
  if (!isApiError(thrown) || (thrown.status !== 400 && thrown.status !== 422)) return false;
  return thrown.param === parameter || serverWords(thrown, null).includes(parameter);
}

type Sentence = readonly [code: string, message: string, action: Action | null];

function isModelMissing(error: APIError, words: string): boolean {
  return error.code === 'model_not_found' || /\bmodel\b.*(not found|not exist)|(no such|not a valid|unknown) model/i.test(words);
}

function modelMissing({ address, model }: Subject, models: readonly string[]): Sentence {
  const more = models.length > NAMED_MODELS ? ` and ${models.length - NAMED_MODELS} more` : '';
  const others = models.length > 0 ? `it has ${models.slice(0, NAMED_MODELS).join(', ')}${more}` : 'check its name';
  return ['model_not_found', `${address} has no model “${model}”; ${others}.`, 'configureModel'];
}

/** What servers report with statuses of their own choice: told by the code, the type and the words. */
function byWords(said: string, { address, model }: Subject): Sentence | null {
  if (/context.?(length|window|size)|maximum (context|number of tokens)|prompt is too long|too many tokens/i.test(said)) {
    const wayOut = 'start a new one, or choose a model that takes more';
    return ['model_context_exceeded', `This thread is too long for “${model}”; ${wayOut}.`, 'configureModel'];
  }
  if (/(not|n['’]t) support (tool|function)/i.test(said)) {
    const wayOut = 'choose a model that can';
    return ['model_without_tools', `“${model}” can’t call tools, with which Docent searches and computes; ${wayOut}.`, 'configureModel'];
  }
  if (/insufficient_quota|credit_balance_exhausted|(spend|usage)_limit_exceeded/.test(said)) {
    const wayOut = 'add some there, or choose another model';
    return ['model_quota_exceeded', `The account at ${address} has no credit left; ${wayOut}.`, 'configureModel'];
  }
  return null;
}

/** An error inside a stream has no status; some servers give it as its code. */
function byStatus(error: APIError, words: string, { address, key }: Subject): Sentence {
  const status = error.status ?? (Number(error.code) || null);
  const said = words ? `: ${words}` : status ? ` (${status})` : '';
  switch (status) {
    case 401:
      if (key) return ['model_unauthorized', `${address} does not accept the API key; set another one.`, 'setApiKey'];
      return ['model_unauthorized', `${address} wants an API key; set one.`, 'setApiKey'];
    case 403:
      return ['model_unauthorized', `${address} denies access with this API key${said}.`, 'setApiKey'];
    case 404:
    case 405: {
      const { code, message, action } = notCompatible(address);
      return [code, message, action];
    }
    case 413:
      return ['model_request_too_large', `This thread is larger than ${address} accepts; start a new one or attach less.`, null];
    case 429:
      return ['model_rate_limited', `${address} takes no more requests for now; try again ${retryHint(error.headers)}.`, 'retry'];
  }
  if (status && status >= 400 && status < 500) return ['model_refused', `${address} refused the request${said}.`, 'configureModel'];
  return ['model_failed', `${address} failed${said}; try again in a moment.`, 'retry'];
}
