import assert from 'node:assert/strict';
import type { ChatCompletionsOptions } from '../../../src/core/models/chatCompletions.ts';
import { errorInfo, type Action } from '../../../src/core/types/errors.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import type { Script } from '../../fixtures/modelServer/script.ts';
import { memoryLog } from '../../support/log.ts';
import { ask, modelAt, see, take } from './chatCompletionsTurn.ts';

const KEY = 'sk-very-secret';

suite('chat completions: what goes wrong', () => {
  let server: ModelServer;
  const log = memoryLog();
  setup(async () => {
    server = await startModelServer();
    log.lines.length = 0;
  });
  teardown(async () => {
    assert.ok(!log.lines.join('\n').includes(KEY), 'no key in the log');
    await server.close();
  });

  /** Asks and expects this very sentence, after `text` had been streamed. */
  async function fails(code: string, message: string, action: Action | null, options: Partial<ChatCompletionsOptions> = {}, text = '') {
    const given = { apiKey: () => Promise.resolve(KEY), log };
    const atEnd = server.hold('end');
    const events = modelAt(server.url, { ...given, ...options }).respond(ask('say exactly: Hello'), new AbortController().signal);
    const seen = await see(events, (seen) => seen.text === text && atEnd.release());
    assert.deepEqual(errorInfo(seen.error), { code, message: message.replaceAll('ADDRESS', options.baseUrl ?? server.url), action });
    assert.equal(seen.text, text);
    assert.equal(seen.reason, null);
    assert.ok(!JSON.stringify(seen.error).includes(KEY));
  }

  /** A server that is overloaded is asked once more; it says the same. */
  const twice = (script: Script) => server.script(script, script);
  const status = (status: number, message: string, more: object = {}) => ({ status, body: { error: { message, ...more } } });

  suite('reaching it', () => {
    test('no server', async () => {
      const baseUrl = server.url;
      await server.close();
      await fails('model_unreachable', 'Nothing answers at ADDRESS. Is the server running?', 'configureModel', { baseUrl });
      server = await startModelServer();
    });
    test('no such name', () =>
      fails('model_unreachable', 'No server named no..such.host can be found; check the base URL and the network.', 'configureModel', {
        baseUrl: 'http://no..such.host/v1',
      }));
    test('a port that no browser or Node may use', () =>
      fails('model_unreachable', 'ADDRESS can’t be reached (bad port); check the base URL and the network.', 'configureModel', {
        baseUrl: 'http://127.0.0.1:6000/v1',
      }));
    test('no address', () =>
      fails('model_wrong_url', '“localhost” is not a web address; a base URL looks like http://localhost:11434/v1.', 'configureModel', {
        baseUrl: 'localhost',
      }));
    test('a password in the address', () =>
      fails(
        'model_wrong_url',
        'The base URL of h.example holds a user name or password; take it out and set an API key instead.',
        'configureModel',
        { baseUrl: `http://u:${KEY}@h.example/v1` },
      ));
    test('https where there is none', async () => {
      const baseUrl = server.url.replace('http:', 'https:');
      await fails('model_insecure', 'ADDRESS does not speak HTTPS; a base URL with http:// may be right.', 'configureModel', { baseUrl });
    });
    test('it closes the connection without a word', async () => {
      twice({ nothing: 'close' });
      await fails('model_connection_lost', 'ADDRESS broke the connection off; try again.', 'retry');
      assert.equal(server.requests.length, 2, 'tried once more');
    });
    test('a kept connection that was closed meanwhile is no failure', async () => {
      server.script({ nothing: 'close' });
      const { text, error } = await take(modelAt(server.url), ask('say exactly: Hello'));
      assert.deepEqual([text, error], ['Hello', null]);
    });
  });

  suite('the wrong address', () => {
    const sentence = 'ADDRESS is not an OpenAI-compatible server; the base URL usually ends in /v1.';
    test('without /v1', () => fails('model_wrong_url', sentence, 'configureModel', { baseUrl: server.url.replace('/v1', '') }));
    test('a web page', async () => {
      server.script({ status: 200, body: '<!doctype html><title>Hello</title>' });
      await fails('model_wrong_url', sentence, 'configureModel');
    });
    test('JSON with status 200, as LM Studio answers unknown paths', async () => {
      server.script({ status: 200, body: { error: 'Unexpected endpoint or method. (POST /chat/completions)' } });
      await fails('model_wrong_url', sentence, 'configureModel');
    });
    test('an answer to another method', async () => {
      server.script({ status: 405, body: { detail: 'Method Not Allowed' } });
      await fails('model_wrong_url', sentence, 'configureModel');
    });
  });

  suite('the key', () => {
    setup(async () => {
      await server.close();
      server = await startModelServer({ apiKey: 'sk-right' });
    });
    test('a wrong one', () => fails('model_unauthorized', 'ADDRESS does not accept the API key; set another one.', 'setApiKey'));
    test('none', () =>
      fails('model_unauthorized', 'ADDRESS wants an API key; set one.', 'setApiKey', { apiKey: () => Promise.resolve(undefined) }));
    test('one that no header can hold: it is not repeated', () =>
      fails('model_unauthorized', 'The API key holds characters that no key has; copy and set it again.', 'setApiKey', {
        apiKey: () => Promise.resolve(`“${KEY}”`),
      }));
    test('one that may not do this; the server’s words go along, without the key', async () => {
      server.script(status(403, `Key ${KEY} is not allowed in your country.`));
      await fails('model_unauthorized', 'ADDRESS denies access with this API key: Key … is not allowed in your country.', 'setApiKey');
    });
  });

  suite('the model', () => {
    test('unknown: the server’s models are named', () =>
      fails('model_not_found', 'ADDRESS has no model “gpt-0”; it has stand-in, stand-in-mini.', 'configureModel', { model: 'gpt-0' }));
    test('unknown, of many', async () => {
      await server.close();
      server = await startModelServer({ models: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] });
      await fails('model_not_found', 'ADDRESS has no model “stand-in”; it has a, b, c, d, e and 2 more.', 'configureModel');
    });
    test('unknown, in a server that does not list them', async () => {
      await server.close();
      server = await startModelServer({ models: [] });
      await fails('model_not_found', 'ADDRESS has no model “stand-in”; check its name.', 'configureModel');
    });
    test('unknown, in Ollama’s words', async () => {
      server.script(status(404, 'model "stand-in" not found, try pulling it first', { type: 'api_error', code: null }));
      await fails('model_not_found', 'ADDRESS has no model “stand-in”; it has stand-in, stand-in-mini.', 'configureModel');
    });
    test('that can’t call tools', async () => {
      server.script(status(400, 'registry.ollama.ai/library/stand-in does not support tools'));
      const sentence = '“stand-in” can’t call tools, with which Docent searches and computes; choose a model that can.';
      await fails('model_without_tools', sentence, 'configureModel');
    });
    test('whose window is too small', async () => {
      const sentence = 'This thread is too long for “stand-in”; start a new one, or choose a model that takes more.';
      server.script(status(400, 'Too long.', { code: 'context_length_exceeded' }));
      await fails('model_context_exceeded', sentence, 'configureModel');
      server.script(status(400, 'This model’s maximum context length is 4096 tokens.'));
      await fails('model_context_exceeded', sentence, 'configureModel');
      server.script(status(400, 'the request exceeds the available size', { type: 'exceed_context_size_error' }));
      await fails('model_context_exceeded', sentence, 'configureModel');
    });
  });

  suite('the request', () => {
    test('refused: in the server’s own words', async () => {
      server.script(status(400, 'messages: roles must alternate.'));
      await fails('model_refused', 'ADDRESS refused the request: messages: roles must alternate.', 'configureModel');
    });
    test('refused at length: the words are cut', async () => {
      server.script(status(422, 'x'.repeat(5000)));
      await fails('model_refused', `ADDRESS refused the request: ${'x'.repeat(300)}….`, 'configureModel');
    });
    test('refused without a word', async () => {
      server.script({ status: 418 });
      await fails('model_refused', 'ADDRESS refused the request (418).', 'configureModel');
    });
    test('too large', async () => {
      server.script({ status: 413, body: '<h1>Request Entity Too Large</h1>' });
      await fails('model_request_too_large', 'This thread is larger than ADDRESS accepts; start a new one or attach less.', null);
    });
    test('one too many, with the time to wait', async () => {
      twice({ ...status(429, 'Slow down.', { code: 'rate_limit_exceeded' }), headers: { 'retry-after': '150' } });
      await fails('model_rate_limited', 'ADDRESS takes no more requests for now; try again in 3 minutes.', 'retry');
    });
    test('more than was paid for', async () => {
      twice(status(429, 'You exceeded your current quota.', { type: 'insufficient_quota', code: 'insufficient_quota' }));
      const sentence = 'The account at ADDRESS has no credit left; add some there, or choose another model.';
      await fails('model_quota_exceeded', sentence, 'configureModel');
    });
  });

  suite('the server', () => {
    test('fails, with words', async () => {
      twice(status(503, 'Loading model'));
      await fails('model_failed', 'ADDRESS failed: Loading model; try again in a moment.', 'retry');
    });
    test('fails with a web page', async () => {
      twice({ status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' });
      await fails('model_failed', 'ADDRESS failed (502); try again in a moment.', 'retry');
    });
    test('fails once: it is asked again', async () => {
      server.script(status(500, 'Oops'));
      const { text, error } = await take(modelAt(server.url), ask('say exactly: Hello'));
      assert.deepEqual([text, error], ['Hello', null]);
    });
  });

  suite('in the middle of an answer, what had come is kept, and nothing is asked again:', () => {
    teardown(() => assert.equal(server.requests.length, 1));

    test('the stream ends too early', async () => {
      server.script({ text: 'Half an', ending: 'cut' });
      await fails('model_stream_cut', 'The answer from ADDRESS ended too early; try again.', 'retry', {}, 'Half an');
    });
    test('the connection is reset', async () => {
      server.script({ text: 'Half an', ending: 'reset' });
      await fails('model_connection_lost', 'ADDRESS broke the connection off; try again.', 'retry', {}, 'Half an');
    });
    test('an event is no JSON', async () => {
      server.script({ text: 'Half an', ending: 'malformed' });
      await fails('model_bad_answer', 'ADDRESS sent a broken answer; try again.', 'retry', {}, 'Half an');
    });
    test('an event is an error', async () => {
      server.script({ text: 'Half an', ending: { error: { message: 'The GPU is on fire.', code: 'server_error' } } });
      await fails('model_failed', 'ADDRESS failed: The GPU is on fire; try again in a moment.', 'retry', {}, 'Half an');
    });
    test('an error event that says what it is', async () => {
      server.script({ text: 'Half an', ending: { error: { message: 'Context size has been exceeded.', code: 500 } } });
      const sentence = 'This thread is too long for “stand-in”; start a new one, or choose a model that takes more.';
      await fails('model_context_exceeded', sentence, 'configureModel', {}, 'Half an');
    });
    test('an error event that is just a text', async () => {
      server.script({ text: 'Half an', ending: { error: 'out of memory' } });
      await fails('model_failed', 'ADDRESS failed: out of memory; try again in a moment.', 'retry', {}, 'Half an');
    });
    test('the server falls silent', async () => {
      server.script({ text: 'Half an', ending: 'stall' });
      const silence = { first: 60_000, next: 500 };
      const sentence = 'ADDRESS has sent nothing for 0.5 seconds; try again, or choose a smaller model.';
      await fails('model_silent', sentence, 'retry', { silence }, 'Half an');
      assert.equal((await server.requests[0]?.ended)?.by, 'client');
    });
  });

  test('the server never answers', async () => {
    server.script({ nothing: 'wait' });
    const sentence = 'ADDRESS has sent nothing for 0.5 seconds; try again, or choose a smaller model.';
    await fails('model_silent', sentence, 'retry', { silence: { first: 500, next: 60_000 } });
    assert.equal(server.requests.length, 1);
  });
});
