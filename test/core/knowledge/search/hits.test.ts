import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openDatabase } from '../../../../src/core/knowledge/index/database.ts';
import { indexed } from '../../../../src/core/knowledge/index/indexed.ts';
import { removeFiles, writeChanges, type Change } from '../../../../src/core/knowledge/index/rows.ts';
import { findHits } from '../../../../src/core/knowledge/search/hits.ts';
import { termCounts } from '../../../../src/core/knowledge/search/termCounts.ts';
import { tempFolder } from '../setup.ts';

suite('hits', () => {
  /** Each file is one chunk; the n-th word stands in each n-th of them. */
  const EACH = { all: 1, often: 3, some: 20, seldom: 70 };

  function change(_: unknown, index: number): Change {
    const said = Object.entries(EACH).flatMap(([word, each]) => (index % each === 0 ? Array<string>(1 + (index % 4)).fill(word) : []));
    const shown = `file${index}.md`;
    const text = indexed(shown, [{ lines: { start: 1, end: 1 }, page: null, text: `${said.join(' ')} ${'filler '.repeat(index % 7)}`, overlap: 0 }]);
    return { row: { path: shown, shown, size: 1, mtime: 1, hash: shown, reason: null, secrets: [], attributes: null }, text };
  }

  test('the best are the same, with the same scores, as where every chunk with any word is scored', () => {
    const db = openDatabase(join(tempFolder(), 'hits.db'));
    try {
      writeChanges(db, Array.from({ length: 2_000 }, change));
      const all = db.prepare('SELECT rowid AS chunk, -bm25(words, 4, 1) AS score FROM words WHERE words MATCH ? ORDER BY score DESC, rowid LIMIT 10');
      for (const terms of [['all', 'often', 'some', 'seldom'], ['often', 'seldom'], ['all', 'some'], ['often'], ['all', 'nowhere']]) {
        const expected = all.all(terms.join(' OR ')).map(({ chunk, score }) => [chunk, Number(score).toFixed(9)]);
        assert.deepEqual(findHits(db, terms, 10, undefined).map(({ chunk, score }) => [chunk, score.toFixed(9)]), expected, terms.join(' '));
      }
    } finally {
      db.close();
    }
  });

  test('chunks are counted that have a word in any of its forms, whatever its letters', () => {
    const db = openDatabase(join(tempFolder(), 'hits.db'));
    try {
      const texts = ['retry now', 'it retries', 'Größe und café', 'die Grösse, cafe', '検索エンジン'];
      const row = (name: string) => ({ path: name, shown: name, size: 1, mtime: 1, hash: name, reason: null, secrets: [], attributes: null });
      writeChanges(db, texts.map((text, index) => ({ row: row(`${index}.md`), text: indexed(`${index}.md`, [{ lines: { start: 1, end: 1 }, page: null, text, overlap: 0 }]) })));
      const { chunks, having } = termCounts(db);
      assert.equal(chunks, 5);
      assert.deepEqual(['retry', 'retries', 'größe', 'café', 'cafe', '検索', 'nowhere', 'md'].map(having), [2, 2, 1, 2, 2, 1, 0, 5]);
      removeFiles(db, ['1.md']);
      assert.equal(termCounts(db).having('retry'), 1);
    } finally {
      db.close();
    }
  });

  test('where the rare words have few chunks, the next fill up what is wanted', () => {
    const db = openDatabase(join(tempFolder(), 'hits.db'));
    try {
      writeChanges(db, Array.from({ length: 2_000 }, change));
      assert.equal(findHits(db, ['seldom', 'often', 'all'], 200, undefined).length, 200);
    } finally {
      db.close();
    }
  });
});
