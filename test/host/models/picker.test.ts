import assert from 'node:assert/strict';
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
});
