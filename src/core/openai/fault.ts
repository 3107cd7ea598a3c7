import type { APIError } from 'openai';
import { serverWords } from './serverWords.ts';

/** What a server’s refusal or failure means, whichever of its words it chose. */
export type Fault =
  | ('noModel' | 'modelGone' | 'noTools' | 'responsesOnly' | 'contextExceeded' | 'imageRefused' | 'badCall' | 'noMemory')
  | ('noCredit' | 'inactive' | 'organizationLimit' | 'projectLimit' | 'usageLimit' | 'tooManyTokens')
  | ('unauthorized' | 'country' | 'denied' | 'wrongUrl' | 'tooLarge' | 'policy' | 'refused')
  | ('rateLimited' | 'locked' | 'timedOut' | 'failed');

/** Those that pass: the same request may well be answered a little later. */
const PASSING: ReadonlySet<Fault> = new Set(['rateLimited', 'locked', 'timedOut', 'failed']);

/** Codes and types that say all; what servers say in words alone comes after them. */
const BY_CODE: Readonly<Record<string, Fault>> = {
  model_not_found: 'noModel',
  context_length_exceeded: 'contextExceeded',
  exceed_context_size_error: 'contextExceeded',
  credit_balance_exhausted: 'noCredit',
  organization_spend_limit_exceeded: 'organizationLimit',
  project_spend_limit_exceeded: 'projectLimit',
  organization_usage_limit_exceeded: 'usageLimit',
  billing_not_active: 'inactive',
  insufficient_quota: 'noCredit',
  unsupported_country_region_territory: 'country',
  tool_use_failed: 'badCall',
  invalid_prompt: 'policy',
  bio_policy: 'policy',
  misalignment_policy_violation: 'policy',
  content_filter: 'policy',
  content_policy_violation: 'policy',
  rate_limit_exceeded: 'rateLimited',
  slow_down: 'rateLimited',
  conversation_locked: 'locked',
  server_error: 'failed',
  vector_store_timeout: 'failed',
};

/** How a provider says that a request is longer than what its model reads. */
export const TOO_LONG = /context.?(length|window|size)|maximum (context|number of tokens)|prompt is too long|too many tokens/i;

/** How servers say that a model calls no tools, or that they take none. */
const NO_TOOLS: readonly RegExp[] = [
  // llama.cpp and vLLM must be started so that they can.
  /\btools? (param|choice) requires/i,
  // “does not support tools”, “doesn’t support function calling”, “No endpoints found that support tool use”
  /(not|n['’]t|no endpoints? found that) (currently |yet )?support(ed|s|ing)? (any |the |native |use of )*["'`]?(tools?|functions?)\b(?![ _]?choice)/i,
  // “tool calling is not enabled”, “`tools` is not supported”, “Tools are currently unavailable”
  /(?<!parallel[ _])\b(tools?|functions?)([ _-](use|calls?|calling))?["'`]?( (parameter|field|option|argument)s?)? ?:? (is|are)( ?n['’]t| not)?( yet| currently)* (support|available|enabled|allowed|permitted|implemented|un(supported|available|known)|disabled)/i,
  // “Unrecognized request argument supplied: tools”, “Unknown parameter: 'tools'”
  /(un(recogni[sz]ed|known|expected|supported)|extra|not (recogni[sz]ed|permitted|allowed))\b[^.]{0,60}[ "'`:]tools["'`]?(?![[.\w])/i,
  // “tools: Extra inputs are not permitted”
  /\btools["'`]?: (extra|un\w+|not) /i,
];

const BY_WORDS: readonly (readonly [RegExp, Fault])[] = [
  // It fits into no minute, so that no waiting helps.
  [/request too large for .*tokens per min/i, 'tooManyTokens'],
  [/\bmodel\b.*(deprecated|shut ?down|retired|discontinued|no longer)/i, 'modelGone'],
  [/\bmodel\b.*(not found|not exist)|(no such|not a valid|unknown) model/i, 'noModel'],
  [TOO_LONG, 'contextExceeded'],
  // Groq, Ollama, llama.cpp: what the model wrote was to be a call.
  [/(tool|function) call validation failed|(error|failed)( to)? pars(e|ing) (the )?(tool|function)[ _]?call|malformed[ _]?function[ _]?call/i, 'badCall'],
  // Ollama, llama.cpp: it does not get smaller by waiting.
  [/more (system |gpu |video )?memory\b.*than is available|\b(cuda|gpu|vram|device|system)\b[^.]{0,40}out of memory\b|(unable|failed) to allocate|cudaMalloc failed|insufficient (system |gpu )?memory/i, 'noMemory'],
  [/(not|n['’]t) (support|have|implement)(ed|s)?( (by|in|on|at))? \S*\/responses\b/i, 'wrongUrl'],
  // A refusal that names the other API sends there; one that repeats where it was asked (`POST /v1/responses`) does not.
  [/(?<!\b(post|get) \S{0,200})\/responses\b|\b(use|requires?|through|via|only in) the responses\b/i, 'responsesOnly'],
  ...NO_TOOLS.map((pattern) => [pattern, 'noTools'] as const),
];

const BY_STATUS: Readonly<Record<number, Fault>> = {
  401: 'unauthorized',
  402: 'noCredit',
  403: 'denied',
  404: 'wrongUrl',
  405: 'wrongUrl',
  408: 'timedOut',
  409: 'locked',
  413: 'tooLarge',
  429: 'rateLimited',
  501: 'wrongUrl',
  504: 'timedOut',
};

/** Statuses that are about who asks, not about what is asked. */
const OF_ACCOUNT: ReadonlySet<number> = new Set([401, 402, 403, 429]);

/** What of a thread may be long; of all else (ids, names, keys) a shorter thread has as much. */
const MAY_BE_LONG = /(content|text|output|arguments|instructions|input)(\[\d+\])?$/;

/** A string that is too long says that the thread is, where it is one of the thread’s texts; OpenAI names it. */
function isTextTooLong({ code, param }: APIError, words: string): boolean {
  if (code !== 'string_above_max_length') return false;
  const place = param ?? /'([^']+)'/.exec(words)?.[1];
  return place === undefined || MAY_BE_LONG.test(place);
}

/** What a server complains of: by its words where they are known, then by its code, then by the HTTP status. */
export function faultOf(error: APIError): Fault {
  const words = serverWords(error, null);
  const spoken = BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  // The code for a model that is gone, for a request that is too large, and for tools that are not taken is a general one.
  if (spoken === 'modelGone' || spoken === 'tooManyTokens' || spoken === 'noTools') return spoken;
  if (error.param === 'tools' && spoken !== 'responsesOnly') return 'noTools';
  const code = BY_CODE[String(error.code)] ?? BY_CODE[String(error.type)];
  if (code) return code;
  if (isTextTooLong(error, words)) return 'contextExceeded';
  if (/image/.test(String(error.code))) return 'imageRefused';
  const status = statusOf(error);
  // A key or a limit may well be one of that API's.
  if (spoken && !(spoken === 'responsesOnly' && OF_ACCOUNT.has(status ?? 0))) return spoken;
  if (!status) return 'failed';
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'refused' : 'failed');
}

/** Whether it can help to ask again; for what passes, the server may say otherwise. */
export function isPassing(error: APIError): boolean {
  return PASSING.has(faultOf(error)) && error.headers?.get('x-should-retry') !== 'false';
}

/** What a model wrote in place of a call, as its server repeats it; '' where that says nothing. */
export function failedGeneration(error: APIError): string {
  const { failed_generation: written } = (error.error ?? {}) as { readonly failed_generation?: unknown };
  return typeof written === 'string' ? written : (/\braw='(.*?)'(?:, err=|$)/s.exec(error.message)?.[1] ?? '');
}

/** An error inside a stream has no status; some servers give it in its body. */
export function statusOf(error: APIError): number | null {
  const { status_code: code, status } = (error.error ?? {}) as { readonly status_code?: unknown; readonly status?: unknown };
  return error.status ?? ([error.code, code, status].map(Number).find((number) => number >= 400 && number < 600) || null);
}
