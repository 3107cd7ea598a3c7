import { isModestJson } from '../limits/json.ts';
import { ANSWER, JSON_TEXT } from '../limits/limits.ts';
import { notCompatible } from './address.ts';
import { tooMuch } from './watchedFetch.ts';

/** What a server says in one event of a stream. */
export type Said = Readonly<Record<string, unknown>>;
export type StreamEvent =
  | { readonly type: 'said'; readonly value: Said }
  /** The server says that nothing more comes. */
  | { readonly type: 'done' };

/** Makes an error of a failure’s body, as if it had come with a status. */
export type Fail = (body: unknown) => Error;

/** The first character of JSON that stands by itself, without `data:`. */
const JSON_START = /^[{[]/;

/**
 * The events of an answer, however they are wrapped: server-sent events under any content type, one JSON document, or a document a
 * line. A failure in any envelope is thrown. To leave the loop closes the connection.
 * @throws DocentError `model_wrong_url` for what is neither an answer nor a failure, such as a web page; `model_too_much` for an event
 * without an end
 * @throws SyntaxError for an event that is no JSON
 */
export async function* eventStream(response: Response, address: string, fail: Fail): AsyncGenerator<StreamEvent> {
  const type = response.headers.get('content-type') ?? '';
  if (/html/.test(type)) {
    await response.body?.cancel();
    throw notCompatible(address);
  }
  let hasSaid = false;
  for await (const { name, data, isDocument } of records(response.body, () => tooMuch(address, ANSWER.line, 'piece'))) {
    if (data === '[DONE]') return yield { type: 'done' };
    if (isDocument && data.startsWith('<')) throw notCompatible(address);
    if (!isModestJson(data)) throw tooMuch(address, JSON_TEXT.parts, 'piece');
    const parsed = JSON.parse(data) as unknown;
    for (const value of Array.isArray(parsed) ? parsed : [parsed]) {
      if (!isSaid(value)) continue;
      const failure = failureIn(value, name);
      // A document that says only that something is wrong comes from what has no such API.
      if (failure !== null) throw isDocument && !isCoded(failure) ? notCompatible(address) : fail(failure);
      if (isDocument && !('choices' in value || 'output' in value || 'type' in value)) throw notCompatible(address);
      hasSaid = true;
      yield { type: 'said', value };
    }
  }
  if (!hasSaid && /json/.test(type)) throw notCompatible(address);
}

interface Block {
  readonly name: string;
  readonly data: string;
  /** It stands by itself. */
  readonly isDocument: boolean;
}

/** A document is tried this often at every line that may end it; then only when it has grown by half, since each try reads all of it. */
const FREE_TRIES = 100;

async function* records(body: ReadableStream<Uint8Array> | null, tooLong: () => Error): AsyncGenerator<Block> {
  let name = '';
  let data: string[] = [];
  let json = '';
  let tries = 0;
  let tried = 0;
  let isFirst = true;
  let [length, count] = [0, 0];
  for await (const batch of lines(body, tooLong)) {
    for (const line of batch) {
      if (isFirst && line.trim() === '') continue;
      if (isFirst && line.trimStart().startsWith('<')) yield { name, data: line.trim(), isDocument: true };
      isFirst = false;
      length += line.length;
      if (length > ANSWER.line.max || ++count > ANSWER.lines.max) throw tooLong();
      if (json || (data.length === 0 && JSON_START.test(line))) {
        json += `${line}\n`;
        // Within a document lines are indented, so that only its last one can end it.
        if (/^\s/.test(line) || !/[\]}]\s*$/.test(line) || (tries++ >= FREE_TRIES && json.length < tried * 1.5)) continue;
        tried = json.length;
        if (!isJson(json)) continue;
        yield { name, data: json, isDocument: true };
        json = '';
        [tries, tried, length, count] = [0, 0, 0, 0];
      } else if (line === '') {
        if (data.length > 0) yield { name, data: data.join('\n'), isDocument: false };
        name = '';
        data = [];
        [length, count] = [0, 0];
      } else {
        const [, field, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
        if (field === 'data' && value.trim() !== '') data.push(value.trim());
        if (field === 'event') name = value.trim();
      }
    }
  }
  // The empty line after the last event may be missing; an event that is cut off is none.
  const last = data.join('\n');
  if (last === '[DONE]' || isJson(last)) yield { name, data: last, isDocument: false };
  if (json) yield { name, data: json, isDocument: true };
}

/** The lines of a body, whichever way they end, as they come; the last one also without an end. */
export async function* lines(body: ReadableStream<Uint8Array> | null, tooLong: () => Error): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let held = '';
  let isAfterReturn = false;
  for await (const bytes of body ?? []) {
    const text = decoder.decode(bytes, { stream: true });
    // What follows a carriage return may belong to it.
    const [first = '', ...more] = (isAfterReturn && text.startsWith('\n') ? text.slice(1) : text).split(/\r\n|\n|\r/);
    isAfterReturn = text === '' ? isAfterReturn : text.endsWith('\r');
    held += first;
    if (held.length > ANSWER.line.max) throw tooLong();
    if (more.length === 0) continue;
    const whole = [held, ...more];
    held = whole.pop() ?? '';
    yield whole;
  }
  held += decoder.decode();
  if (held !== '') yield [held];
}

/** What a server says went wrong; null where it says no such thing. Envelopes are of OpenAI, vLLM, FastAPI, gateways. */
function failureIn(value: Said, name: string): unknown {
  const { error, object, type } = value;
  if (typeof error === 'string' ? error !== '' : isSaid(error) && Object.keys(error).length > 0) return error;
  if (name === 'error' || object === 'error' || type === 'error') return value;
  if ('choices' in value || 'output' in value || type !== undefined) return null;
  return 'detail' in value || typeof value['message'] === 'string' || typeof value['msg'] === 'string' ? value : null;
}

function isCoded(failure: unknown): boolean {
  return isSaid(failure) && Boolean(failure['code'] ?? failure['type']);
}

function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJson(text: string): boolean {
  // It is said to be too much where it is read.
  if (!isModestJson(text)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
