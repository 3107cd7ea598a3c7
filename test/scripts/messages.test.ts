import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messagesOf } from '../../scripts/messages/collect.ts';
import { ROOT } from '../../scripts/paths.ts';

const FOLDER = path.join(ROOT, 'l10n');
const read = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Readonly<Record<string, string>>;

suite('Messages of each language', () => {
  test('the bundle that translators start from holds what the sources say', () => {
    assert.deepEqual(Object.keys(read('bundle.l10n.json')).sort(), [...messagesOf(path.join(ROOT, 'src'))].sort(), 'node scripts/messages.ts makes it');
  });

  for (const file of globSync('bundle.l10n.*.json', { cwd: FOLDER }).filter((name) => name !== 'bundle.l10n.json')) {
    test(`${file} says each message, with the same places for values`, () => {
      const translated = read(file);
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(read('bundle.l10n.json')).sort());
      for (const [message, text] of Object.entries(translated)) assert.deepEqual(places(text), places(message), message);
    });
  }
});

function places(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}
