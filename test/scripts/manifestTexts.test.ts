import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { PLACE } from '../support/manifest.ts';

/** The properties of package.json that users read. */
const READ = new Set([
  'altText',
  'category',
  'contents',
  'contextualTitle',
  'deprecationMessage',
  'description',
  'displayName',
  'enumDescriptions',
  'enumItemLabels',
  'errorMessage',
  'fullName',
  'label',
  'markdownDeprecationMessage',
  'markdownDescription',
  'markdownEnumDescriptions',
  'name',
  'patternErrorMessage',
  'shortTitle',
  'title',
  'userDescription',
]);
/** What a model reads, and what names a thing to the editor or in what is typed. */
const NOT_READ = /\/(inputSchema\/.*|languageModelTools\/\d+\/name|chatParticipants\/\d+\/name)$/;

const texts = read('package.nls.json');
const { description, capabilities, contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
const shown = readIn({ description, capabilities, contributes }, '');

suite('The texts of package.json', () => {
  test('are kept by key in package.nls.json, but for the name', () => {
    const plain = shown.filter(({ text }) => text !== 'Docent' && !PLACE.test(text));
    assert.deepEqual(plain, []);
  });

  test('have a key each, and each key is used', () => {
    const used = new Set(shown.flatMap(({ text }) => PLACE.exec(text)?.[1] ?? []));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
    for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), '', key);
  });

  for (const file of globSync('package.nls.*.json', { cwd: ROOT }).filter((name) => name !== 'package.nls.json')) {
    test(`are all in ${file}, with the same links, settings and names in code`, () => {
      const translated = read(file);
      assert.deepEqual(Object.keys(translated), Object.keys(texts));
      for (const [key, text] of Object.entries(texts)) assert.deepEqual(fixed(translated[key] ?? ''), fixed(text), key);
    });

    test(`${file} names commands by their titles`, () => {
      const translated = read(file);
      const titles = new Set(Object.entries(translated).flatMap(([key, text]) => (key.startsWith('command.') ? [text.replace(/^Docent: |…$/g, '')] : [])));
      for (const [key, text] of Object.entries(translated)) {
        for (const [, title = ''] of text.matchAll(/\*Docent: ([^*]+)\*/g)) assert.ok(titles.has(title), `${key}: ${title}`);
      }
    });
  }
});

function read(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Readonly<Record<string, string>>;
}

/** The texts that users read, each with its place. */
function readIn(value: unknown, place: string): readonly { readonly place: string; readonly text: string }[] {
  if (typeof value === 'string') return isShown(place) ? [{ place, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => readIn(each, `${place}/${name}`));
}

/** Whether the last name in a place that is no number is one of those. */
function isShown(place: string): boolean {
  return READ.has(place.replace(/\/\d+$/, '').split('/').at(-1) ?? '') && !NOT_READ.test(place);
}

/** What a translation keeps: what is said in code, and where links lead. */
function fixed(text: string): readonly string[] {
  return [...text.matchAll(/`[^`]+`|\]\([^)]+\)/g)].map(([each]) => each).sort();
}
