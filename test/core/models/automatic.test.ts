import assert from 'node:assert/strict';
import { createAutomatic } from '../../../src/core/models/automatic.ts';
import { DocentError, errorInfo, ResponsesOnly } from '../../../src/core/types/errors.ts';
import { memoryLog } from '../../support/log.ts';
import { says, scriptedModel } from '../../support/scriptedModel.ts';
import { ask, take } from './turn.ts';

const fails = (code: string) => [() => Promise.reject(new DocentError(code, 'No.'))];

suite('a server that may have the Responses API', () => {
  for (const [code, reason] of [
    ['model_wrong_url', 'its server has no Responses API'],
    ['model_without_tools', 'it calls no tools by itself'],
  ] as const) {
    test(`is asked by Chat Completions from then on where ${reason}`, async () => {
      const log = memoryLog();
      const responses = scriptedModel(fails(code));
      const model = createAutomatic(responses, scriptedModel(says('One.'), says('Two.')), log);
      assert.deepEqual([(await take(model, ask('x'))).text, (await take(model, ask('x'))).text], ['One.', 'Two.']);
      assert.equal(responses.requests.length, 1);
      assert.deepEqual(log.lines, [`Scripted is asked by Chat Completions: ${reason}.`]);
    });
  }

  test('is asked by Responses as long as they answer, whatever fails otherwise', async () => {
    const chatCompletions = scriptedModel();
    const model = createAutomatic(scriptedModel(says('One.'), fails('model_failed'), says('Two.')), chatCompletions, memoryLog());
    assert.equal((await take(model, ask('x'))).text, 'One.');
    assert.equal(errorInfo((await take(model, ask('x'))).error).code, 'model_failed');
    assert.equal((await take(model, ask('x'))).text, 'Two.');
    assert.equal(chatCompletions.requests.length, 0);
  });

  test('is asked by Responses again where Chat Completions failed, too', async () => {
    const responses = scriptedModel(fails('model_wrong_url'), says('Back.'));
    const model = createAutomatic(responses, scriptedModel(fails('model_unreachable')), memoryLog());
    assert.equal(errorInfo((await take(model, ask('x'))).error).code, 'model_unreachable');
    assert.equal((await take(model, ask('x'))).text, 'Back.');
  });

  for (const code of ['model_refused', 'model_failed', 'model_stream_cut', 'model_bad_answer']) {
    test(`is asked by Chat Completions where Responses have never answered, but with ${code}`, async () => {
      const responses = scriptedModel(fails(code));
      const model = createAutomatic(responses, scriptedModel(says('One.'), says('Two.')), memoryLog());
      assert.deepEqual([(await take(model, ask('x'))).text, (await take(model, ask('x'))).text], ['One.', 'Two.']);
      assert.equal(responses.requests.length, 1);
    });
  }

  for (const code of ['model_unauthorized', 'model_rate_limited', 'model_context_exceeded', 'model_unreachable']) {
    test(`is asked by Responses alone where they say ${code}`, async () => {
      const model = createAutomatic(scriptedModel(fails(code), says('Back.')), scriptedModel(), memoryLog());
      assert.equal(errorInfo((await take(model, ask('x'))).error).code, code);
      assert.equal((await take(model, ask('x'))).text, 'Back.');
    });
  }
});

suite('a server that says that a model is to be asked by Responses', () => {
  const refuses = [() => Promise.reject(new ResponsesOnly('Use Responses.'))];

  test('is heeded for good, though Chat Completions were asked first', async () => {
    const log = memoryLog();
    const chatCompletions = scriptedModel(says('One.'), refuses);
    const model = createAutomatic(scriptedModel(says('Two.'), says('Three.')), chatCompletions, log, chatCompletions);
    const texts = [await take(model, ask('x')), await take(model, ask('x')), await take(model, ask('x'))].map(({ text }) => text);
    assert.deepEqual(texts, ['One.', 'Two.', 'Three.']);
    assert.equal(chatCompletions.requests.length, 2);
    assert.deepEqual(log.lines, ['Scripted is asked by Responses: it calls tools there alone.']);
  });

  test('is heeded where it was taken for one without', async () => {
    const model = createAutomatic(scriptedModel(fails('model_wrong_url'), says('Two.')), scriptedModel(says('One.'), refuses), memoryLog());
    assert.deepEqual([(await take(model, ask('x'))).text, (await take(model, ask('x'))).text], ['One.', 'Two.']);
  });

  test('but has none itself: what it said is told, and it is asked as before', async () => {
    const chatCompletions = scriptedModel(refuses, says('Back.'));
    const model = createAutomatic(scriptedModel(fails('model_wrong_url')), chatCompletions, memoryLog(), chatCompletions);
    assert.equal(errorInfo((await take(model, ask('x'))).error).message, 'Use Responses.');
    assert.equal((await take(model, ask('x'))).text, 'Back.');
  });
});
