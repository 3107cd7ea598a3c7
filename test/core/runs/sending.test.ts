import assert from 'node:assert/strict';
import { config } from '@vscode/l10n';
import { sendingTo } from '../../../src/core/runs/sending.ts';

suite('what is asked before anything is sent', () => {
  teardown(() => config({ contents: {} }));

  test('an answer holds in all languages: what it was given for is told by no text', () => {
    const place = { kind: 'remote', host: 'api.example.com', files: false } as const;
    const english = sendingTo(place);
    assert.ok(english.kind === 'send');
    config({ contents: { [english.what]: 'Ihre Fragen' } });
    assert.deepEqual(sendingTo(place), { kind: 'send', host: 'api.example.com', what: 'Ihre Fragen', extent: 'questions' });
    const more = sendingTo({ ...place, files: true });
    assert.equal(more.kind === 'send' && more.extent, 'files');
  });
});
