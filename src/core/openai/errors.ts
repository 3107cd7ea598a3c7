import { t } from '@vscode/l10n';
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
    return new DocentError('model_bad_answer', t('{0} sent a broken answer; try again.', subject.address), 'retry', thrown);
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
  // Gateways list models of which not everybody may use each.
  if (fault === 'noModel' && models.includes(model)) return ['model_not_found', t('{0} lists the model “{1}”, but does not let you use it; choose another model.', address, model), 'configureModel'];
  const others = othersOf(models.filter((name) => name !== model));
  const message =
    fault === 'modelGone' ? t('{0} no longer has the model “{1}”; {2}.', address, model, others) : t('{0} has no model “{1}”; {2}.', address, model, others);
  return ['model_not_found', message, 'configureModel'];
}

/** A clause that ends the sentence. */
function othersOf(models: readonly string[]): string {
  if (models.length === 0) return t('check its name');
  const names = models.slice(0, NAMED_MODELS).join(', ');
  return models.length > NAMED_MODELS ? t('it has {0} and {1} more', names, models.length - NAMED_MODELS) : t('it has {0}', names);
}

function sentence(fault: Exclude<Fault, Missing>, error: APIError, { address, model, key }: Subject): Sentence {
  const words = serverWords(error, key);
  const status = statusOf(error);
  const said = words ? `: ${words}` : status ? ` (${status})` : '';
  switch (fault) {
    case 'contextExceeded':
      return ['model_context_exceeded', t('This thread is too long for “{0}”; start a new one, or choose a model that takes more.', model), 'configureModel'];
    case 'noTools':
      return ['model_without_tools', t('“{0}” can’t call tools, with which Docent searches and computes; choose a model that can.', model), 'configureModel'];
    case 'responsesOnly': {
      const message = isOpenAI(address)
        ? t('“{0}” calls tools only through OpenAI’s Responses API; choose another model.', model)
        : t('“{0}” calls tools only through OpenAI’s Responses API; set OpenAI’s own base URL, or choose another model.', model);
      return ['model_without_tools', message, 'configureModel'];
    }
    case 'badCall':
      return ['model_bad_call', t('“{0}” called a tool in a way that {1} can’t read{2}; try again, or choose another model.', model, address, said), 'retry'];
    case 'noMemory':
      return ['model_without_memory', t('There is not enough memory for “{0}” where {1} runs; close other programs there, or choose a smaller model.', model, address), 'configureModel'];
    case 'imageRefused':
      return ['model_image_refused', t('{0} can’t use an image of this thread{1}; start a new thread without it.', address, said), null];
    case 'noCredit':
      return ['model_quota_exceeded', t('The account at {0} has no credit left; add some there, or choose another model.', address), 'configureModel'];
    case 'inactive':
      return ['model_quota_exceeded', t('The account at {0} is not active; check its billing there, or choose another model.', address), 'configureModel'];
    case 'organizationLimit':
      return ['model_quota_exceeded', t('Your organization has reached its spending limit at {0}; raise it there, or choose another model.', address), 'configureModel'];
    case 'projectLimit':
      return ['model_quota_exceeded', t('The project of this API key has reached its spending limit at {0}; raise it there, or set another key.', address), 'setApiKey'];
    case 'usageLimit':
      return ['model_quota_exceeded', t('Your organization has reached its usage limit at {0}; ask for more there, or choose another model.', address), 'configureModel'];
    case 'tooManyTokens':
      return ['model_request_too_large', t('This thread is larger than {0} takes from your account in a minute; start a new one, or choose another model.', address), 'configureModel'];
    case 'tooLarge':
      return ['model_request_too_large', t('This thread is larger than {0} accepts; start a new one or attach less.', address), null];
    case 'unauthorized':
      return ['model_unauthorized', key ? t('{0} does not accept the API key; set another one.', address) : t('{0} wants an API key; set one.', address), 'setApiKey'];
    case 'denied':
      return ['model_unauthorized', t('{0} denies access with this API key{1}.', address, said), 'setApiKey'];
    case 'country':
      return ['model_denied', t('{0} does not serve the country you are in; choose another model.', address), 'configureModel'];
    case 'wrongUrl': {
      const { code, message, action } = notCompatible(address);
      return [code, message, action];
    }
    case 'policy':
      return ['model_policy', t('{0} takes this thread for a breach of its usage policies; ask in other words, or start a new one.', address), null];
    case 'rateLimited':
      return ['model_rate_limited', t('{0} takes no more requests for now; try again {1}.', address, retryHint(error.headers)), 'retry'];
    case 'locked':
      return ['model_busy', t('{0} is still at work on the last request; try again in a moment.', address), 'retry'];
    case 'timedOut':
      return ['model_timeout', t('{0} took too long over the answer; try again, or choose a smaller model.', address), 'retry'];
    case 'refused':
      return ['model_refused', t('{0} refused the request{1}.', address, said), 'configureModel'];
    case 'failed':
      return ['model_failed', t('{0} failed{1}; try again in a moment.', address, said), 'retry'];
  }
}
