import { isModestJson } from '../../limits/json.ts';
import { ANSWER, JSON_TEXT } from '../../limits/limits.ts';
import { notCompatible } from '../../openai/address.ts';
import { lines, type Fail, type Said } from '../../openai/eventStream.ts';
import { at, list } from '../../openai/probe.ts';
import { tooMuch } from '../../openai/watchedFetch.ts';

/**
 * The lines of an answer of Ollama’s, each as a chunk of Chat Completions, of which it has all the parts.
 * @throws DocentError `model_wrong_url` for what is no such answer; `model_too_much` for a line without an end
 */
export async function* chunks(response: Response, address: string, fail: Fail): AsyncGenerator<Said> {
  let calls = 0;
  for await (const batch of lines(response.body, () => tooMuch(address, ANSWER.line, 'piece'))) {
    for (const line of batch) {
      if (line.trim() === '') continue;
      if (!line.trimStart().startsWith('{')) throw notCompatible(address);
      if (!isModestJson(line)) throw tooMuch(address, JSON_TEXT.parts, 'piece');
      const said = JSON.parse(line) as Said;
      if ('error' in said) throw fail(said);
      if (!('message' in said) && said['done'] !== true) throw notCompatible(address);
      const called = list(at(said, 'message', 'tool_calls')) ?? [];
      yield toChunk(said, called.map((call) => toCall(call, calls++)));
    }
  }
}

function toChunk(said: Said, calls: readonly Said[]): Said {
  const { message, done, done_reason: reason, prompt_eval_count: read, eval_count: written } = said;
  const { tool_calls: _, ...spoken } = (message ?? {}) as Said;
  const delta = calls.length > 0 ? { ...spoken, tool_calls: calls } : spoken;
  if (done !== true) return { choices: [{ delta, finish_reason: null }] };
  return {
    choices: [{ delta, finish_reason: typeof reason === 'string' && reason !== '' ? reason : 'stop' }],
    // What is left out was none: a prompt that was read before is not counted by old versions.
    ...((read !== undefined || written !== undefined) && { usage: { prompt_tokens: read ?? 0, completion_tokens: written ?? 0 } }),
  };
}

/** Calls come whole; they are numbered through, since some versions number them anew in each line. */
function toCall(call: unknown, index: number): Said {
  return { index, id: at(call, 'id'), function: { name: at(call, 'function', 'name'), arguments: at(call, 'function', 'arguments') } };
}
