import assert from 'node:assert/strict';
import { dataFiles } from '../../../src/core/runs/dataFiles.ts';
import { dataAttachment, type Attachment } from '../../../src/core/types/item.ts';

const file = (name: string) => ({ name, path: `/files/${name}`, bytes: 1 });
const names = (attachments: readonly Attachment[], ...given: { id: string; name: string }[]) =>
  dataFiles(attachments, given.map(({ id, name }) => ({ ...file(name), id }))).map(({ name }) => name);

suite('data files', () => {
  test('code gets what came for it and what is given to every run, each file once', () => {
    const uploaded: Attachment = { ...file('a.csv'), id: 'file-1', tools: ['code_interpreter'] };
    const forSearch: Attachment = { ...file('b.md'), id: 'file-2', tools: ['file_search'] };
    assert.deepEqual(names([dataAttachment(file('own.csv')), uploaded, forSearch], { id: 'file-1', name: 'a.csv' }, { id: 'file-3', name: 'c.csv' }), [
      'own.csv', 'a.csv', 'c.csv',
    ]);
  });

  test('files of one name stay apart', () => {
    const both = [{ id: 'file-2', name: 'sales.csv' }, { id: 'file-3', name: 'sales.csv' }];
    assert.deepEqual(names([dataAttachment(file('sales.csv'))], ...both), ['sales.csv', 'sales-2.csv', 'sales-3.csv']);
    assert.deepEqual(names([], { id: 'a', name: '.env' }, { id: 'b', name: '.env' }, { id: 'c', name: 'x' }, { id: 'd', name: 'x' }), ['.env', '.env-2', 'x', 'x-2']);
  });
});
