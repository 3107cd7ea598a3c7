import assert from 'node:assert/strict';
import { createAutomatic } from '../../../src/core/models/automatic.ts';
import { DocentError, errorInfo } from '../../../src/core/types/errors.ts';
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
});
