import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import ignore from 'ignore';
import { ROOT } from '../../scripts/paths.ts';
import { ROOMS } from '../../scripts/rooms/rooms.js';
import { openDatabase } from '../../src/core/knowledge/index/database.ts';
import { tempDir } from '../support/temp.ts';
import { openData } from '../support/data.ts';

/** What is called a file: the ends of the names of sources and documents. */
const FILE = /\.(c?js|mjs|tsx?|py|json|md)$/;
/** A name in code, perhaps of a member: `reduce()`, `docent.runs.start()`, `RunEvent`. */
const NAME = /^[A-Za-z_]\w*(\.\w+)*(\(\))?$/;

const generated = ignore().add(read('.gitignore'));
const source = globSync('src/**/*.{ts,tsx,py}', { cwd: ROOT }).map(read).join('\n');
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: object };

const architecture = read('docs/architecture.md');

for (const page of ['docs/architecture.md', 'CONTRIBUTING.md']) {
  suite(`what ${page} names`, () => {
    const text = withoutBlocks(read(page));
    const spans = [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);

    test('every path is there', () => {
      const paths = spans.flatMap((span) => span.split(' ')).filter(isPath);
      assert.deepEqual(paths.filter((each) => !found(each)), []);
      assert.notEqual(paths.length, 0);
    });

    test('every function and type is in the file that is named with it, or in src/', () => {
      assert.deepEqual(paragraphs(text).flatMap(unknownNames), []);
    });

    test('every command of npm is there', () => {
      const commands = spans.map((span) => /^npm (?:run )?([\w:]+)/.exec(span)?.[1] ?? '').filter((name) => !['', 'install', 'pack'].includes(name));
      assert.deepEqual(commands.filter((name) => !(name in scripts)), []);
    });

    test('every link leads to a file', () => {
      const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link).filter((link) => !link.includes(':'));
      assert.deepEqual(links.filter((link) => !existsSync(path.join(ROOT, path.dirname(page), link))), []);
    });
  });
}

suite('what docs/architecture.md lists', () => {
  let temp: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => void (temp = await tempDir()));
  teardown(() => temp.remove());

  test('the tree has every room of src/, and nothing that is not there', () => {
    const listed = tree(/```\n(src\/\n[^`]*)```/.exec(architecture)?.[1] ?? '');
    assert.deepEqual(listed.filter((each) => !existsSync(path.join(ROOT, each))), []);
    const places = new Set(listed.map((each) => each.replace(/^src\/|\/$|\.ts$/g, '')));
    assert.deepEqual(Object.keys(ROOMS).filter((room) => !places.has(room)), []);
  });

  test('the data directory has these files and folders, docent.db these tables', async () => {
    const data = await openData(temp.path);
    const entries = readdirSync(temp.path).filter((name) => !/-(wal|shm)$/.test(name));
    await data.close();
    assert.deepEqual(firstColumn('Files and folders'), entries.sort());
    assert.deepEqual(firstColumn('Tables of `docent.db`'), tables(path.join(temp.path, 'docent.db')));
  });

  test('a store has these tables', async () => {
    const file = path.join(temp.path, 'store.db');
    openDatabase(file).close();
    assert.deepEqual(firstColumn('Tables of a store'), tables(file));
  });
});

/** Git on Windows may end lines otherwise. */
function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

/** Stretches of text in which a name and a path belong together: list items, rows of tables, paragraphs. */
function paragraphs(text: string): readonly string[] {
  return text.split(/\n(?=\s*\n|\||#|\s*(?:-|\d+\.) )/).map((each) => each.replace(/\s+/g, ' ').trim());
}

/** A word of a code span that should be a path; placeholders, packages, and places outside the repository are none. */
function isPath(word: string): boolean {
  return (word.includes('/') || FILE.test(word)) && /^[\w.][\w./-]*$/.test(word);
}

/** The path from the repository's root; null where neither that nor src/ has it, nor any command makes it. */
function found(word: string): string | null {
  const place = [word, `src/${word}`].find((each) => existsSync(path.join(ROOT, each)));
  return place ?? (generated.ignores(word) ? word : null);
}

/** `name` in `path` is in that file; in what begins with a path, other calls are in that one; all else is anywhere in src/. */
function unknownNames(paragraph: string): readonly string[] {
  const own = /^(?:-|\d+\.)? ?\**`([^`]+)`/.exec(paragraph)?.[1] ?? '';
  return [...paragraph.matchAll(/`([^`]+)`(?=(?: (?:is )?in `([^`]+)`)?)/g)].flatMap(([, span = '', named]) => {
    if (!NAME.test(span) || isPath(span)) return [];
    const file = named !== undefined && isPath(named) ? named : span.endsWith('()') && isPath(own) ? own : null;
    const place = file === null ? null : found(file);
    const text = place !== null && statSync(path.join(ROOT, place)).isFile() ? read(place) : source;
    return occurs(span, text) ? [] : [file === null ? span : `${span} in ${file}`];
  });
}

/** Each part of the name for itself: `docent.runs.start` need not be written so. */
function occurs(name: string, text: string): boolean {
  return name.replace('()', '').split('.').every((part) => new RegExp(`\\b${part}\\b`).test(text));
}

/** The paths of a tree of indented names, one a line. */
function tree(lines: string): readonly string[] {
  const above: string[] = [];
  return lines.split('\n').filter(Boolean).map((line) => {
    const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? [];
    above.length = indent.length / 2;
    above.push(name);
    return above.join('');
  });
}

/** The first cells of the table below a heading, in the order of the alphabet. */
function firstColumn(heading: string): readonly string[] {
  const [, section = ''] = architecture.split(`### ${heading}\n`);
  return [...(section.split('\n#')[0] ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name).sort();
}

/** A full-text table has others behind it, called after it. */
function tables(file: string): readonly string[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const names = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'").all().map(({ name }) => String(name));
  db.close();
  return names.filter((name) => !names.some((other) => name.startsWith(`${other}_`))).sort();
}
