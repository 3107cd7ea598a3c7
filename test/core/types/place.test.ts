import assert from 'node:assert/strict';
import { config } from '@vscode/l10n';
import { passageText } from '../../../src/core/types/passageText.ts';
import { placeInEnglish, placeWithin, type Place } from '../../../src/core/types/place.ts';

const PLACE: Place = { file: { path: 'guide.pdf' }, lines: { start: 1, end: 2 }, page: 3 };

suite('where something stands in a document', () => {
  setup(() => config({ contents: { 'page {0}': 'Seite {0}' } }));
  teardown(() => config({ contents: {} }));

  test('users are told in their language, models and other programs in English', () => {
    assert.equal(placeWithin(PLACE), 'Seite 3');
    assert.equal(placeInEnglish(PLACE), 'page 3');
  });

  test('the heading of a passage is English', () => {
    const file = { id: 'guide.pdf', path: 'guide.pdf' };
    const text = passageText({ number: 1, file, lines: PLACE.lines, page: 3, text: 'One\nTwo', focus: PLACE.lines, score: 1, hash: '' });
    assert.equal(text, '【1】 guide.pdf:1-2, page 3\nOne\nTwo');
  });
});
