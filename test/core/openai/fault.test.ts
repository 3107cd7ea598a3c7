import assert from 'node:assert/strict';
import { APIError } from 'openai';
import { modelError } from '../../../src/core/openai/errors.ts';
import { faultOf } from '../../../src/core/openai/fault.ts';
import { errorInfo, ResponsesOnly } from '../../../src/core/types/errors.ts';

const refusal = (message: string, status = 400, more: object = {}) => new APIError(status, { message, ...more }, undefined, new Headers());

suite('what a refusal means', () => {
  for (const words of [
    "Function tools with reasoning_effort are not supported for gpt-6.1-terra in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
    'This model is only supported in v1/responses and not in v1/chat/completions.',
    'Please use the `/responses` endpoint.',
    'This model is only available through the Responses API.',
    'Not a chat model; see https://api.openai.com/v1/responses.',
    'Tool calls require the Responses API.',
  ]) {
    test(`names the Responses API: ${words}`, async () => {
      assert.equal(faultOf(refusal(words)), 'responsesOnly');
      assert.equal(faultOf(refusal(words, 404)), 'responsesOnly');
    });
  }

  for (const words of ['Invalid URL (POST /v1/responses)', 'Unexpected endpoint or method. (POST /v1/responses)', 'This model does not support /v1/responses.']) {
    test(`says that there is none: ${words}`, () => {
      assert.equal(faultOf(refusal(words, 404)), 'wrongUrl');
    });
  }

  test('of a key or a limit at the Responses API is about those', () => {
    const words = 'You may not call /v1/responses now.';
    assert.deepEqual([401, 403, 429].map((status) => faultOf(refusal(words, status))), ['unauthorized', 'denied', 'rateLimited']);
  });

  test('OpenAI’s own address is not advised where it is set', async () => {
    const told = async (address: string) => {
      const error = await modelError(refusal('Use /v1/responses.'), { address, model: 's', key: null }, async () => []);
      assert.ok(error instanceof ResponsesOnly);
      return errorInfo(error).message;
    };
    for (const address of ['https://api.openai.com/v1', 'https://eu.api.openai.com/v1']) {
      assert.equal(await told(address), '“s” calls tools only through OpenAI’s Responses API; choose another model.');
    }
    assert.match(await told('http://127.0.0.1:1234/v1'), /set OpenAI’s own base URL/);
    assert.match(await told('https://api.openai.com.example/v1'), /set OpenAI’s own base URL/);
  });

  test('a string that is too long is the thread’s where it is one of its texts', () => {
    const long = (param: string | null, words = `Invalid '${param}': string too long.`) => faultOf(refusal(words, 400, { code: 'string_above_max_length', param }));
    for (const param of ['input[1].content', 'input[0].content[0].text', 'input[2].output', 'instructions', 'messages[3].content', 'input']) {
      assert.equal(long(param), 'contextExceeded', param);
    }
    for (const param of ['input[2].call_id', 'input[2].id', 'messages[2].tool_calls[0].id', 'input[2].name', 'metadata.x', 'prompt_cache_key']) {
      assert.equal(long(param), 'refused', param);
    }
    assert.equal(long(null, "Invalid 'input[2].call_id': string too long."), 'refused');
    assert.equal(long(null, 'Too long.'), 'contextExceeded');
  });
});
