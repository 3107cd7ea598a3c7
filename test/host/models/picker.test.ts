import assert from 'node:assert/strict';
import { CATALOG } from '../../../src/core/models/catalog.ts';
import { createLessons, lessonKey, shortMemory } from '../../../src/core/models/lessons.ts';
import { serverAt } from '../../../src/core/models/servers.ts';
import { modelPickerSources } from '../support.ts';
import { startVendor } from './vscode/vendor.ts';

suite('the model picker', () => {
  test('has the editor’s models, and says whose they are', async () => {
    const vendor = startVendor();
    const rows = await (await modelPickerSources()).find(({ title }) => title === 'VS Code')?.find?.();
    const ours = rows?.find(({ label }) => label === 'The Model one');
    assert.deepEqual(ours?.choice, { kind: 'model', id: 'vscode/docent-test/one' });
    assert.equal(ours.description, 'docent-test, through VS Code · 8K context');
    vendor.dispose();
  });

  test('says of OpenAI’s models that they need a key, as long as there is none', async () => {
    const rows = (await modelPickerSources()).find(({ title }) => title.startsWith('OpenAI'))?.rows ?? [];
    assert.ok(rows.length > 0);
    for (const { label, description } of rows) assert.match(description ?? '', /^api\.openai\.com, needs an API key( · |$)/, label);
  });

  test('says how a model is asked, as its first answers have shown', async () => {
    const memory = shortMemory();
    const openai = serverAt('https://api.openai.com/v1');
    createLessons(memory, lessonKey(openai, CATALOG.default)).learn({ api: 'chatCompletions', inWords: true });
    const rows = (await modelPickerSources(memory)).find(({ title }) => title.startsWith('OpenAI'))?.rows;
    const detail = rows?.find(({ label }) => label === CATALOG.default)?.detail;
    assert.match(detail ?? '', /asked by Chat Completions, told of tools in words \(found out on \w+ \d+\)$/);
    assert.ok(!rows?.some(({ label, detail }) => label !== CATALOG.default && detail?.includes('asked by')));
  });
});
