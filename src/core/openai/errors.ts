import type { APIError } from 'openai';
import { BadCall, ContextExceeded, DocentError, ResponsesOnly, type Action } from '../types/errors.ts';
import { isOpenAI, notCompatible } from './address.ts';
import { causes, connectionError } from './connectionError.ts';
import { windowIn } from './contextWindow.ts';
import { failedGeneration, faultOf, statusOf, type Fault } from './fault.ts';
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
  if (!isFromServer(thrown)) return connectionError(thrown, subject.address);
  const fault = faultOf(thrown);
  const isMissing = fault === 'noModel' || fault === 'modelGone';
  const [code, message, action] = isMissing ? modelMissing(fault, subject, await models()) : sentence(fault, thrown, subject);
  if (fault === 'contextExceeded') return new ContextExceeded(message, windowIn(serverWords(thrown, subject.key)), thrown);
  if (fault === 'badCall') return new BadCall(message, failedGeneration(thrown), thrown);
  if (fault === 'responsesOnly') return new ResponsesOnly(message, thrown);
  return new DocentError(code, message, action, thrown);
}

/** Whether the server said it; else it is the network's. */
export function isFromServer(thrown: unknown): thrown is APIError {
  return isApiError(thrown) && Boolean(thrown.status || thrown.error);
}

type Sentence = readonly [code: string, message: string, action: Action | null];
type Missing = Extract<Fault, 'noModel' | 'modelGone'>;

function modelMissing(fault: Missing, { address, model }: Subject, models: readonly string[]): Sentence {
  const more = models.length > NAMED_MODELS ? ` and ${models.length - NAMED_MODELS} more` : '';
  const others = models.length > 0 ? `it has ${models.slice(0, NAMED_MODELS).join(', ')}${more}` : 'check its name';
  const has = fault === 'modelGone' ? 'no longer has the model' : 'has no model';
  return ['model_not_found', `${address} ${has} “${model}”; ${others}.`, 'configureModel'];
}

function sentence(fault: Exclude<Fault, Missing>, error: APIError, { address, model, key }: Subject): Sentence {
  const words = serverWords(error, key);
  const status = statusOf(error);
  const said = words ? `: ${words}` : status ? ` (${status})` : '';
  const tell = (code: string, what: string, wayOut: string, action: Action | null): Sentence => [code, `${what}; ${wayOut}.`, action];
  const another = 'or choose another model';
  switch (fault) {
    case 'contextExceeded': {
      const wayOut = 'start a new one, or choose a model that takes more';
      return tell('model_context_exceeded', `This thread is too long for “${model}”`, wayOut, 'configureModel');
    }
    case 'noTools': {
      const what = `“${model}” can’t call tools, with which Docent searches and computes`;
      return tell('model_without_tools', what, 'choose a model that can', 'configureModel');
    }
    case 'responsesOnly': {
      const what = `“${model}” calls tools only through OpenAI’s Responses API`;
      const wayOut = isOpenAI(address) ? 'choose another model' : `set OpenAI’s own base URL, ${another}`;
      return tell('model_without_tools', what, wayOut, 'configureModel');
    }
    case 'badCall':
      return tell('model_bad_call', `“${model}” called a tool in a way that ${address} can’t read${said}`, `try again, ${another}`, 'retry');
    case 'noMemory':
      return tell('model_without_memory', `There is not enough memory for “${model}” where ${address} runs`, 'close other programs there, or choose a smaller model', 'configureModel');
    case 'imageRefused':
      return tell('model_image_refused', `${address} can’t use an image of this thread${said}`, 'start a new thread without it', null);
    case 'noCredit':
      return tell('model_quota_exceeded', `The account at ${address} has no credit left`, `add some there, ${another}`, 'configureModel');
    case 'inactive': {
      const wayOut = `check its billing there, ${another}`;
      return tell('model_quota_exceeded', `The account at ${address} is not active`, wayOut, 'configureModel');
    }
    case 'organizationLimit': {
      const what = `Your organization has reached its spending limit at ${address}`;
      return tell('model_quota_exceeded', what, `raise it there, ${another}`, 'configureModel');
    }
    case 'projectLimit': {
      const what = `The project of this API key has reached its spending limit at ${address}`;
      return tell('model_quota_exceeded', what, 'raise it there, or set another key', 'setApiKey');
    }
    case 'usageLimit': {
      const what = `Your organization has reached its usage limit at ${address}`;
      return tell('model_quota_exceeded', what, `ask for more there, ${another}`, 'configureModel');
    }
    case 'tooManyTokens': {
      const what = `This thread is larger than ${address} takes from your account in a minute`;
      return tell('model_request_too_large', what, `start a new one, ${another}`, 'configureModel');
    }
    case 'tooLarge':
      return tell('model_request_too_large', `This thread is larger than ${address} accepts`, 'start a new one or attach less', null);
    case 'unauthorized':
      if (key) return tell('model_unauthorized', `${address} does not accept the API key`, 'set another one', 'setApiKey');
      return tell('model_unauthorized', `${address} wants an API key`, 'set one', 'setApiKey');
    case 'denied':
      return ['model_unauthorized', `${address} denies access with this API key${said}.`, 'setApiKey'];
    case 'country':
      return tell('model_denied', `${address} does not serve the country you are in`, 'choose another model', 'configureModel');
    case 'wrongUrl': {
      const { code, message, action } = notCompatible(address);
      return [code, message, action];
    }
    case 'policy': {
      const what = `${address} takes this thread for a breach of its usage policies`;
      return tell('model_policy', what, 'ask in other words, or start a new one', null);
    }
    case 'rateLimited': {
      const wayOut = `try again ${retryHint(error.headers)}`;
      return tell('model_rate_limited', `${address} takes no more requests for now`, wayOut, 'retry');
    }
    case 'locked':
      return tell('model_busy', `${address} is still at work on the last request`, 'try again in a moment', 'retry');
    case 'timedOut':
      return tell('model_timeout', `${address} took too long over the answer`, 'try again, or choose a smaller model', 'retry');
    case 'refused':
      return ['model_refused', `${address} refused the request${said}.`, 'configureModel'];
    case 'failed':
      return tell('model_failed', `${address} failed${said}`, 'try again in a moment', 'retry');
  }
}
