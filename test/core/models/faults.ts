import type { Action } from '../../../src/core/types/errors.ts';
import type { Script } from '../../fixtures/modelServer/script.ts';

/** The key that is sent; no sentence and no log may hold it. */
export const KEY = 'sk-very-secret';

/** Something that goes wrong, and what the user reads then. */
export interface Fault {
  readonly name: string;
  /** The one adapter that can't help itself; default: both. */
  readonly only?: string;
  /** What each request gets. */
  readonly script?: Script;
  /** How often the server is asked where it is asked again twice at most; what can't pass is asked once. */
  readonly asked: number;
  /** Where the server is thought to be, given where it is. */
  readonly baseUrl?: (url: string) => string;
  /** Null: none; default: {@link KEY}. */
  readonly key?: string | null;
  /** The key that the server wants. */
  readonly wants?: string;
  readonly model?: string;
  /** Milliseconds of silence after which the server is given up: before the first byte, and between two. */
  readonly silence?: { readonly first: number; readonly next: number };
  readonly code: string;
  /** With ADDRESS for the base URL, MODELS for the names of the server's models, and OTHERS for those but the one asked. */
  readonly message: string;
  readonly action: Action | null;
  /** What had been said before. */
  readonly text?: string;
}

const refused = (status: number, message: string, more: object = {}, headers: Readonly<Record<string, string>> = {}): Script => ({
  status,
  headers,
  body: { error: { message, type: 'invalid_request_error', param: null, code: null, ...more } },
});
const limited = (code: string, headers?: Readonly<Record<string, string>>) =>
  refused(429, 'Too much.', { code, type: 'insufficient_quota' }, headers);
const half = (ending: Extract<Script, { ending?: unknown }>['ending']): Script => ({ text: 'Half an', ending });

const REACHING: readonly Fault[] = [
  {
    name: 'no server',
    asked: 0,
    baseUrl: () => 'http://127.0.0.1:2/v1',
    code: 'model_unreachable',
    message: 'Nothing answers at ADDRESS. Is the server running?',
    action: 'configureModel',
  },
  {
    name: 'a port that no browser and no Node may use',
    asked: 0,
    baseUrl: () => 'http://127.0.0.1:6000/v1',
    code: 'model_unreachable',
    action: 'configureModel',
    message: 'ADDRESS can’t be reached (bad port); check the base URL and the network.',
  },
  {
    name: 'a name that nobody has',
    asked: 0,
    baseUrl: () => 'http://no..such.host/v1',
    code: 'model_unreachable',
    action: 'configureModel',
    message: 'No server named no..such.host can be found; check the base URL and the network.',
  },
  {
    name: 'no address',
    asked: 0,
    baseUrl: () => 'localhost',
    code: 'model_wrong_url',
    action: 'configureModel',
    message: '“localhost” is not a web address; a base URL looks like http://localhost:11434/v1.',
  },
  {
    name: 'a password in the address',
    asked: 0,
    baseUrl: () => `http://u:${KEY}@h.example/v1`,
    code: 'model_wrong_url',
    action: 'configureModel',
    message: 'The base URL of h.example holds a user name or password; take it out and set an API key instead.',
  },
  {
    name: 'https where there is none',
    asked: 0,
    baseUrl: (url) => url.replace('http:', 'https:'),
    code: 'model_insecure',
    action: 'configureModel',
    message: 'ADDRESS does not speak HTTPS; a base URL with http:// may be right.',
  },
  {
    name: 'a connection closed without a word',
    script: { nothing: 'close' },
    asked: 3,
    code: 'model_connection_lost',
    action: 'retry',
    message: 'ADDRESS broke the connection off; try again.',
  },
  {
    name: 'a server that never answers',
    script: { nothing: 'wait' },
    asked: 1,
    silence: { first: 300, next: 60_000 },
    code: 'model_silent',
    action: 'retry',
    message: 'ADDRESS has sent nothing for 0.3 seconds; try again, or choose a smaller model.',
  },
];

const notCompatible = {
  code: 'model_wrong_url',
  action: 'configureModel' as const,
  message: 'ADDRESS is not an OpenAI-compatible server; the base URL usually ends in /v1.',
};
const WRONG_ADDRESS: readonly Fault[] = [
  { name: 'a base URL below which there is no such API', asked: 0, baseUrl: (url) => url.replace('/v1', '/v2'), ...notCompatible },
  { name: 'a web page', script: { status: 200, body: '<!doctype html><title>Hello</title>' }, asked: 1, ...notCompatible },
  { name: 'JSON for an answer', script: { status: 200, body: { error: 'Unexpected endpoint or method.' } }, asked: 1, ...notCompatible },
  { name: 'a server that has no such API', script: { status: 501, body: 'Not Implemented' }, asked: 1, ...notCompatible },
  { name: 'another method', script: { status: 405, body: { detail: 'Method Not Allowed' } }, asked: 1, ...notCompatible },
];

const KEYS: readonly Fault[] = [
  {
    name: 'a wrong key',
    asked: 1,
    wants: 'sk-right',
    code: 'model_unauthorized',
    action: 'setApiKey',
    message: 'ADDRESS does not accept the API key; set another one.',
  },
  {
    name: 'no key',
    asked: 1,
    wants: 'sk-right',
    key: null,
    code: 'model_unauthorized',
    action: 'setApiKey',
    message: 'ADDRESS wants an API key; set one.',
  },
  {
    name: 'a key that no header can hold',
    asked: 0,
    key: `“${KEY}”`,
    code: 'model_unauthorized',
    action: 'setApiKey',
    message: 'The API key holds characters that no key has; copy and set it again.',
  },
  {
    name: 'a key that may not do this',
    script: refused(403, `Key ${KEY} lacks the scope model.request.`),
    asked: 1,
    code: 'model_unauthorized',
    action: 'setApiKey',
    message: 'ADDRESS denies access with this API key: Key … lacks the scope model.request.',
  },
  {
    name: 'a country that is not served',
    script: refused(403, 'Country not supported', { code: 'unsupported_country_region_territory' }),
    asked: 1,
    code: 'model_denied',
    action: 'configureModel',
    message: 'ADDRESS does not serve the country you are in; choose another model.',
  },
];

const tooLong = {
  code: 'model_context_exceeded',
  action: 'configureModel' as const,
  message: 'This thread is too long for “stand-in”; start a new one, or choose a model that takes more.',
};
const MODELS: readonly Fault[] = [
  {
    name: 'an unknown model',
    asked: 1,
    model: 'gpt-0',
    code: 'model_not_found',
    action: 'configureModel',
    message: 'ADDRESS has no model “gpt-0”; it has MODELS.',
  },
  {
    name: 'an unknown model, in Ollama’s words',
    asked: 1,
    model: 'gpt-0',
    script: refused(404, 'model "gpt-0" not found, try pulling it first'),
    code: 'model_not_found',
    action: 'configureModel',
    message: 'ADDRESS has no model “gpt-0”; it has MODELS.',
  },
  {
    name: 'a model that is listed, but not for this key',
    only: 'Chat Completions',
    asked: 1,
    script: refused(403, 'Project does not have access to model `stand-in`', { code: 'model_not_found' }),
    code: 'model_not_found',
    action: 'configureModel',
    message: 'ADDRESS lists the model “stand-in”, but does not let you use it; choose another model.',
  },
  {
    name: 'a model that was shut down',
    asked: 1,
    script: refused(404, 'The model `stand-in` has been deprecated, learn more here: …', { code: 'model_not_found' }),
    code: 'model_not_found',
    action: 'configureModel',
    message: 'ADDRESS no longer has the model “stand-in”; it has OTHERS.',
  },
  {
    name: 'a model without tools',
    only: 'Responses',
    asked: 1,
    script: refused(400, 'registry.ollama.ai/library/stand-in does not support tools'),
    code: 'model_without_tools',
    action: 'configureModel',
    message: '“stand-in” can’t call tools, with which Docent searches and computes; choose a model that can.',
  },
  {
    name: 'a model whose tools need the Responses API',
    asked: 1,
    script: refused(400, 'Function tools are not supported for stand-in in /v1/chat/completions. Please use /v1/responses instead.'),
    code: 'model_without_tools',
    action: 'configureModel',
    message: '“stand-in” calls tools only through OpenAI’s Responses API; set OpenAI’s own base URL, or choose another model.',
  },
  { name: 'a thread too long, by the code', script: refused(400, 'Too long.', { code: 'context_length_exceeded' }), asked: 1, ...tooLong },
  {
    name: 'a thread too long, in vLLM’s words',
    asked: 1,
    ...tooLong,
    script: refused(400, 'This model’s maximum context length is 4096 tokens.'),
  },
  {
    name: 'a thread too long, by llama.cpp’s type',
    script: refused(400, 'the request exceeds the available size', { type: 'exceed_context_size_error' }),
    asked: 1,
    ...tooLong,
  },
  {
    name: 'a message too long',
    script: refused(400, "Invalid 'input[1].content': string too long.", { code: 'string_above_max_length' }),
    asked: 1,
    ...tooLong,
  },
];

const REQUESTS: readonly Fault[] = [
  {
    name: 'an id too long, which a shorter thread has, too',
    asked: 1,
    script: refused(400, "Invalid 'input[2].call_id': string too long.", { code: 'string_above_max_length', param: 'input[2].call_id' }),
    code: 'model_refused',
    action: 'configureModel',
    message: "ADDRESS refused the request: Invalid 'input[2].call_id': string too long.",
  },
  {
    name: 'a refusal beside an error that is none',
    script: { status: 400, body: { error: null, message: 'No such role.' } },
    asked: 1,
    code: 'model_refused',
    action: 'configureModel',
    message: 'ADDRESS refused the request: No such role.',
  },
  {
    name: 'a refusal in a list',
    script: { status: 400, body: [{ error: { code: 400, message: 'No such role.' } }] },
    asked: 1,
    code: 'model_refused',
    action: 'configureModel',
    message: 'ADDRESS refused the request: No such role.',
  },
  {
    name: 'a refusal in the server’s words',
    script: refused(400, 'messages: roles must alternate.'),
    asked: 1,
    code: 'model_refused',
    action: 'configureModel',
    message: 'ADDRESS refused the request: messages: roles must alternate.',
  },
  {
    name: 'a refusal at length',
    script: refused(422, 'x'.repeat(5000)),
    asked: 1,
    code: 'model_refused',
    action: 'configureModel',
    message: `ADDRESS refused the request: ${'x'.repeat(300)}….`,
  },
  {
    name: 'a refusal without a word',
    script: { status: 418 },
    asked: 1,
    code: 'model_refused',
    action: 'configureModel',
    message: 'ADDRESS refused the request (418).',
  },
  {
    name: 'a refusal by FastAPI',
    script: { status: 422, body: { detail: 'Field required' } },
    asked: 1,
    code: 'model_refused',
    action: 'configureModel',
    message: 'ADDRESS refused the request: Field required.',
  },
  {
    name: 'a parameter that can’t be left out',
    asked: 1,
    script: refused(400, "Unsupported parameter: 'model' is not supported.", { code: 'unsupported_parameter', param: 'model' }),
    code: 'model_refused',
    action: 'configureModel',
    message: 'ADDRESS refused the request: Unsupported parameter: \'model\' is not supported.',
  },
  {
    name: 'a request too large',
    script: { status: 413, body: '<h1>Request Entity Too Large</h1>' },
    asked: 1,
    code: 'model_request_too_large',
    action: null,
    message: 'This thread is larger than ADDRESS accepts; start a new one or attach less.',
  },
  {
    name: 'a flagged thread',
    script: refused(400, 'Invalid prompt.', { code: 'invalid_prompt' }),
    asked: 1,
    code: 'model_policy',
    action: null,
    message: 'ADDRESS takes this thread for a breach of its usage policies; ask in other words, or start a new one.',
  },
  {
    name: 'a filter before the answer',
    script: refused(400, 'Filtered.', { code: 'content_filter' }),
    asked: 1,
    code: 'model_policy',
    action: null,
    message: 'ADDRESS takes this thread for a breach of its usage policies; ask in other words, or start a new one.',
  },
  {
    name: 'an image that can’t be used',
    script: refused(400, 'The image is too small.', { code: 'image_too_small' }),
    asked: 1,
    code: 'model_image_refused',
    action: null,
    message: 'ADDRESS can’t use an image of this thread: The image is too small; start a new thread without it.',
  },
  {
    name: 'a locked conversation',
    asked: 3,
    script: refused(400, 'Another process is currently operating on this conversation.', { code: 'conversation_locked' }),
    code: 'model_busy',
    action: 'retry',
    message: 'ADDRESS is still at work on the last request; try again in a moment.',
  },
  {
    name: 'a conflict',
    script: refused(409, 'Conflict'),
    asked: 3,
    code: 'model_busy',
    action: 'retry',
    message: 'ADDRESS is still at work on the last request; try again in a moment.',
  },
];

const quota = { asked: 1, code: 'model_quota_exceeded' } as const;
const LIMITS: readonly Fault[] = [
  {
    name: 'a limit, and no word how long',
    script: refused(429, 'Slow down.', { code: 'rate_limit_exceeded', type: 'requests' }),
    asked: 3,
    code: 'model_rate_limited',
    action: 'retry',
    message: 'ADDRESS takes no more requests for now; try again in a moment.',
  },
  {
    name: 'a limit that lasts longer than one waits',
    script: refused(429, 'Slow down.', { code: 'rate_limit_exceeded' }, { 'retry-after': '150' }),
    asked: 1,
    code: 'model_rate_limited',
    action: 'retry',
    message: 'ADDRESS takes no more requests for now; try again in 3 minutes.',
  },
  {
    name: 'a limit with a wait in milliseconds',
    script: refused(429, 'Slow down.', { code: 'slow_down' }, { 'retry-after-ms': '2' }),
    asked: 3,
    code: 'model_rate_limited',
    action: 'retry',
    message: 'ADDRESS takes no more requests for now; try again in 1 second.',
  },
  {
    name: 'a limit at which one is not to try again',
    script: refused(429, 'Slow down.', {}, { 'x-should-retry': 'false' }),
    asked: 1,
    code: 'model_rate_limited',
    action: 'retry',
    message: 'ADDRESS takes no more requests for now; try again in a moment.',
  },
  {
    name: 'a request that fits into no minute',
    script: refused(429, 'Request too large for stand-in on tokens per min (TPM): Limit 30000, Requested 45000.', {
      code: 'rate_limit_exceeded',
      type: 'tokens',
    }),
    asked: 1,
    code: 'model_request_too_large',
    action: 'configureModel',
    message: 'This thread is larger than ADDRESS takes from your account in a minute; start a new one, or choose another model.',
  },
  {
    name: 'no credit, in the old words',
    script: limited('insufficient_quota', { 'retry-after': '1' }),
    ...quota,
    action: 'configureModel',
    message: 'The account at ADDRESS has no credit left; add some there, or choose another model.',
  },
  {
    name: 'no credit',
    script: limited('credit_balance_exhausted', { 'x-should-retry': 'true' }),
    ...quota,
    action: 'configureModel',
    message: 'The account at ADDRESS has no credit left; add some there, or choose another model.',
  },
  {
    name: 'payment required',
    script: refused(402, 'Insufficient credits'),
    ...quota,
    action: 'configureModel',
    message: 'The account at ADDRESS has no credit left; add some there, or choose another model.',
  },
  {
    name: 'an account that is not active',
    script: limited('billing_not_active'),
    ...quota,
    action: 'configureModel',
    message: 'The account at ADDRESS is not active; check its billing there, or choose another model.',
  },
  {
    name: 'the organization’s spending limit',
    ...quota,
    action: 'configureModel',
    script: limited('organization_spend_limit_exceeded'),
    message: 'Your organization has reached its spending limit at ADDRESS; raise it there, or choose another model.',
  },
  {
    name: 'the project’s spending limit',
    script: limited('project_spend_limit_exceeded'),
    ...quota,
    action: 'setApiKey',
    message: 'The project of this API key has reached its spending limit at ADDRESS; raise it there, or set another key.',
  },
  {
    name: 'the organization’s usage limit',
    ...quota,
    action: 'configureModel',
    script: limited('organization_usage_limit_exceeded'),
    message: 'Your organization has reached its usage limit at ADDRESS; ask for more there, or choose another model.',
  },
];

const SERVER: readonly Fault[] = [
  {
    name: 'a failure with words',
    script: { status: 503, body: { error: { message: 'Loading model' } } },
    asked: 3,
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed: Loading model; try again in a moment.',
  },
  {
    name: 'a failure with a web page',
    script: { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
    asked: 3,
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed (502); try again in a moment.',
  },
  {
    name: 'a failure for which one is not to try again',
    script: refused(500, 'Broken', {}, { 'x-should-retry': 'false' }),
    asked: 1,
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed: Broken; try again in a moment.',
  },
  {
    name: 'a gateway that did not wait',
    script: { status: 504, body: '<html>Gateway Time-out</html>' },
    asked: 3,
    code: 'model_timeout',
    action: 'retry',
    message: 'ADDRESS took too long over the answer; try again, or choose a smaller model.',
  },
  {
    name: 'a request that timed out',
    script: refused(408, 'Request timeout'),
    asked: 3,
    code: 'model_timeout',
    action: 'retry',
    message: 'ADDRESS took too long over the answer; try again, or choose a smaller model.',
  },
];

const STREAMS: readonly Fault[] = [
  {
    name: 'a stream that ends before anything was said',
    script: { ending: 'cut' },
    asked: 3,
    code: 'model_stream_cut',
    action: 'retry',
    message: 'The answer from ADDRESS ended too early; try again.',
  },
  {
    name: 'a stream that begins with a failure',
    asked: 3,
    script: { ending: { error: { message: 'Overloaded', code: 'server_error' } } },
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed: Overloaded; try again in a moment.',
  },
  {
    name: 'a stream that begins with a limit',
    asked: 3,
    script: { ending: { error: { message: 'Rate limit reached.', code: 'rate_limit_exceeded' } } },
    code: 'model_rate_limited',
    action: 'retry',
    message: 'ADDRESS takes no more requests for now; try again in a moment.',
  },
  {
    name: 'a stream that ends in mid-answer',
    script: half('cut'),
    asked: 1,
    text: 'Half an',
    code: 'model_stream_cut',
    action: 'retry',
    message: 'The answer from ADDRESS ended too early; try again.',
  },
  {
    name: 'a connection reset in mid-answer',
    script: half('reset'),
    asked: 1,
    text: 'Half an',
    code: 'model_connection_lost',
    action: 'retry',
    message: 'ADDRESS broke the connection off; try again.',
  },
  {
    name: 'an event that is no JSON',
    script: half('malformed'),
    asked: 1,
    text: 'Half an',
    code: 'model_bad_answer',
    action: 'retry',
    message: 'ADDRESS sent a broken answer; try again.',
  },
  {
    name: 'an error in mid-answer',
    asked: 1,
    text: 'Half an',
    script: half({ error: { message: 'The GPU is on fire.', code: 'server_error' } }),
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed: The GPU is on fire; try again in a moment.',
  },
  {
    name: 'a response that failed',
    asked: 1,
    text: 'Half an',
    script: half({ failed: true, error: { message: 'The server had an error.', code: 'server_error' } }),
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed: The server had an error; try again in a moment.',
  },
  {
    name: 'a response that broke a policy',
    asked: 1,
    text: 'Half an',
    script: half({ failed: true, error: { message: 'Flagged.', code: 'bio_policy' } }),
    code: 'model_policy',
    action: null,
    message: 'ADDRESS takes this thread for a breach of its usage policies; ask in other words, or start a new one.',
  },
  {
    name: 'a thread that grows too long in mid-answer',
    asked: 1,
    text: 'Half an',
    script: half({ error: { message: 'Context size has been exceeded.', code: 500 } }),
    ...tooLong,
  },
  {
    name: 'an error that is just a text',
    script: half({ error: 'out of memory' }),
    asked: 1,
    text: 'Half an',
    code: 'model_failed',
    action: 'retry',
    message: 'ADDRESS failed: out of memory; try again in a moment.',
  },
  {
    name: 'a server that falls silent',
    script: half('stall'),
    asked: 1,
    text: 'Half an',
    silence: { first: 60_000, next: 300 },
    code: 'model_silent',
    action: 'retry',
    message: 'ADDRESS has sent nothing for 0.3 seconds; try again, or choose a smaller model.',
  },
];

/** All that can go wrong between Docent and a model, each once. */
export const FAULTS: readonly Fault[] = [REACHING, WRONG_ADDRESS, KEYS, MODELS, REQUESTS, LIMITS, SERVER, STREAMS].flat();

/** What the user reads at this address. @param names of the server's models */
export function messageOf({ message, model = 'stand-in' }: Fault, address: string, names: readonly string[]): string {
  const others = names.filter((name) => name !== model);
  return message.replaceAll('ADDRESS', address).replaceAll('MODELS', names.join(', ')).replaceAll('OTHERS', others.join(', '));
}
