import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { createAssistants, type Assistants } from '../../../src/core/assistants/assistants.ts';
import { fileId } from '../../../src/core/assistants/files.ts';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import { PLAIN_ASSISTANT, type Assistant } from '../../../src/core/types/assistant.ts';
import { tempDir } from '../../support/temp.ts';
import { skipOnWindows } from '../../support/skipOnWindows.ts';
import { openData } from '../../support/data.ts';

const ALL = { limit: 100, order: 'asc', after: null, before: null } as const;

suite('assistants', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let data: DataDirectory;
  let assistants: Assistants;
  let folders: string[];
  setup(async () => {
    dir = await tempDir();
    data = await openData(join(dir.path, 'data'));
    folders = [join(dir.path, 'w')];
    assistants = createAssistants({ rows: data.assistants, stores: async () => (await data.stores.list(ALL)).data, folders: () => folders });
  });
  teardown(async () => {
    await data.close();
    await dir.remove();
  });

  const row = (id: string, name: string, createdAt = 1): Assistant => ({ ...PLAIN_ASSISTANT, id, name, createdAt });
  const names = async (query = {}) => (await assistants.list({ ...ALL, ...query })).data.map(({ name }) => name);
  const pathOf = (name: string) => join(dir.path, 'w', '.docent', 'assistants', name);

  /** Writes a file of the workspace and returns its id. */
  async function write(name: string, content: string | Uint8Array): Promise<string> {
    await mkdir(pathOf('.'), { recursive: true });
    await writeFile(pathOf(name), content);
    return fileId(pathOf(name));
  }

  test('that are links out of the workspace are not followed, and named as broken; a link within it is', async function () {
    skipOnWindows(this);
    const outside = join(dir.path, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'a.md'), '---\nname: Outside\n---\nHelp.');
    await write('inside.md', '---\nname: Inside\n---\nHelp.');
    await symlink(join(outside, 'a.md'), pathOf('a.md'));
    await symlink('inside.md', pathOf('again.md'));
    await mkdir(join(dir.path, 'linked', '.docent'), { recursive: true });
    await symlink(outside, join(dir.path, 'linked', '.docent', 'assistants'));
    folders.push(join(dir.path, 'linked'));
    assert.deepEqual(await names(), ['Inside', 'Inside']);
    for (const path of [pathOf('a.md'), join(dir.path, 'linked', '.docent', 'assistants', 'a.md')]) {
      await assert.rejects(assistants.get(fileId(path)), /a link that leads out of the workspace, and is not followed/);
    }
  });

  test('come from rows and from files', async () => {
    assert.deepEqual(await names(), []);
    await assistants.save(row('asst_a', 'Row'));
    const id = await write('file.md', '---\nname: File\n---\nHelp.');
    assert.deepEqual(await names(), ['Row', 'File']);
    assert.equal((await assistants.get('asst_a'))?.name, 'Row');
    assert.equal((await assistants.get(id))?.instructions, 'Help.');
    assert.equal(await assistants.get('asst_none'), null);
    assert.equal(await assistants.get(fileId(pathOf('none.md'))), null);
  });

  test('are read anew each time; an id stays as long as the file does', async () => {
    const id = await write('file.md', '---\nname: File\n---\nHelp.');
    assert.equal((await assistants.get(id))?.instructions, 'Help.');
    assert.equal(await write('file.md', '---\nname: Renamed\n---\nHelp more.'), id);
    const changed = await assistants.get(id);
    assert.deepEqual([changed?.name, changed?.instructions, changed?.id], ['Renamed', 'Help more.', id]);
    await rm(join(dir.path, 'w', '.docent'), { recursive: true });
    assert.equal(await assistants.get(id), null);
  });

  test('of folders that don’t count (any more) are not there', async () => {
    const id = await write('file.md', '---\nname: File\n---\nHelp.');
    folders = [];
    assert.deepEqual(await names(), []);
    assert.equal(await assistants.get(id), null);
    assert.deepEqual(await assistants.files(), []);
  });

  test('in files can’t be changed through Docent', async () => {
    const id = await write('file.md', '---\nname: File\n---\nHelp.');
    const readOnly = { code: 'assistant_read_only', message: /This assistant is a file, to be changed there: .*file\.md/ };
    await assert.rejects(assistants.save(row(id, 'Mine')), readOnly);
    await assert.rejects(assistants.delete(id), readOnly);
    assert.deepEqual(await names(), ['File']);
  });

  test('as rows can be changed and deleted', async () => {
    await assistants.save(row('asst_a', 'Row'));
    await assistants.save(row('asst_a', 'Renamed'));
    assert.deepEqual(await names(), ['Renamed']);
    assert.equal(await assistants.delete('asst_a'), true);
    assert.equal(await assistants.delete('asst_a'), false);
    assert.deepEqual(await names(), []);
  });

  test('are paged through, oldest or newest first', async () => {
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) await assistants.save(row(`asst_${name}`, name, index));
    const file = await write('file.md', '---\nname: file\n---\nHelp.');
    assert.deepEqual(await names(), ['a', 'b', 'c', 'd', 'file']);
    assert.deepEqual(await names({ order: 'desc' }), ['file', 'd', 'c', 'b', 'a']);
    assert.deepEqual(await names({ limit: 2, after: 'asst_b' }), ['c', 'd']);
    assert.deepEqual(await names({ limit: 2, before: 'asst_d' }), ['b', 'c']);
    assert.deepEqual(await names({ limit: 2, order: 'desc', after: file }), ['d', 'c']);
    assert.equal((await assistants.list({ ...ALL, limit: 4 })).hasMore, true);
    assert.equal((await assistants.list({ ...ALL, limit: 5 })).hasMore, false);
    await assert.rejects(assistants.list({ ...ALL, after: 'asst_none' }), { code: 'unknown_cursor' });
  });

  test('in a file that can’t be used say why, and leave the others alone', async function () {
    skipOnWindows(this);
    await write('z-good.md', '---\nname: Good\n---\nHelp.');
    await write('notes.txt', 'No assistant.');
    const broken = {
      'a-yaml.md': ['---\nname: A\ntools: [\n---\n', /^Line \d: This is no valid YAML: .+\.$/],
      'b-number.md': ['---\nname: A\ntemperature: 3\n---\n', /^Line 3: .*a number from 0 to 2/],
      'c-none.md': ['Help.', /^Line 1: There is no front matter/],
      'd-latin.md': [Buffer.from('---\nname: \xE9\n---\n', 'latin1'), /^The file is no UTF-8 text/],
      'e-big.md': ['x'.repeat(1_048_577), /^The file is too big: up to 1 MB are read\.$/],
    } as const;
    for (const [name, [content]] of Object.entries(broken)) await write(name, content);
    await mkdir(pathOf('f-folder.md'));
    execFileSync('mkfifo', [pathOf('g-pipe.md')]);

    const files = await assistants.files();
    assert.deepEqual(await names(), ['Good']);
    const errors = files.flatMap(({ error }) => error ?? []);
    const expected = [...Object.values(broken).map(([, message]) => message), /^This is no file\.$/, /^This is no file\.$/];
    assert.equal(errors.length, expected.length);
    expected.forEach((message, index) => assert.match(errors[index] ?? '', message));
    const refused = { code: 'assistant_broken', message: /a-yaml\.md can’t be used\. Line \d: This is no valid YAML/ };
    await assert.rejects(assistants.get(files[0]?.id ?? ''), refused);
  });

  test('of a folder that can’t be listed leave those of the others alone', async function () {
    skipOnWindows(this);
    await write('good.md', '---\nname: Good\n---\nHelp.');
    folders.push(join(dir.path, 'loop'));
    await mkdir(join(dir.path, 'loop', '.docent'), { recursive: true });
    await symlink('assistants', join(dir.path, 'loop', '.docent', 'assistants'));
    assert.deepEqual(await names(), ['Good']);
    assert.match((await assistants.files()).at(-1)?.error ?? '', /^This can’t be read: ELOOP/);
  });

  test('in files name vector stores', async () => {
    const store = { description: '', metadata: {}, expiresAfterDays: null, createdAt: 1, lastActiveAt: 1, expired: false };
    await data.stores.add({ ...store, id: 'vs_1', name: 'handbook' });
    await data.stores.add({ ...store, id: 'vs_2', name: 'twice' });
    await data.stores.add({ ...store, id: 'vs_3', name: 'twice' });
    const id = await write('file.md', '---\nname: File\ntools: [file_search]\nvector_stores: [workspace, handbook, twice, none]\n---\nHelp.');
    assert.deepEqual((await assistants.get(id))?.toolResources.vectorStores, ['workspace', 'vs_1', 'twice', 'none']);
    const { names: known, nameOf } = await assistants.storeNames();
    assert.deepEqual(known, ['workspace', 'handbook']);
    assert.deepEqual(['workspace', 'vs_1', 'vs_2', 'vs_4'].map(nameOf), ['workspace', 'handbook', 'vs_2', 'vs_4']);
  });

  test('of the sample workspace can be used', async () => {
    folders = [SAMPLE];
    const [expert, ...others] = (await assistants.list(ALL)).data;
    assert.deepEqual(others, []);
    assert.equal(expert?.name, 'SDD Expert');
    assert.equal(expert.temperature, 0.7);
    assert.deepEqual(expert.metadata, { version: '1.0' });
    assert.deepEqual(expert.tools.map(({ type }) => type), ['file_search', 'code_interpreter']);
  });
});
