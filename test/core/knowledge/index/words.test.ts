import assert from 'node:assert/strict';
import { parts } from '../../../../src/core/knowledge/index/parts.ts';
import { queryTerms, searchable } from '../../../../src/core/knowledge/index/words.ts';

suite('words', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['parseUserId', ['parse', 'User', 'Id']],
    ['XMLHttpRequest', ['XML', 'Http', 'Request']],
    ['sha256sum', ['sha', '256', 'sum']],
    ['toÜberblick', ['to', 'Überblick']],
    ['getΑλφαΒητα größe', ['get', 'Αλφα', 'Βητα']],
    ['ABc aB12c x', ['A', 'Bc', 'a', 'B', '12', 'c']],
    ['isnʼtHere 🙂fooBar', ['isn', 't', 'Here', 'foo', 'Bar']],
    // Taken apart by the tokenizer already.
    ['snake_case kebab-case', []],
    ['word Word WORD 42', []],
    ['検索設定', ['検索', '索設', '設定']],
  ];
  for (const [text, expected] of cases) {
    test(`the parts of ${text}`, () => assert.deepEqual(parts(text), expected));
  }

  test('a text is searched as it stands and by the parts of its identifiers', () => {
    assert.equal(searchable('call getName()'), 'call getName()\nget Name');
    assert.equal(searchable('plain text'), 'plain text');
  });

  test('a query leaves out what every question has', () => {
    assert.deepEqual(queryTerms('Where is the sessionToken used?'), ['sessiontoken', 'session', 'token']);
  });

  test('a query leaves out what an apostrophe joins to a word', () => {
    assert.deepEqual(queryTerms("Why can't I see that the user's token isn’t there?"), ['see', 'user', 'token']);
    assert.deepEqual(queryTerms("l'arbre d’un jardin"), ['arbre', 'un', 'jardin']);
    assert.deepEqual(queryTerms('the re module'), ['re', 'module']);
    assert.deepEqual(queryTerms("don't"), ['don', 't']);
  });

  test('a word without end takes no time', () => {
    const word = 'a'.repeat(100_000);
    assert.deepEqual(queryTerms(`where ${word}`), [word]);
  }).timeout(3_000);

  test('a query of stop words alone keeps them', () => {
    assert.deepEqual(queryTerms('to be or not to be'), ['to', 'be', 'or', 'not']);
  });

  test('a query without a word has no terms', () => {
    assert.deepEqual(queryTerms(' "(*) — ?" '), []);
  });
});
